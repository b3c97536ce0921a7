#include "studies/harness/results.h"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "base/file.h"
#include "base/program.h"
#include "studies/harness/csv.h"

namespace study {
namespace {

void check_header(const Study& study, std::string_view found, const std::string& name) {
  const std::string expected = format_csv_line(column_names(study));
  if (found == expected) return;
  // A process that dies while it makes the file leaves the beginning of a header, and no rows.
  const bool torn = found.find('\n') == std::string_view::npos && expected.starts_with(found);
  if (torn) return;
  if (found.ends_with('\n')) found.remove_suffix(1);
  throw base::DisagreementError(fmt::format(
      "{}: line 1: the header is '{}', study {} revision {} writes '{}'", name, found, study.name,
      study.revision, std::string_view(expected).substr(0, expected.size() - 1)));
}

}  // namespace

Results::Results(const Study& study, std::int64_t base_seed)
    : study_(study), base_seed_(base_seed) {}

void Results::read(std::string_view text, const std::string& name) {
  CsvReader reader(text, name);
  std::size_t line = 1;
  try {
    const auto header_end = text.find('\n');
    check_header(study_, text.substr(0, header_end == text.npos ? header_end : header_end + 1),
                 name);
    reader.next();
    for (std::size_t begin = reader.complete_bytes(); const auto fields = reader.next();
         begin = reader.complete_bytes()) {
      line = reader.line();
      const Record record = parse_record(study_, *fields, base_seed_);
      const StoredRow row{line, record.success,
                          std::string(text.substr(begin, reader.complete_bytes() - begin))};
      const auto [found, is_new] = rows_.emplace(record.seed, row);
      if (!is_new) {
        require_same(study_, name, parse(found->second), found->second.line, record,
                     fmt::format("in line {}", line));
      }
    }
  } catch (const std::invalid_argument& error) {
    throw base::DisagreementError(error.what());
  } catch (const base::DisagreementError& error) {
    if (std::string_view(error.what()).starts_with(name)) throw;
    throw base::DisagreementError(fmt::format("{}: line {}: {}", name, line, error.what()));
  }
  complete_bytes_ = reader.complete_bytes();
  // Only what follows the last line end can be torn.
  if (complete_bytes_ < text.rfind('\n') + 1) {
    throw base::DisagreementError(
        fmt::format("{}: line {}: a quote that is not closed", name, reader.line() + 1));
  }
}

void Results::add(const Record& record) {
  rows_.emplace(record.seed, StoredRow{0, record.success, format_record(record)});
}

const StoredRow* Results::find(std::uint64_t seed) const {
  const auto found = rows_.find(seed);
  return found == rows_.end() ? nullptr : &found->second;
}

Record Results::parse(const StoredRow& row) const {
  return parse_record(study_, *CsvReader(row.text, "").next(), base_seed_);
}

std::vector<const StoredRow*> Results::by_line() const {
  std::vector<const StoredRow*> rows;
  for (const auto& [seed, row] : rows_) rows.push_back(&row);
  std::sort(rows.begin(), rows.end(),
            [](const StoredRow* a, const StoredRow* b) { return a->line < b->line; });
  return rows;
}

Results load_results(const Study& study, std::int64_t base_seed,
                     const std::filesystem::path& path) {
  Results results(study, base_seed);
  if (std::filesystem::exists(path)) results.read(base::read_file(path), path.string());
  return results;
}

void require_same(const Study& study, const std::string& name, const Record& on_file,
                  std::size_t line, const Record& other, const std::string& place) {
  for (std::size_t i = 0; i < study.columns.size(); ++i) {
    if (on_file.row[i] == other.row[i]) continue;
    throw base::DisagreementError(fmt::format("{}: {}: {} is {} in line {}, {} {}", name,
                                              describe_trial(study, on_file.values, on_file.trial),
                                              study.columns[i].name, on_file.row[i], line,
                                              other.row[i], place));
  }
}

}  // namespace study

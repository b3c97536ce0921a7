#include "studies/harness/results.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "base/file.h"
#include "base/program.h"
#include "studies/harness/csv.h"
#include "studies/harness/identity.h"

namespace study {
namespace {

void check_header(const Study& study, std::string_view found, const std::string& name) {
  const std::string expected = format_csv_line(column_names(study));
  if (found == expected) return;
  // A process that dies while it makes the file leaves the beginning of a header, and no rows.
  const bool torn = found.find('\n') == std::string_view::npos && expected.starts_with(found);
  if (torn) return;
  if (found.ends_with('\n')) found.remove_suffix(1);
  if (found.ends_with('\r')) {
    throw base::DisagreementError(
        fmt::format("{}: line 1: ends with a carriage return, which no study writes", name));
  }
  throw base::DisagreementError(fmt::format(
      "{}: line 1: the header is '{}', study {} revision {} writes '{}'", name, found, study.name,
      study.revision, std::string_view(expected).substr(0, expected.size() - 1)));
}

/// Reads the rows of trial after trial.
class TrialReader {
 public:
  TrialReader(const Study& study, std::int64_t base_seed, CsvReader& reader)
      : study_(study), base_seed_(base_seed), reader_(reader) {}

  /// Nothing at the end, or before a trial whose last rows are missing there.
  std::optional<Record> next() {
    std::optional<Line> line = next_line();
    if (!line) return std::nullopt;
    first_line_ = reader_.line();
    Record record{line->values, line->trial, line->seed, {}, line->success};
    const std::int64_t count = line->row_count;
    for (std::int64_t row = 0;; line = next_line()) {
      if (!line) return std::nullopt;
      if (line->seed != record.seed || line->row_index != row || line->row_count != count) {
        throw base::DisagreementError(fmt::format(
            "is row {} of {} of seed {}, expected row {} of {} of seed {}", line->row_index,
            line->row_count, format_seed(line->seed), row, count, format_seed(record.seed)));
      }
      record.rows.push_back(std::move(line->row));
      if (++row == count) return record;
    }
  }

  std::size_t first_line() const { return first_line_; }  ///< of the last trial

 private:
  std::optional<Line> next_line() {
    const auto fields = reader_.next();
    return fields ? std::optional(parse_line(study_, *fields, base_seed_)) : std::nullopt;
  }

  const Study& study_;
  std::int64_t base_seed_;
  CsvReader& reader_;
  std::size_t first_line_ = 0;
};

}  // namespace

Results::Results(const Study& study, std::int64_t base_seed)
    : study_(study), base_seed_(base_seed) {}

void Results::read(std::string_view text, const std::string& name) {
  CsvReader reader(text, name);
  TrialReader trials(study_, base_seed_, reader);
  try {
    const auto header_end = text.find('\n');
    check_header(study_, text.substr(0, header_end == text.npos ? header_end : header_end + 1),
                 name);
    reader.next();
    complete_bytes_ = reader.complete_bytes();
    while (const auto record = trials.next()) {
      insert(*record, trials.first_line(), name);
      complete_bytes_ = reader.complete_bytes();
    }
  } catch (const std::invalid_argument& error) {
    throw base::DisagreementError(error.what());
  } catch (const base::DisagreementError& error) {
    if (std::string_view(error.what()).starts_with(name)) throw;
    throw base::DisagreementError(fmt::format(
        "{}: line {}: {}", name, std::max<std::size_t>(reader.line(), 1), error.what()));
  }
  // Only what follows the last line end can be torn.
  if (reader.complete_bytes() < text.rfind('\n') + 1) {
    throw base::DisagreementError(
        fmt::format("{}: line {}: a quote that is not closed", name, reader.line() + 1));
  }
}

void Results::insert(const Record& record, std::size_t line, const std::string& name) {
  const auto [found, is_new] = trials_.emplace(
      record.seed,
      StoredTrial{line, record.success, record.rows.size(), format_record(study_, record)});
  if (is_new) {
    rows_ += record.rows.size();
  } else {
    require_same(study_, name, parse(found->second), found->second.line, record,
                 fmt::format("in line {}", line));
  }
}

void Results::add(const Record& record) { insert(record, 0, ""); }

const StoredTrial* Results::find(std::uint64_t seed) const {
  const auto found = trials_.find(seed);
  return found == trials_.end() ? nullptr : &found->second;
}

Record Results::parse(const StoredTrial& trial) const {
  CsvReader reader(trial.text, "");
  return *TrialReader(study_, base_seed_, reader).next();
}

std::vector<const StoredTrial*> Results::by_line() const {
  std::vector<const StoredTrial*> trials;
  for (const auto& [seed, trial] : trials_) trials.push_back(&trial);
  std::sort(trials.begin(), trials.end(),
            [](const StoredTrial* a, const StoredTrial* b) { return a->line < b->line; });
  return trials;
}

Results load_results(const Study& study, std::int64_t base_seed,
                     const std::filesystem::path& path) {
  Results results(study, base_seed);
  if (std::filesystem::exists(path)) results.read(base::read_file(path), path.string());
  return results;
}

void require_same(const Study& study, const std::string& name, const Record& on_file,
                  std::size_t line, const Record& other, const std::string& place) {
  const auto disagree = [&](std::size_t row, const std::string& column, const auto& a,
                            const auto& b) {
    throw base::DisagreementError(fmt::format("{}: {}: {} is {} in line {}, {} {}", name,
                                              describe_trial(study, on_file.values, on_file.trial),
                                              column, a, line + row, b, place));
  };
  if (on_file.rows.size() != other.rows.size()) {
    disagree(0, "rows", on_file.rows.size(), other.rows.size());
  }
  for (std::size_t row = 0; row < on_file.rows.size(); ++row) {
    for (std::size_t i = 0; i < study.columns.size(); ++i) {
      const std::string &a = on_file.rows[row][i], &b = other.rows[row][i];
      if (a != b) disagree(row, study.columns[i].name, a, b);
    }
  }
}

}  // namespace study

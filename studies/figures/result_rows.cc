#include "studies/figures/result_rows.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "studies/harness/identity.h"
#include "studies/harness/sha256.h"
#include "studies/harness/shard.h"
#include "studies/harness/timings.h"

namespace figures {
namespace {

std::string hash(std::string_view text) { return study::to_hex(study::sha256(text)); }

/// Adds the times of trials that have none yet.
std::optional<ReadFile> read_timings(const std::filesystem::path& path, CpuSeconds& cpu_seconds) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  const std::string text = base::read_file(path);
  for (const auto& [seed, timing] : study::read_timings(text)) {
    cpu_seconds.emplace(study::format_seed(seed), timing.cpu_seconds);
  }
  return ReadFile{path, hash(text)};
}

}  // namespace

std::string RowRef::place() const {
  return fmt::format("{}: line {}", table->name(), table->line(row));
}

ResultRows::ResultRows(std::vector<study::Table> tables, CpuSeconds cpu_seconds)
    : tables_(std::move(tables)), cpu_seconds_(std::move(cpu_seconds)) {
  const std::size_t seed = column("seed");
  const auto row_number = std::ranges::find(columns(), "row");
  const auto identity = [&](const RowRef& row) {
    if (row_number == columns().end()) return row.text(seed);
    return row.text(seed) + ' ' +
           row.text(static_cast<std::size_t>(row_number - columns().begin()));
  };
  std::unordered_map<std::string, RowRef> known;
  for (const study::Table& table : tables_) {
    if (table.columns() != columns()) {
      throw base::DisagreementError(
          fmt::format("{}: its columns are not those of {}", table.name(), tables_.front().name()));
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const RowRef ref{&table, row};
      const auto [first, is_new] = known.emplace(identity(ref), ref);
      if (is_new) {
        rows_.push_back(ref);
      } else if (table.row(row) != first->second.table->row(first->second.row)) {
        throw base::DisagreementError(fmt::format("{}: differs from {} of the same seed {}",
                                                  ref.place(), first->second.place(),
                                                  ref.text(seed)));
      }
    }
  }
  base::require(!rows_.empty(), "{}: has no rows", tables_.front().name());
}

std::optional<double> ResultRows::cpu_seconds(const RowRef& row) const {
  const auto found = cpu_seconds_.find(row.text(column("seed")));
  return found == cpu_seconds_.end() ? std::nullopt : std::optional(found->second);
}

SourcedRows read_result_rows(std::span<const std::string> paths, bool timed) {
  std::vector<study::Table> tables;
  std::vector<Source> sources;
  CpuSeconds cpu_seconds;
  for (const std::string& path : paths) {
    // Read once: a study may be adding rows.
    const std::string text = base::read_file(path);
    tables.emplace_back(text, path);
    sources.push_back({{path, hash(text)}, tables.back().rows(), std::nullopt});
    if (timed) sources.back().timing = read_timings(study::paths_of_csv(path).timing, cpu_seconds);
  }
  return {ResultRows(std::move(tables), std::move(cpu_seconds)), std::move(sources)};
}

}  // namespace figures

#include "studies/figures/result_rows.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "studies/harness/sha256.h"

namespace figures {

std::string RowRef::place() const {
  return fmt::format("{}: line {}", table->name(), table->line(row));
}

ResultRows::ResultRows(std::vector<study::Table> tables) : tables_(std::move(tables)) {
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

SourcedRows read_result_rows(std::span<const std::string> paths) {
  std::vector<study::Table> tables;
  std::vector<Source> sources;
  for (const std::string& path : paths) {
    // Read once: a study may be adding rows.
    const std::string text = base::read_file(path);
    tables.emplace_back(text, path);
    sources.push_back({path, study::to_hex(study::sha256(text)), tables.back().rows()});
  }
  return {ResultRows(std::move(tables)), std::move(sources)};
}

}  // namespace figures

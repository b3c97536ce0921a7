#include "studies/figures/paper_values.h"

#include <algorithm>

#include "base/check.h"
#include "base/parse.h"
#include "studies/harness/csv.h"
#include "studies/harness/join.h"

namespace figures {
namespace {

/// What stands before the rate.
std::string prefix(const std::string& relation, const std::string& place) {
  if (relation == "=") return "";
  if (relation == "~") return "~";
  base::require(relation == ">" || relation == "<=", "{}: relation '{}': needs =, ~, > or <=",
                place, relation);
  return relation + " ";
}

}  // namespace

PaperValues PaperValues::read(const std::filesystem::path& path) {
  const study::Table table = study::read_csv(path);
  const std::size_t relation = table.column("relation");
  const std::size_t rate = table.column("rate");
  table.column("source");
  PaperValues values;
  values.name_ = table.name();
  const auto key_size = static_cast<std::ptrdiff_t>(relation);
  values.columns_.assign(table.columns().begin(), table.columns().begin() + key_size);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string place = fmt::format("{}: line {}", table.name(), table.line(row));
    base::parse_real(table.text(row, rate), place + ": rate", 0, 1);
    const auto& fields = table.row(row);
    const std::vector<std::string> key(fields.begin(), fields.begin() + key_size);
    const std::string text = prefix(table.text(row, relation), place) + table.text(row, rate);
    base::require(values.texts_.emplace(key, text).second, "{}: {} stands twice", place,
                  study::join(key, ", "));
  }
  return values;
}

void PaperValues::require_columns(std::span<const std::string> columns) const {
  base::require(texts_.empty() || std::ranges::equal(columns_, columns),
                "{}: columns before relation: {}; needs {}", name_, study::join(columns_, ", "),
                study::join(columns, ", "));
}

std::string PaperValues::text(const std::vector<std::string>& key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? "" : found->second;
}

}  // namespace figures

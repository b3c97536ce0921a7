#include "studies/figures/paper_values.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "base/parse.h"
#include "studies/harness/csv.h"
#include "studies/harness/join.h"

namespace figures {
namespace {

/// What stands before the number.
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
  const bool is_value = std::ranges::count(table.columns(), "value") > 0;
  const std::string name = is_value ? "value" : "rate";
  const std::size_t column = table.column(name);
  table.column("source");
  PaperValues values;
  values.name_ = table.name();
  const auto key_size = static_cast<std::ptrdiff_t>(relation);
  values.columns_.assign(table.columns().begin(), table.columns().begin() + key_size);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string place = fmt::format("{}: line {}", table.name(), table.line(row));
    base::parse_real(table.text(row, column), place + ": " + name, 0,
                     is_value ? std::numeric_limits<double>::max() : 1);
    const auto& fields = table.row(row);
    const std::vector<std::string> key(fields.begin(), fields.begin() + key_size);
    const std::string text = prefix(table.text(row, relation), place) + table.text(row, column);
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

#include "studies/figures/paper_values.h"

#include "base/check.h"
#include "base/parse.h"
#include "studies/harness/csv.h"

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
  const std::size_t steps = table.column("steps");
  const std::size_t overcompleteness = table.column("overcompleteness");
  const std::size_t relation = table.column("relation");
  const std::size_t rate = table.column("rate");
  table.column("source");
  PaperValues values;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string place = fmt::format("{}: line {}", table.name(), table.line(row));
    base::parse_real(table.text(row, rate), place + ": rate", 0, 1);
    const bool is_new =
        values.texts_
            .emplace(std::pair(table.text(row, steps), table.text(row, overcompleteness)),
                     prefix(table.text(row, relation), place) + table.text(row, rate))
            .second;
    base::require(is_new, "{}: n = {}, m = {} stands twice", place, table.text(row, steps),
                  table.text(row, overcompleteness));
  }
  return values;
}

std::string PaperValues::text(const std::string& steps, const std::string& overcompleteness) const {
  const auto found = texts_.find({steps, overcompleteness});
  return found == texts_.end() ? "" : found->second;
}

}  // namespace figures

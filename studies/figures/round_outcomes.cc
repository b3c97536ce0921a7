#include "studies/figures/round_outcomes.h"

#include <set>
#include <string>

namespace figures {

std::vector<Outcome> round_outcomes(const ResultRows& rows, const SuccessRate& whole,
                                    const SuccessRate& cell) {
  const std::size_t seed = rows.column("seed"), exact = rows.column("exact");
  std::vector<Outcome> all;
  std::set<std::string> reached;
  for (const RowRef& row : cell.rows) {
    all.push_back({row, row.text(exact) == "1"});
    reached.insert(row.text(seed));
  }
  for (const RowRef& row : whole.rows) {
    if (!reached.contains(row.text(seed))) all.push_back({row, false});
  }
  return all;
}

}  // namespace figures

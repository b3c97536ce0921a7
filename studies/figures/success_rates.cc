#include "studies/figures/success_rates.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/check.h"
#include "base/program.h"
#include "studies/harness/value_order.h"

namespace figures {
namespace {

bool solved_value(const RowRef& row, std::size_t column) {
  const std::string& text = row.text(column);
  base::require(text == "0" || text == "1", "{}: {} '{}': needs 0 or 1", row.place(),
                row.table->columns()[column], text);
  return text == "1";
}

}  // namespace

std::size_t SuccessRates::axis(std::string_view name) const {
  const auto found = std::find(axes.begin(), axes.end(), name);
  if (found == axes.end()) throw std::logic_error(fmt::format("no axis {}", name));
  return static_cast<std::size_t>(found - axes.begin());
}

bool SuccessRates::varies(std::size_t axis) const {
  return std::any_of(cells.begin(), cells.end(), [&](const SuccessRate& cell) {
    return cell.cell[axis] != cells.front().cell[axis];
  });
}

std::vector<std::vector<const SuccessRate*>> SuccessRates::lines_along(std::size_t axis) const {
  std::map<std::vector<std::string>, std::vector<const SuccessRate*>, study::ValuesBefore> lines;
  for (const SuccessRate& cell : cells) {
    std::vector<std::string> others = cell.cell;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(axis));
    lines[others].push_back(&cell);
  }
  std::vector<std::vector<const SuccessRate*>> sorted;
  for (auto& [others, line] : lines) sorted.push_back(std::move(line));
  return sorted;
}

SuccessRates success_rates(const ResultRows& rows, const Grouping& grouping) {
  const auto axes = static_cast<std::ptrdiff_t>(rows.column("trial"));
  const std::size_t parameters = rows.column("parameters");
  const std::size_t solved = rows.column(grouping.solved);
  std::map<std::vector<std::string>, SuccessRate, study::ValuesBefore> cells;
  for (const RowRef& row : rows.rows()) {
    if (grouping.counts && !grouping.counts(row)) continue;
    const auto& fields = row.table->row(row.row);
    std::vector<std::string> values(fields.begin(), fields.begin() + axes);
    if (!grouping.column.empty()) values.push_back(row.text(rows.column(grouping.column)));
    SuccessRate& cell =
        cells.try_emplace(values, SuccessRate{values, row.text(parameters), 0, 0}).first->second;
    if (row.text(parameters) != cell.parameters) {
      throw base::DisagreementError(fmt::format("{}: {} parameters, in other trials of its cell {}",
                                                row.place(), row.text(parameters),
                                                cell.parameters));
    }
    ++cell.trials;
    cell.solved += solved_value(row, solved);
    cell.rows.push_back(row);
  }
  SuccessRates rates;
  rates.axes.assign(rows.columns().begin(), rows.columns().begin() + axes);
  if (!grouping.column.empty()) rates.axes.push_back(grouping.column);
  for (auto& [values, cell] : cells) rates.cells.push_back(std::move(cell));
  return rates;
}

}  // namespace figures

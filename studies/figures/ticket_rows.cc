#include "studies/figures/ticket_rows.h"

#include <algorithm>

#include "base/check.h"
#include "studies/figures/pruning_rows.h"
#include "studies/figures/table_axes.h"

namespace figures {
namespace {

constexpr const char* kControls[] = {"none", "reinitialised", "same-signs", "shuffled",
                                     "other-seed"};
constexpr const char* kWayAxes[] = {"method", "controls", "train_until", "round"};

}  // namespace

std::string ControlRates::way(const SuccessRate& cell) const {
  std::string way = cell.cell[rates.axis("method")];
  if (control != "none") way += ' ' + control;
  if (cell.cell[rates.axis("train_until")] == "budget") way += " trained-on";
  return way;
}

std::vector<ControlRates> control_rates(const ResultRows& rows) {
  require_network_axes(rows);
  for (const char* axis : {"method", "controls", "train_until"}) require_axis(rows, axis);
  const std::size_t column = rows.column("control");
  std::vector<ControlRates> result;
  for (const std::string control : kControls) {
    Grouping grouping;
    grouping.counts = [&](const RowRef& row) { return row.text(column) == control; };
    grouping.column = "round";
    grouping.solved = "exact";
    SuccessRates rates = success_rates(rows, grouping);
    if (!rates.cells.empty()) result.push_back({control, std::move(rates)});
  }
  return result;
}

std::vector<std::size_t> shown_ticket_axes(const SuccessRates& rates) {
  std::vector<std::size_t> axes = shown_axes(rates);
  std::erase_if(axes, [&](std::size_t axis) {
    return std::ranges::find(kWayAxes, rates.axes[axis]) != std::end(kWayAxes);
  });
  return axes;
}

TicketWeights::TicketWeights(const ResultRows& rows) : kept_(rows.column("weights_kept")) {
  const std::size_t steps = rows.column("steps"), m = rows.column("overcompleteness"),
                    round = rows.column("round");
  for (const RowRef& row : rows.rows()) {
    if (row.text(round) == "0") whole_[{row.text(steps), row.text(m)}] = whole_number(row, kept_);
  }
}

std::int64_t TicketWeights::whole(const SuccessRates& rates, const SuccessRate& cell) const {
  const std::string &steps = cell.cell[rates.axis("steps")],
                    &m = cell.cell[rates.axis("overcompleteness")];
  const auto found = whole_.find({steps, m});
  base::require(found != whole_.end(), "{}: has no round 0 with steps {}, overcompleteness {}",
                cell.rows.front().place(), steps, m);
  return found->second;
}

std::int64_t TicketWeights::kept(const SuccessRate& cell) const {
  std::vector<std::int64_t> kept;
  for (const RowRef& row : cell.rows) kept.push_back(whole_number(row, kept_));
  std::ranges::sort(kept);
  return quantile_of(kept, 0.5);
}

}  // namespace figures

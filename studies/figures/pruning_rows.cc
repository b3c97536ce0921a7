#include "studies/figures/pruning_rows.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/check.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/value_order.h"

namespace figures {
namespace {

constexpr const char* kMethodAxes[] = {"criterion", "schedule", "survivors", "biases",
                                       "train_until"};

}  // namespace

void require_pruning_axes(const ResultRows& rows) {
  require_network_axes(rows);
  for (const char* axis : kMethodAxes) require_axis(rows, axis);
}

SuccessRates exact_rates(const ResultRows& rows, bool by_round) {
  const std::size_t round = rows.column("round"), exact = rows.column("exact");
  Grouping grouping;
  // A trial has more rows than that of round 0 only if that is exact.
  grouping.counts = [=](const RowRef& row) {
    return row.text(round) != "0" || row.text(exact) != "0";
  };
  grouping.solved = "exact";
  if (by_round) grouping.column = "round";
  return success_rates(rows, grouping);
}

std::string pruning_method(const SuccessRates& rates, const SuccessRate& cell) {
  const auto value = [&](const char* axis) { return cell.cell[rates.axis(axis)]; };
  std::string method = value("criterion");
  if (value("schedule") != "iterative") method += ' ' + value("schedule");
  if (value("survivors") == "rewind") method += " rewound";
  if (value("biases") == "prunable") method += " biases too";
  if (value("train_until") == "budget") method += " trained on";
  return method;
}

std::vector<std::size_t> shown_pruning_axes(const SuccessRates& rates) {
  std::vector<std::size_t> axes = shown_axes(rates);
  std::erase_if(axes, [&](std::size_t axis) {
    return rates.axes[axis] == "round" ||
           std::ranges::find(kMethodAxes, rates.axes[axis]) != std::end(kMethodAxes);
  });
  return axes;
}

std::int64_t whole_number(const RowRef& row, std::size_t column) {
  const double value = row.real(column);
  base::require(value >= 0 && value == std::floor(value) && value < 1e15,
                "{}: {} '{}': needs a whole number", row.place(), row.table->columns()[column],
                row.text(column));
  return static_cast<std::int64_t>(value);
}

ExactBefore::ExactBefore(const ResultRows& rows)
    : schedule_(rows.column("schedule")), before_(rows.column("exact_before")) {}

bool ExactBefore::operator()(const RowRef& row) const {
  return row.text(schedule_) != "gradual" && row.text(before_) == "1";
}

std::int64_t quantile_of(const std::vector<std::int64_t>& sorted, double quantile) {
  const double rank = std::ceil(quantile * static_cast<double>(sorted.size()));
  return sorted[static_cast<std::size_t>(std::max(rank, 1.)) - 1];
}

std::string trained_note(const ResultRows& rows) {
  const std::size_t steps = rows.column("steps"), m = rows.column("overcompleteness"),
                    init = rows.column("trial"), round = rows.column("round"),
                    exact = rows.column("exact");
  // All methods prune the same networks: a trial counts once.
  std::map<std::vector<std::string>, std::map<std::string, bool>, study::ValuesBefore> trained;
  for (const RowRef& row : rows.rows()) {
    if (row.text(round) == "0") {
      trained[{row.text(steps), row.text(m)}][row.text(init)] = row.text(exact) == "1";
    }
  }
  std::string text;
  for (const auto& [network, trials] : trained) {
    text += fmt::format("trained: {} of {} with n = {}, m = {}\n",
                        std::ranges::count_if(trials, [](const auto& t) { return t.second; }),
                        trials.size(), network[0], network[1]);
  }
  return text;
}

}  // namespace figures

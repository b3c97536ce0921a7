#include "studies/figures/answer_fields.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>

#include "studies/figures/pruning_rows.h"
#include "studies/figures/table_axes.h"

namespace figures {
namespace {

std::int64_t median_of(const ResultRows& rows, const std::vector<RowRef>& chosen,
                       const char* column) {
  std::vector<std::int64_t> numbers;
  for (const RowRef& row : chosen) numbers.push_back(whole_number(row, rows.column(column)));
  std::ranges::sort(numbers);
  return quantile_of(numbers, 0.5);
}

}  // namespace

const Texts& answer_training() {
  static const Texts values{{"steps", "1"},        {"rule", "B3/S23"},
                            {"boundary", "torus"}, {"initialisation", "pytorch"},
                            {"batch", "8"},        {"learning_rate", "0.001"},
                            {"density", "uniform"}};
  return values;
}

Texts required(const ResultRows& rows, const Texts& values) {
  Texts all = answer_training();
  all.insert(values.begin(), values.end());
  for (const auto& [axis, value] : all) require_axis(rows, axis);
  require_axis(rows, "budget");
  return all;
}

bool fits(const SuccessRates& rates, const SuccessRate& cell, const Texts& values) {
  return std::ranges::all_of(values, [&](const auto& value) {
    return cell.cell[rates.axis(value.first)] == value.second;
  });
}

void add_trials(Texts& line, const ResultRows& rows, const SuccessRate& cell,
                const std::vector<Outcome>& outcomes, const char* cost, const char* parameters,
                const char* bytes) {
  std::vector<PricedTrial> priced;
  std::vector<RowRef> exact;
  for (const Outcome& outcome : outcomes) {
    priced.push_back({outcome.row.real(rows.column(cost)), outcome.exact});
    if (outcome.exact) exact.push_back(outcome.row);
  }
  const auto fields = rate_fields({{}, "", std::ssize(outcomes), std::ssize(exact)});
  std::size_t field = 0;
  for (const char* column : {"trials", "exact", "exact_rate", "exact_low", "exact_high"}) {
    line[column] = fields[field++];
  }
  add_cost(line, "multiply_adds", cost, cell, priced);
  if (exact.empty()) return;
  line["parameters"] = fmt::format("{}", median_of(rows, exact, parameters));
  line["float_bytes"] = fmt::format("{}", median_of(rows, exact, bytes));
}

void add_cost(Texts& line, const std::string& name, const char* cost, const SuccessRate& cell,
              std::span<const PricedTrial> trials) {
  if (trials.empty()) return;
  const CostPerSuccess price = cost_per_success(trials, cost, cell.cell);
  const auto text = [](double value) { return fmt::format("{:.6g}", value); };
  if (price.value) line[name] = text(*price.value);
  line[name + "_low"] = text(price.low);
  if (price.high) line[name + "_high"] = text(*price.high);
}

}  // namespace figures

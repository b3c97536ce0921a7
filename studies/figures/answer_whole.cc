#include "studies/figures/answer_whole.h"

#include <limits>
#include <vector>

namespace figures {

AnswerWhole::AnswerWhole(const ResultRows& rows)
    : rows_(rows),
      values_(required(rows, {{"overcompleteness", ""}})),
      rates_(success_rates(rows)) {
  values_.erase("overcompleteness");
}

void AnswerWhole::add(Texts& line, const std::string& m) const {
  const SuccessRate* cell = pick(m);
  if (!cell) return;
  line["budget"] = cell->cell[rates_.axis("budget")];
  std::vector<Outcome> outcomes;
  std::vector<PricedTrial> timed;
  for (const RowRef& row : cell->rows) {
    const bool exact = row.text(rows_.column("solved")) == "1";
    outcomes.push_back({row, exact});
    if (const auto seconds = rows_.cpu_seconds(row)) timed.push_back({*seconds, exact});
  }
  add_trials(line, rows_, *cell, outcomes, "multiply_adds", "parameters", "network_bytes");
  add_cost(line, "core_seconds", "core_seconds", *cell, timed);
}

std::optional<std::string> AnswerWhole::cheapest() const {
  std::optional<std::string> best;
  double least = std::numeric_limits<double>::infinity();
  for (const SuccessRate& cell : rates_.cells) {
    if (!fits(rates_, cell, values_) || cell.solved == 0) continue;
    const std::string& m = cell.cell[rates_.axis("overcompleteness")];
    const double cost = mean_cost(*pick(m));
    if (cost < least) {
      least = cost;
      best = m;
    }
  }
  return best;
}

// Of several cells with this m that of most trials.
const SuccessRate* AnswerWhole::pick(const std::string& m) const {
  const SuccessRate* best = nullptr;
  for (const SuccessRate& cell : rates_.cells) {
    if (fits(rates_, cell, values_) && cell.cell[rates_.axis("overcompleteness")] == m &&
        (!best || cell.trials > best->trials)) {
      best = &cell;
    }
  }
  return best;
}

double AnswerWhole::mean_cost(const SuccessRate& cell) const {
  double sum = 0;
  for (const RowRef& row : cell.rows) sum += row.real(rows_.column("multiply_adds"));
  return sum / static_cast<double>(cell.solved);  // infinite without any
}

}  // namespace figures

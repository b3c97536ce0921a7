#include "studies/figures/answer_rounds.h"

#include <fmt/core.h>

#include <cmath>
#include <string>
#include <utility>

namespace figures {

AnswerRounds::AnswerRounds(const ResultRows& rows, SuccessRates rates)
    : rows_(rows), rates_(std::move(rates)), weights_(rows) {}

AnswerRounds AnswerRounds::of_pruning(const ResultRows& rows) {
  Grouping grouping;
  grouping.column = "round";
  grouping.solved = "exact";
  return {rows, success_rates(rows, grouping)};
}

AnswerRounds AnswerRounds::of_tickets(const ResultRows& rows) {
  return {rows, std::move(control_rates(rows).front().rates)};
}

void AnswerRounds::add(Texts& line, const Texts& values, double share) const {
  const Line rounds = pick(required(rows_, values));
  const SuccessRate* cell = nearest(rounds, share);
  if (!cell) return;
  line["budget"] = cell->cell[rates_.axis("budget")];
  line["weights"] = fmt::format("{}", weights_.kept(*cell));
  line["of_weights"] = fmt::format("{}", weights_.whole(rates_, *cell));
  add_trials(line, rows_, *cell, round_outcomes(rows_, *rounds.front(), *cell),
             "total_multiply_adds", "shrunk_parameters", "shrunk_bytes");
}

bool AnswerRounds::is_whole(const SuccessRate& cell) const {
  return cell.cell[rates_.axis("round")] == "0";
}

// Of several lines that of most trials; empty if there is none.
AnswerRounds::Line AnswerRounds::pick(const Texts& values) const {
  Line best;
  for (Line& line : rates_.lines_along(rates_.axis("round"))) {
    if (fits(rates_, *line.front(), values) && is_whole(*line.front()) &&
        (best.empty() || line.front()->trials > best.front()->trials)) {
      best = std::move(line);
    }
  }
  return best;
}

const SuccessRate* AnswerRounds::nearest(const Line& line, double share) const {
  const auto distance = [&](const SuccessRate* cell) {
    return std::abs(std::log(static_cast<double>(weights_.kept(*cell)) /
                             (share * static_cast<double>(weights_.whole(rates_, *cell)))));
  };
  const SuccessRate* best = nullptr;
  for (const SuccessRate* cell : line) {
    if (!is_whole(*cell) && (!best || distance(cell) < distance(best))) best = cell;
  }
  return best;
}

}  // namespace figures

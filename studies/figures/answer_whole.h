#pragma once

#include <optional>
#include <string>

#include "studies/figures/answer_fields.h"

namespace figures {

/// The networks L(1, m) of the study `overcompleteness`, for the table of answers.
class AnswerWhole {
 public:
  /// Keeps a reference to `rows`. Throws as required() and success_rates() do.
  explicit AnswerWhole(const ResultRows& rows);

  /// What there is of this m: budget, what add_trials() says, and core_seconds.
  void add(Texts& line, const std::string& m) const;

  /// The m whose exact network costs the fewest multiply-adds; nothing if no network is exact.
  std::optional<std::string> cheapest() const;

 private:
  const SuccessRate* pick(const std::string& m) const;
  double mean_cost(const SuccessRate& cell) const;

  const ResultRows& rows_;
  Texts values_;
  SuccessRates rates_;
};

}  // namespace figures

#pragma once

#include <vector>

#include "studies/figures/answer_fields.h"
#include "studies/figures/ticket_rows.h"

namespace figures {

/// The rounds of the studies `pruning` and `tickets`, for the table of answers.
class AnswerRounds {
 public:
  /// Keep a reference to `rows`. Throw as success_rates() and control_rates() do.
  static AnswerRounds of_pruning(const ResultRows& rows);
  static AnswerRounds of_tickets(const ResultRows& rows);

  /// What there is of the way with these values of axes, in the round whose number of weights is
  /// the nearest to this share by ratio: budget, weights, of_weights and what add_trials() says.
  /// Throws as required() does.
  void add(Texts& line, const Texts& values, double share) const;

 private:
  using Line = std::vector<const SuccessRate*>;  ///< cells that differ in the round alone

  AnswerRounds(const ResultRows& rows, SuccessRates rates);
  bool is_whole(const SuccessRate& cell) const;
  Line pick(const Texts& values) const;
  const SuccessRate* nearest(const Line& line, double share) const;

  const ResultRows& rows_;
  SuccessRates rates_;
  TicketWeights weights_;
};

}  // namespace figures

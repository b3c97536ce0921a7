#pragma once

#include "studies/figures/answer_fields.h"
#include "studies/harness/csv.h"

namespace figures {

/// The networks of the study `deploy` on the ATmega328P, for the table of answers.
class AnswerDeployed {
 public:
  /// Throws as required() and summarise_deploy() do.
  explicit AnswerDeployed(const ResultRows& rows);

  /// What there is of networks with these values of axes, with 8 bits a weight, all weights and m =
  /// 1 unless they say otherwise, and with the line's budget if it has one: deployed,
  /// deployed_exact, constant_bytes, flash_bytes and cycles; of networks made by hand also
  /// parameters and float_bytes.
  void add(Texts& line, const Texts& values) const;

 private:
  study::Table table_;
};

}  // namespace figures

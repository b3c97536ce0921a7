#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "studies/figures/cost_per_success.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/round_outcomes.h"
#include "studies/figures/success_rates.h"

/// What the studies say of a line of the table of ways to an exact network (answer.h).
namespace figures {

/// By axis of a study, or by column of that table.
using Texts = std::map<std::string, std::string>;

/// One step, and the axes of training but m and the budget at their defaults.
const Texts& answer_training();

/// `values` and answer_training(). Throws std::invalid_argument that names the file unless all of
/// them and the budget are axes of `rows`.
Texts required(const ResultRows& rows, const Texts& values);

/// Whether the cell has these values.
bool fits(const SuccessRates& rates, const SuccessRate& cell, const Texts& values);

/// What trials of a cell say: trials, exact, exact_rate, exact_low, exact_high; multiply_adds (of
/// the column `cost`) with its interval; and, if any is exact, the medians parameters and
/// float_bytes of the columns `parameters` and `bytes`.
void add_trials(Texts& line, const ResultRows& rows, const SuccessRate& cell,
                const std::vector<Outcome>& outcomes, const char* cost, const char* parameters,
                const char* bytes);

/// `name` of the line, name_low and name_high: what an exact network of the cell costs in this
/// column. Nothing without trials.
void add_cost(Texts& line, const std::string& name, const char* cost, const SuccessRate& cell,
              std::span<const PricedTrial> trials);

}  // namespace figures

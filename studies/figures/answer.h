#pragma once

#include "studies/figures/rows_by_study.h"
#include "studies/figures/summary.h"

namespace figures {

/// What ways there are to a network that computes one step of Life, and what each costs: of the
/// studies `overcompleteness`, `pruning`, `tickets` and `deploy`, each of which may be missing. A
/// line a way; columns of the CSV, empty where there is no row: way, network, made (trained or by
/// hand), weights (kept) and of_weights, if some were pruned; budget (boards a training may use),
/// trials, exact, exact_rate, exact_low, exact_high (Wilson 95 %); multiply_adds for an exact
/// network, failed trials and all that led to it charged (cost_per_success.h), multiply_adds_low,
/// multiply_adds_high; core_seconds likewise, where a trial's time is of one network; parameters
/// and float_bytes (medians of the exact networks, shrunk); on the ATmega328P with 8 bits a weight,
/// medians of the networks `deployed`: constant_bytes, flash_bytes, cycles (a cell of the torus),
/// and deployed_exact.
///
/// Rows are those of one step with all axes of training at their defaults, densities drawn; of
/// several cells that fit that of most trials counts. Throws as success_rates() does, and
/// std::invalid_argument for rows that lack an axis or a column.
Summary summarise_answer(const RowsByStudy& studies);

}  // namespace figures

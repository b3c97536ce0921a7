#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// Success against overcompleteness: a line a cell of the study `overcompleteness`, sorted by its
/// axes. Columns of the CSV: the axes, parameters, paper, sampled_boards (on which solved was
/// tried; 0: on every window), trials, solved, rate, wilson_low, wilson_high (95 %). The paper's
/// value stands only beside cells with its protocol (rule, batch, learning rate and budget); its
/// boundary, initialisation and density are not known. The text has only those axes that vary, and
/// says below what the others are. Throws as success_rates does, and std::invalid_argument that
/// names the file and the axis when one is missing.
Summary summarise_overcompleteness(const ResultRows& rows, const PaperValues& paper);

}  // namespace figures

#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// Why trials of one step fail, from the rows of a study that has the columns cause, wrong_cases,
/// dead_filters and dead_bottleneck (studies/training/training_study.h); other steps are left out.
/// Columns of the CSV: the axes, parameters, part, name, of, count, share, low, high (Wilson 95 %).
/// A cell has these rows; a part without trials is left out:
///   part    name                                                      of
///   ending  filters, bottleneck, all-dead, cases, unconfirmed, solved  its trials
///   unit    dead_filters, dead_bottleneck: at least one                those that failed
///   case    B0 .. B8, S0 .. S8: has a wrong window                     those whose cause is cases
/// `unconfirmed` failed without a cause: its last check alone found it right. Without a trial of
/// one step there is only the header. The text has the shares of the failed trials and a sentence
/// for each setting of the other axes. Throws as success_rates does, and std::invalid_argument that
/// names the file, the line and a cause, a case or a number that is not allowed.
Summary summarise_failures(const ResultRows& rows, const PaperValues&);

}  // namespace figures

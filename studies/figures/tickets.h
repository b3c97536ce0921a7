#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// How often the sub-networks of the study `tickets` learned, by method and round. Columns of the
/// CSV: the axes, round, control, way (ticket_rows.h: "imp", "imp shuffled"), parameters,
/// weights (of the whole network), kept (median of those left; of the way "small" that network's
/// own), share (kept / weights), trials, exact, rate, wilson_low, wilson_high (95 %). Round 0 is
/// the whole network. Throws std::invalid_argument that names the file and what is wrong: a missing
/// axis or column, a number that is not whole; and as success_rates() does.
Summary summarise_tickets(const ResultRows& rows, const PaperValues&);

}  // namespace figures

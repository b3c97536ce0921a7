#pragma once

#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

namespace figures {

/// For below a table with the paper's values.
inline constexpr const char* kPaperNote =
    "paper: Springer & Kenyon, arXiv 2009.01398, as others quote it\n";

/// Throws std::invalid_argument that names the file and the column unless the axes of the paper's
/// protocol are there.
void require_protocol_axes(const ResultRows& rows);

/// Whether a cell was trained as far as is known how the paper did: rule B3/S23, 8 boards a step,
/// learning rate 0.001 and 1,000,000 boards. The paper's boundary, initialisation and density are
/// not known.
bool has_paper_protocol(const SuccessRates& rates, const SuccessRate& cell);

}  // namespace figures

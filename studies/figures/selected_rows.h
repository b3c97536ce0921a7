#pragma once

#include <cstddef>
#include <vector>

#include "studies/figures/claims.h"
#include "studies/harness/csv.h"

namespace figures {

/// The numbers of the rows that a selector selects, in their order. Throws as Table::column does.
std::vector<std::size_t> selected_rows(const study::Table& table, const Selector& selector);

/// `selector` with the values of `other` in place of its own. Example: {{"m", "1"}, {"d", "0.38"}}
/// and {{"d", "uniform"}} give {{"m", "1"}, {"d", "uniform"}}.
Selector replaced(Selector selector, const Selector& other);

}  // namespace figures

#pragma once

#include <span>
#include <string>

#include "studies/bill/bill.h"
#include "studies/bill/energy.h"

namespace bill {

/// A bill for a reader: each quantity in all and per exact network, what is estimated as a range of
/// two significant digits. Energy is what was measured, where it was, and else an estimate; carbon
/// is an estimate from it.
std::string statement(const Bill& bill, const Assumptions& assumptions);

/// The same of several as a CSV: study, quantity, unit, kind (counted, measured or estimated),
/// total_low, total_high, per_exact_low, per_exact_high; the latter two are empty without an exact
/// network. Quantities that are not known are left out.
std::string statement_csv(std::span<const Bill> bills, const Assumptions& assumptions);

}  // namespace bill

#pragma once

#include "life/rule.h"

namespace figures {

/// The expected share of cells of a torus that live one generation after a board whose cells live
/// independently with probability `density`: the sum over k living neighbours of C(8, k) d^k
/// (1 - d)^(8 - k) times 1 - d if k is a birth, plus d if k is a survival. For Life this is
/// 56 d^3 (1 - d)^5 + 28 d^3 (1 - d)^6. Example: alive_next(life::Rule::conway(), 0.5) is 140/512.
double alive_next(life::Rule rule, double density);

/// The same of a density that is drawn uniformly from [0, 1] for each board. For Life 13/90.
double alive_next_of_drawn(life::Rule rule);

}  // namespace figures

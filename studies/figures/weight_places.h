#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace figures {

/// Where a weight stands in L(n, m).
struct WeightPlace {
  std::size_t layer;                 ///< of the 2n + 1 that have weights, from 1
  std::size_t kernel;                ///< its side: 3 or 1
  std::size_t out, in, row, column;  ///< from 0
  /// "3x3 centre", "3x3 neighbours", "1x1" or "last 1x1": a layer's weights that symmetry makes
  /// alike.
  std::string part;
};

/// All weights of L(steps, overcompleteness) by their indices in the parameter vector, in decimal
/// digits. Throws as task::life_network does. Example: weight_places(1, 1).at("4").part is
/// "3x3 centre".
std::map<std::string, WeightPlace> weight_places(int steps, int overcompleteness);

}  // namespace figures

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "life/rule.h"
#include "nn/network.h"

namespace task {

/// One of the 18 things that an outer-totalistic rule decides: what becomes of a cell with so many
/// living neighbours.
struct Case {
  bool alive;      ///< the cell itself
  int neighbours;  ///< 0 to 8

  bool operator==(const Case&) const = default;
};

/// Why a one-step network is wrong: the first that holds. A unit is dead if it has one value on all
/// 512 windows.
enum class Cause {
  filters,     ///< all units of the first hidden layer are dead
  bottleneck,  ///< all units of the last hidden layer are dead
  all_dead,    ///< the network says of no window that its centre lives
  cases,       ///< some windows are wrong
};

/// "filters", "bottleneck", "all-dead", "cases".
std::string_view to_string(Cause cause);

/// What a one-step network does on the 512 windows.
struct Diagnosis {
  std::optional<Cause> cause;     ///< nothing if it is right
  std::vector<Case> wrong_cases;  ///< those with a wrong window, dead cells first
  int dead_filters;               ///< dead units of the first hidden layer
  int dead_bottleneck;            ///< and of the last, which may be the same
};

/// `network` has a window form (window_form.h) and in it an activation before its last layer;
/// std::invalid_argument for others. A logit that is not a number says dead.
Diagnosis diagnose(const nn::Network& network, const life::Rule& rule);

}  // namespace task

#pragma once

#include "life/board.h"
#include "life/rule.h"

namespace task {

/// What is to be learned: a board's `steps`-th generation under `rule`, from the board.
struct Problem {
  int steps;
  life::Rule rule;
  life::Topology topology;
};

}  // namespace task

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "nn/network.h"
#include "studies/task/dataset.h"
#include "studies/task/problem.h"

namespace task {

/// A window whose centre a network gets wrong.
struct CounterExample {
  /// 2 steps + 1 lines of as many cells, 'O' alive, '.' dead, '#' beyond a dead edge.
  std::string window;
  bool alive;  ///< what the automaton says of the centre; the network says the opposite
};

/// Number of windows that count_window_errors looks at: 2^9 for one step and 2^25 for two; with
/// dead edges and two steps also the windows that reach beyond an edge or a corner (boards of side
/// 5 or more). Throws std::invalid_argument for other numbers of steps.
std::int64_t window_count(const Problem& problem);

/// On how many of these windows `network` (alive where its logit is above 0) errs. 0 is a proof
/// that it computes every board right. The network has one 3x3 convolution a step, each followed by
/// 1x1 convolutions and activations, as L(n, m) has (for one step also a perceptron on the window);
/// std::invalid_argument for others. A fraction of a millisecond for one step; for two on a torus
/// some 0.01 s at m = 1, 0.04 s at m = 4, 0.11 s at m = 8 and 0.9 s at m = 24, with dead edges half
/// as much again or twice as much.
std::int64_t count_window_errors(const nn::Network& network, const Problem& problem);

/// Proves networks right again and again during training: looks for one wrong window and first
/// where the last was found, so that a network which is still wrong costs little.
class ExactnessCheck {
 public:
  explicit ExactnessCheck(const Problem& problem) : problem_(problem) {}

  /// A window that `network` gets wrong, or none, which is the proof.
  std::optional<CounterExample> counter_example(const nn::Network& network);

 private:
  Problem problem_;
  std::size_t last_position_ = 0;        // of the window on the board
  std::array<unsigned, 3> last_rows_{};  // in its middle
};

/// One-off form of ExactnessCheck::counter_example.
std::optional<CounterExample> counter_example(const nn::Network& network, const Problem& problem);

/// For any number of steps: a board of `dataset` on which `network` errs in any cell, or none among
/// the next `count` boards (rounded up to whole batches), which bounds its error but proves
/// nothing.
std::optional<life::Board> sampled_counter_example(const nn::Network& network,
                                                   const Problem& problem, std::int64_t count,
                                                   Dataset& dataset);

}  // namespace task

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "deploy/integer_network.h"
#include "life/rule.h"

namespace deploy {

/// A window of one step is the nine bits of task::window_bit, one of two steps 25 bits in the same
/// order: bit 5 * column + row, row 0 at the top and column 0 on the left.
using WindowCode = std::uint32_t;

/// Number of windows: 512 or 33,554,432.
std::int64_t window_count(int steps);

/// Whether the centre lives after so many steps.
bool alive_after(const life::Rule& rule, int steps, WindowCode window);

/// A choice of windows, networks' sums on them, and what is right.
class WindowSet {
 public:
  WindowSet(int steps, const life::Rule& rule) : steps_(steps), rule_(rule) {}

  void add(WindowCode window);
  std::size_t size() const { return windows_.size(); }
  int steps() const { return steps_; }
  std::span<const WindowCode> windows() const { return windows_; }
  /// 1 where the centre lives, else 0; one a window.
  std::span<const std::uint8_t> alive() const { return alive_; }

  /// Fills `sums`, one a window, with what the network's last layer gives. The network is of as
  /// many steps, and needed_widths() takes it.
  void evaluate(const IntegerNetwork& network, std::vector<std::int32_t>& sums) const;

 private:
  int steps_;
  life::Rule rule_;
  std::vector<WindowCode> windows_;
  std::vector<std::uint8_t> alive_;
};

/// On which windows of all a network errs: how many, and some of them, at most `examples`.
struct WindowErrors {
  std::int64_t count = 0;
  std::vector<WindowCode> examples;
};

/// Looks at every window: 0 errors are a proof. At two steps a few seconds at most for L(2, 4).
WindowErrors find_errors(const IntegerNetwork& network, const life::Rule& rule,
                         std::size_t examples);

}  // namespace deploy

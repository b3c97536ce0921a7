#include "studies/pruned/fewest_known.h"

#include <gtest/gtest.h>

#include "nn/footprint.h"
#include "studies/task/exactness.h"
#include "studies/task/hand_made.h"

namespace pruned {
namespace {

constexpr auto kTorus = life::Topology::torus;

TEST(FewestKnown, CountsWhatIsNotZero) {
  const auto expect = [](int steps, int m, std::size_t weights, std::size_t biases,
                         std::size_t channels) {
    const FewestKnown known = fewest_known(steps, m);
    EXPECT_EQ(known.weights, weights) << steps << ' ' << m;
    EXPECT_EQ(known.biases, biases) << steps << ' ' << m;
    EXPECT_EQ(known.channels, channels) << steps << ' ' << m;
  };
  // One filter, or two, of nine weights each but for a centre; the units that read them.
  expect(1, 1, 17 + 2 + 1, 2, 3);
  expect(1, 2, 9 + 2 + 2, 2, 3);
  expect(1, 16, 13, 2, 3);
  expect(2, 1, 19 + 20, 3 + 2, 6);
  expect(2, 2, 19 + 13, 3 + 2, 6);
  EXPECT_THROW(fewest_known(3, 2), std::invalid_argument);
}

// All 2^25 windows.
TEST(FewestKnown, TwoStepsAreExactToo) {
  const task::Problem problem{2, life::Rule::conway(), kTorus};
  for (const nn::Network& last :
       {task::one_filter_network(kTorus), task::sparse_life_network(kTorus)}) {
    const auto network = task::composition(task::bibin_dereventsov_network(kTorus), last);
    EXPECT_EQ(task::count_window_errors(network, problem), 0);
  }
}

}  // namespace
}  // namespace pruned

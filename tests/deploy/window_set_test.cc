#include "deploy/window_set.h"

#include <gtest/gtest.h>

#include <set>

#include "deploy/random_network.h"
#include "deploy/real_network.h"
#include "life/step.h"
#include "nn/workspace.h"
#include "studies/task/exactness.h"
#include "studies/task/hand_made.h"

namespace deploy {
namespace {

constexpr auto kTorus = life::Topology::torus;
constexpr auto kValid = nn::Padding::valid;

// A network whose parameters are small integers, as it stands.
IntegerNetwork as_integers(const nn::Network& network) {
  const RealNetwork real = real_network(network);
  IntegerNetwork integers{{}, real.second};
  for (const RealLayer& layer : real.layers) {
    integers.layers.push_back({layer.inputs,
                               layer.outputs,
                               {layer.weights.begin(), layer.weights.end()},
                               {layer.biases.begin(), layer.biases.end()},
                               0});
  }
  return integers;
}

// Networks that see one window and nothing around it.
nn::Network one_step_layers() {
  return nn::Network({nn::Conv2d{1, 3, 3, kValid}, nn::Relu{}, nn::Conv2d{3, 2, 1, kValid},
                      nn::Relu{}, nn::Conv2d{2, 1, 1, kValid}});
}
nn::Network two_step_layers() {
  return nn::Network({nn::Conv2d{1, 3, 3, kValid}, nn::Relu{}, nn::Conv2d{3, 2, 1, kValid},
                      nn::Relu{}, nn::Conv2d{2, 3, 3, kValid}, nn::Relu{},
                      nn::Conv2d{3, 1, 1, kValid}});
}

WindowSet some_windows(int steps, int count) {
  WindowSet set(steps, life::Rule::conway());
  base::Stream random(3, "windows");
  for (int k = 0; k < count; ++k) {
    set.add(random.next_u32() & static_cast<WindowCode>(window_count(steps) - 1));
  }
  return set;
}

// Window by window, by the layers that nn computes.
void expect_same_logits(const nn::Network& network, int steps) {
  const WindowSet set = some_windows(steps, 700);
  std::vector<std::int32_t> sums;
  set.evaluate(as_integers(network), sums);
  const int side = 2 * steps + 1;
  nn::Workspace workspace(network, side, side);
  std::set<std::int32_t> seen;
  for (std::size_t k = 0; k < set.size(); ++k) {
    for (int row = 0; row < side; ++row) {
      for (int column = 0; column < side; ++column) {
        workspace.input().row(0, row)[column] =
            static_cast<float>(set.windows()[k] >> (side * column + row) & 1);
      }
    }
    workspace.forward();
    ASSERT_EQ(static_cast<float>(sums[k]), workspace.logits()[0]) << set.windows()[k];
    seen.insert(sums[k]);
  }
  EXPECT_GT(seen.size(), 10u);
}

TEST(WindowSet, SumsAreTheLogitsOfOneStep) {
  expect_same_logits(with_random_integers(one_step_layers(), 9, 11), 1);
}

TEST(WindowSet, SumsAreTheLogitsOfTwoSteps) {
  expect_same_logits(with_random_integers(two_step_layers(), 9, 13), 2);
}

TEST(WindowSet, ShiftsCutOffLowBits) {
  // 5 cells, halved, less 1.
  const IntegerNetwork network{{{9, 1, {5, 0, 0, 0, 0, 0, 0, 0, -9}, {0}, 1}, {1, 1, {1}, {-1}, 0}},
                               0};
  WindowSet set(1, life::Rule::conway());
  for (const WindowCode window : {0U, 1U, 256U, 257U}) set.add(window);
  std::vector<std::int32_t> sums;
  set.evaluate(network, sums);
  EXPECT_EQ(sums, (std::vector<std::int32_t>{-1, 1, -1, -1}));
}

TEST(AliveAfter, IsWhatTheSimulatorSays) {
  const life::Rule lopsided = life::Rule::parse("B36/S125");
  base::Stream random(5, "windows");
  for (const int steps : {1, 2}) {
    const int side = 2 * steps + 1;
    for (int k = 0; k < 300; ++k) {
      const auto window = random.next_u32() & static_cast<WindowCode>(window_count(steps) - 1);
      life::Board board(9, 9, kTorus);
      for (int bit = 0; bit < side * side; ++bit) {
        board.set(4 - steps + bit % side, 4 - steps + bit / side, (window >> bit & 1) != 0);
      }
      life::step_reference(board, lopsided, steps);
      ASSERT_EQ(alive_after(lopsided, steps, window), board.get(4, 4)) << window;
    }
  }
}

TEST(FindErrors, CountsWhatTheExactnessCheckCounts) {
  const nn::Network step = task::bibin_dereventsov_network(kTorus);
  for (const int steps : {1, 2}) {
    nn::Network network = steps == 1 ? step : task::composition(step, step);
    EXPECT_EQ(find_errors(as_integers(network), life::Rule::conway(), 5).count, 0);
    network.parameters()[network.parameters().size() - 5] += 1;
    network.parameters()[2] -= 1;
    const WindowErrors errors = find_errors(as_integers(network), life::Rule::conway(), 5);
    EXPECT_GT(errors.count, 0);
    EXPECT_EQ(errors.count,
              task::count_window_errors(network, {steps, life::Rule::conway(), kTorus}));
    ASSERT_EQ(errors.examples.size(), 5u);
    WindowSet set(steps, life::Rule::conway());
    for (const WindowCode window : errors.examples) set.add(window);
    std::vector<std::int32_t> sums;
    set.evaluate(as_integers(network), sums);
    for (std::size_t k = 0; k < 5; ++k) EXPECT_NE(sums[k] > 0, set.alive()[k] == 1);
  }
}

}  // namespace
}  // namespace deploy

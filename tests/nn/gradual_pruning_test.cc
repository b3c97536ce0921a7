#include "nn/gradual_pruning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "nn/init.h"
#include "nn/pruning_schedule.h"

namespace nn {
namespace {

using Values = std::vector<float>;

std::unique_ptr<Optimizer> sgd(std::size_t count, float rate) {
  return std::make_unique<Sgd>(count, SgdOptions{.learning_rate = rate});
}

// Ten weights and a bias.
class OneLayer {
 public:
  explicit OneLayer(GradualScore score, std::vector<std::size_t> counts, std::int64_t period = 1)
      : network_({Dense{10, 1}}),
        pruning_(Mask(11), weight_parts(network_, Biases::kept), {score, std::move(counts), period},
                 sgd(11, 0.1F), base::Stream(1, "ties")) {
    for (std::size_t i = 0; i < 10; ++i) network_.parameters()[i] = static_cast<float>(i) + 1;
  }

  // The live weights.
  std::vector<std::size_t> step(const Values& gradient) {
    pruning_.step(network_.parameters(), gradient);
    std::vector<std::size_t> live;
    for (std::size_t i = 0; i < 10; ++i) {
      if (pruning_.mask().is_live(i)) live.push_back(i);
      EXPECT_TRUE(pruning_.mask().is_live(i) || network_.parameters()[i] == 0) << i;
    }
    return live;
  }
  const GradualPruning& pruning() const { return pruning_; }

 private:
  Network network_;
  GradualPruning pruning_;
};

using Live = std::vector<std::size_t>;

TEST(GradualPruning, PrunesTheSmallestWhenItsTimeHasCome) {
  OneLayer layer(GradualScore::magnitude, {4, 2}, 3);
  const Values still(11);
  for (int step = 1; step <= 2; ++step) EXPECT_EQ(layer.step(still).size(), 10U);
  EXPECT_FALSE(layer.pruning().rests_without_gradient());
  for (int step = 3; step <= 5; ++step) EXPECT_EQ(layer.step(still), (Live{6, 7, 8, 9}));
  for (int step = 6; step <= 12; ++step) EXPECT_EQ(layer.step(still), (Live{8, 9}));
  EXPECT_TRUE(layer.pruning().rests_without_gradient());
}

TEST(GradualPruning, MovementPrunesWhatIsDrivenToZeroThoughItIsLarge) {
  OneLayer layer(GradualScore::movement, {10, 3, 3});
  // Weights 0, 4 and 7 are driven away from 0, the largest ones towards it the most.
  Values gradient(11);
  for (std::size_t i = 0; i < 10; ++i) gradient[i] = 0.1F;
  for (const std::size_t i : {0U, 4U, 7U}) gradient[i] = -0.1F;
  EXPECT_EQ(layer.step(gradient).size(), 10U);
  EXPECT_EQ(layer.step(gradient), (Live{0, 4, 7}));
  EXPECT_EQ(layer.step(gradient), (Live{0, 4, 7}));
}

TEST(GradualPruning, EachCountIsReachedExactlyAndWhatIsPrunedStaysZero) {
  for (const auto score : {GradualScore::magnitude, GradualScore::movement}) {
    Network network({Dense{9, 8}, Relu{}, Dense{8, 1}});
    base::Stream init(1, "init"), noise(2, "noise");
    initialise(network, Initialisation::normal, init);
    const auto parts = weight_parts(network, Biases::kept);
    const auto counts = gradual(parts.size(), 7, 10);
    const std::size_t size = network.parameters().size();
    GradualPruning pruning(Mask(size), parts, {score, counts, 5},
                           std::make_unique<Adam>(size, AdamOptions{.learning_rate = 0.01F}),
                           base::Stream(3, "ties"));
    for (std::size_t step = 1; step <= 60; ++step) {
      Values gradient(size);
      for (float& slope : gradient) slope = static_cast<float>(noise.normal());
      pruning.step(network.parameters(), gradient);
      const std::size_t done = std::min(step / 5, counts.size());
      EXPECT_EQ(live_count(pruning.mask(), parts), done == 0 ? parts.size() : counts[done - 1]);
      for (std::size_t i = 0; i < size; ++i) {
        ASSERT_EQ(network.parameters()[i] == 0, !pruning.mask().is_live(i)) << step;
      }
    }
  }
}

TEST(GradualPruning, RefusesImpossibleCountsAndPeriods) {
  EXPECT_THROW(OneLayer(GradualScore::magnitude, {11}), std::invalid_argument);
  EXPECT_THROW(OneLayer(GradualScore::magnitude, {4, 5}), std::invalid_argument);
  EXPECT_THROW(OneLayer(GradualScore::magnitude, {4}, 0), std::invalid_argument);
}

}  // namespace
}  // namespace nn

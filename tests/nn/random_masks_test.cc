#include "nn/random_masks.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace nn {
namespace {

Network life_shape(int m) {
  return Network({Conv2d{1, 2 * m, 3, Padding::circular}, Relu{},
                  Conv2d{2 * m, m, 1, Padding::circular}, Relu{},
                  Conv2d{m, 1, 1, Padding::circular}});
}

TEST(ErdosRenyiCounts, FollowInputsOutputsAndKernelAndFillSmallLayers) {
  // m = 4: (in + out + height + width) is 1 + 8 + 6, 8 + 4 + 2 and 4 + 1 + 2, of 72, 32 and 4
  // weights; the last layer is full, the others share the rest as 15 to 14.
  const Network network = life_shape(4);
  const auto parts = weight_parts(network, Biases::kept);
  base::Stream ties(1, "ties");
  EXPECT_EQ(erdos_renyi_counts(network, parts, 33, ties), (LayerCounts{{0, 15}, {2, 14}, {4, 4}}));
  EXPECT_EQ(erdos_renyi_counts(network, parts, 18, ties), (LayerCounts{{0, 8}, {2, 7}, {4, 3}}));
  // Two full layers.
  EXPECT_EQ(erdos_renyi_counts(network, parts, 80, ties), (LayerCounts{{0, 44}, {2, 32}, {4, 4}}));
  for (std::size_t keep = 0; keep <= parts.size(); ++keep) {
    std::size_t sum = 0;
    for (const auto& [layer, count] : erdos_renyi_counts(network, parts, keep, ties)) sum += count;
    EXPECT_EQ(sum, keep);
  }
  EXPECT_THROW(erdos_renyi_counts(network, parts, parts.size() + 1, ties), std::invalid_argument);
}

TEST(RandomMask, HasTheCountsAndEachPartAsOften) {
  const Network network = life_shape(2);
  const auto parts = weight_parts(network, Biases::kept);
  const LayerCounts counts{{0, 9}, {2, 4}, {4, 0}};
  std::vector<int> live(network.parameters().size());
  base::Stream stream(1, "mask");
  constexpr int kMasks = 4000;
  for (int i = 0; i < kMasks; ++i) {
    const Mask mask = random_mask(network.parameters().size(), parts, counts, stream);
    EXPECT_EQ(live_counts(mask, parts), counts);
    for (std::size_t p = 0; p < live.size(); ++p) live[p] += mask.is_live(p) ? 1 : 0;
  }
  // 9 of 36 (standard deviation 27), 4 of 8 (32), none of 2; biases are no parts.
  for (std::size_t i = 0; i < 36; ++i) EXPECT_NEAR(live[i], kMasks / 4, 140) << i;
  for (std::size_t i = 40; i < 48; ++i) EXPECT_NEAR(live[i], kMasks / 2, 160) << i;
  EXPECT_EQ(live[50] + live[51], 0);
  EXPECT_EQ(live[36], kMasks);
}

}  // namespace
}  // namespace nn

#include "deploy/integer_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace deploy {
namespace {

using testing::HasSubstr;

// 3 a - 2 b + 1, then twice that less 4.
IntegerNetwork small_network() { return {{{2, 1, {3, -2}, {1}, 0}, {1, 1, {2}, {-4}, 0}}, 0}; }

TEST(SumBounds, AreWhatTheWeightsAllow) {
  const auto bounds = sum_bounds(small_network());
  ASSERT_EQ(bounds.size(), 2u);
  EXPECT_EQ(bounds[0].lowest, 1 - 2);
  EXPECT_EQ(bounds[0].highest, 1 + 3);
  EXPECT_EQ(bounds[1].lowest, -4);
  EXPECT_EQ(bounds[1].highest, 2 * 4 - 4);
}

TEST(SumBounds, HoldForEveryPartialSum) {
  // The whole sums lie between 0 and 200; on the way there it may be -100 or 300.
  const IntegerLayer layer{3, 1, {100, -100, 100}, {0}, 0};
  EXPECT_EQ(sum_bounds(layer, 1).lowest, -100);
  EXPECT_EQ(sum_bounds(layer, 1).highest, 200);
  EXPECT_EQ(sum_bounds(layer, 255).highest, 200 * 255);
}

TEST(SumBounds, AShiftMakesWhatTheNextLayerReadsSmaller) {
  IntegerNetwork network = small_network();
  network.layers[0].shift = 1;
  EXPECT_EQ(sum_bounds(network)[1].highest, 2 * (4 >> 1) - 4 > 0 ? 2 * (4 >> 1) - 4 : 0);
  network.layers[0].biases[0] = 100;
  EXPECT_EQ(sum_bounds(network)[1].highest, 2 * (103 >> 1) - 4);
}

TEST(Widths, AreTheNarrowestThatHold) {
  IntegerNetwork network = small_network();
  EXPECT_EQ(needed_widths(network), (Widths{16, 8}));
  network.layers[0].biases[0] = 252;  // up to 255
  EXPECT_EQ(needed_widths(network), (Widths{16, 8}));
  network.layers[0].biases[0] = 253;
  EXPECT_EQ(needed_widths(network), (Widths{16, 16}));
  network.layers[1].biases[0] = 32767 - 2 * 256;
  EXPECT_EQ(needed_widths(network), (Widths{16, 16}));
  network.layers[1].biases[0] += 1;
  EXPECT_EQ(needed_widths(network), (Widths{32, 16}));
  network.layers[1].biases[0] = -32768;
  EXPECT_EQ(needed_widths(network), (Widths{32, 16}));
}

TEST(Widths, HoldMoreBitsThanAShift) {
  IntegerNetwork network = small_network();
  network.layers[0].shift = 15;
  EXPECT_EQ(needed_widths(network), (Widths{16, 8}));
  network.layers[0].shift = 16;
  EXPECT_EQ(needed_widths(network), (Widths{32, 8}));
}

TEST(Widths, WhatNothingHoldsIsRefusedByName) {
  IntegerNetwork network = small_network();
  network.layers[0].biases[0] = 70'000;
  try {
    needed_widths(network);
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_THAT(error.what(), HasSubstr("layer 0: sums from 0 to 70003, shifted by 0"));
  }
  network.layers[0].shift = 1;
  EXPECT_EQ(needed_widths(network), (Widths{32, 16}));
  network.layers[1].biases[0] = 2'147'483'647;
  EXPECT_THROW(needed_widths(network), std::invalid_argument);
}

TEST(WeightKind, IsReadFromBits) {
  EXPECT_EQ(parse_bits("8"), WeightKind::int8);
  EXPECT_EQ(parse_bits("4"), WeightKind::int4);
  EXPECT_EQ(parse_bits("1"), WeightKind::signs);
  for (const char* text : {"", "2", "08", "8 "}) {
    EXPECT_THROW(parse_bits(text), std::invalid_argument) << text;
  }
}

TEST(WeightKind, FitsUpToItsLargestWeight) {
  IntegerNetwork network = small_network();
  EXPECT_TRUE(fits(network, WeightKind::int4));
  EXPECT_FALSE(fits(network, WeightKind::signs));
  network.layers[0].weights[1] = -8;
  EXPECT_FALSE(fits(network, WeightKind::int4));
  EXPECT_TRUE(fits(network, WeightKind::int8));
}

TEST(ConstantBytes, ArePackedWeightsAndBiases) {
  IntegerNetwork network{
      {{9, 3, std::vector<std::int8_t>(27, 1), {0, 0, 0}, 0}, {3, 1, {1, -1, 0}, {0}, 0}}, 0};
  EXPECT_EQ(constant_bytes(network, WeightKind::int8), 27 + 3 + 4 * 2);
  EXPECT_EQ(constant_bytes(network, WeightKind::int4), 14 + 2 + 4 * 2);
  // Three outputs of two bytes each, binary; one of one byte, ternary.
  EXPECT_EQ(constant_bytes(network, WeightKind::signs), 3 * 2 + 2 * 1 + 4 * 2);
  network.layers[1].biases[0] = 100'000;
  EXPECT_EQ(constant_bytes(network, WeightKind::int8), 27 + 3 + 4 * 4);
}

}  // namespace
}  // namespace deploy

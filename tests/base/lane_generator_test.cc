#include "base/lane_generator.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

namespace base {
namespace {

// xoshiro256++ as published, one lane.
struct Scalar {
  std::uint64_t s[4];

  std::uint64_t next() {
    const std::uint64_t result = std::rotl(s[0] + s[3], 23) + s[0];
    const std::uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = std::rotl(s[3], 45);
    return result;
  }
};

Scalar scalar_lane(const Stream& stream, std::uint64_t index, unsigned lane) {
  Scalar generator{};
  for (unsigned word = 0; word < 4; ++word) {
    const unsigned position = 8 * word + lane;
    const auto block = stream.block(16 * index + position / 2);
    const unsigned half = 2 * (position % 2);
    generator.s[word] = block[half] | std::uint64_t{block[half + 1]} << 32;
  }
  return generator;
}

TEST(LaneGenerator, EveryLaneIsItsOwnXoshiro) {
  const Stream stream(5, "data");
  for (const std::uint64_t index : {0u, 1u, 1000u}) {
    LaneGenerator lanes(stream, index);
    Lanes bits;
    std::array<Scalar, 8> scalars;
    for (unsigned lane = 0; lane < 8; ++lane) scalars[lane] = scalar_lane(stream, index, lane);
    for (int step = 0; step < 100; ++step) {
      lanes.next(bits);
      for (unsigned lane = 0; lane < 8; ++lane) ASSERT_EQ(bits[lane], scalars[lane].next());
    }
  }
}

TEST(LaneGenerator, HalfOfTheBitsAreSet) {
  LaneGenerator lanes(Stream(9, "bits"), 0);
  Lanes bits;
  constexpr int kSteps = 20000;
  double ones = 0;
  for (int step = 0; step < kSteps; ++step) {
    lanes.next(bits);
    for (int lane = 0; lane < 8; ++lane) ones += std::popcount(bits[lane]);
  }
  const double count = 512.0 * kSteps;
  EXPECT_NEAR(ones / count, 0.5, 5 * 0.5 / std::sqrt(count));
}

}  // namespace
}  // namespace base

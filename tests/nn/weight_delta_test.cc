#include "nn/weight_delta.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <limits>
#include <stdexcept>

#include "base/random.h"

namespace nn {
namespace {

using Values = std::vector<float>;

std::vector<std::uint32_t> bits_of(const Values& values) {
  std::vector<std::uint32_t> bits;
  for (const float value : values) bits.push_back(std::bit_cast<std::uint32_t>(value));
  return bits;
}

TEST(WeightDelta, LayoutIsAMaskAndTheChangedValues) {
  const Values base(9, 0.5F);
  Values tuned = base;
  tuned[1] = 1.F;   // 0x3f800000
  tuned[8] = -2.F;  // 0xc0000000
  using std::string_literals::operator""s;
  EXPECT_EQ(encode_delta(base, tuned), "\x02\x01\0\0\x80\x3f\0\0\0\xc0"s);
  EXPECT_EQ(delta_bytes(9, 2), 10U);
}

TEST(WeightDelta, EveryVariantComesBackBitForBit) {
  base::Stream stream(1, "variants");
  for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 25U, 305U}) {
    for (int variant = 0; variant < 20; ++variant) {
      Values base(count), tuned;
      for (float& value : base) value = static_cast<float>(stream.normal());
      tuned = base;
      std::size_t changed = 0;
      for (float& value : tuned) {
        if (stream.uniform() > 0.05 * variant) continue;
        value += 1;
        ++changed;
      }
      const std::string bytes = encode_delta(base, tuned);
      EXPECT_EQ(changed_count(base, tuned), changed);
      EXPECT_EQ(bytes.size(), delta_bytes(count, changed));
      EXPECT_EQ(bits_of(decode_delta(base, bytes)), bits_of(tuned));
    }
  }
}

TEST(WeightDelta, KeepsSignedZerosNansAndWhatAdditionWouldRound) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const Values base{0.F, 1e8F, 1.F, nan, nan};
  const Values tuned{-0.F, 1e-8F, nan, nan, std::numeric_limits<float>::infinity()};
  EXPECT_EQ(changed_count(base, tuned), 4U);
  EXPECT_EQ(bits_of(decode_delta(base, encode_delta(base, tuned))), bits_of(tuned));
}

TEST(WeightDelta, RefusesWhatItCannotHaveWritten) {
  const Values base{1, 2, 3};
  const std::string bytes = encode_delta(base, Values{1, 5, 3});
  ASSERT_EQ(bytes.size(), 5U);
  EXPECT_THROW(decode_delta(base, ""), std::invalid_argument);
  EXPECT_THROW(decode_delta(base, bytes.substr(0, 4)), std::invalid_argument);
  EXPECT_THROW(decode_delta(base, bytes + '\0'), std::invalid_argument);
  std::string beyond = bytes;
  beyond[0] = '\x08';
  EXPECT_THROW(decode_delta(base, beyond), std::invalid_argument);
  // Of another base, with this very value.
  EXPECT_THROW(decode_delta(Values{1, 5, 3}, bytes), std::invalid_argument);
  EXPECT_THROW(encode_delta(base, Values{1, 2}), std::invalid_argument);
}

}  // namespace
}  // namespace nn

#include "base/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace base {
namespace {

TEST(Stream, BlocksDifferByKeyNameAndIndex) {
  // Random123's known answer for counter and key zero is reached only by a name of hash zero, so
  // the vector is checked by its own route: the same key and counter give the same block.
  const Stream stream(42, "data");
  EXPECT_EQ(stream.block(7), Stream(42, "data").block(7));
  EXPECT_NE(stream.block(7), Stream(42, "init").block(7));
  EXPECT_NE(stream.block(7), Stream(43, "data").block(7));
  EXPECT_NE(stream.block(7), stream.block(8));
}

// block() is Random123, sixteen_blocks() our own.
void expect_same_blocks(const Stream& stream, std::uint64_t index) {
  const std::array<Lanes, 4> blocks = stream.sixteen_blocks(index);
  for (unsigned i = 0; i < 16; ++i) {
    const auto words = stream.block(index + i);
    for (unsigned half = 0; half < 2; ++half) {
      const unsigned lane = 2 * i + half;
      ASSERT_EQ(blocks[lane / 8][lane % 8],
                words[2 * half] | std::uint64_t{words[2 * half + 1]} << 32)
          << "block " << i << " from " << index;
    }
  }
}

TEST(Stream, SixteenBlocksAreTheBlocks) {
  for (const std::uint64_t key : {0ull, 42ull, 0xffffffffull, 1ull << 32, ~0ull}) {
    for (const char* name : {"", "data", "init"}) {
      const Stream stream(key, name);
      // The counter's carry from word to word, and round to 0.
      for (const std::uint64_t start :
           {0ull, 0xfffffff0ull, 0xffffffffull, 1ull << 32, ~0ull, ~7ull}) {
        expect_same_blocks(stream, start);
      }
    }
  }
  Stream random(7, "keys and indices");
  for (int i = 0; i < 1000; ++i) {
    const Stream stream(random.next_u64(), std::to_string(i));
    expect_same_blocks(stream, random.next_u64() >> i % 64);
    for (unsigned carry = 0; carry < 16; ++carry) {
      expect_same_blocks(stream, (random.next_u64() | 0xffffffff) - carry);
    }
  }
}

TEST(Stream, NextWordsAreTheBlocksInOrder) {
  Stream stream(1, "data");
  for (std::uint64_t index = 0; index < 3; ++index) {
    for (const std::uint32_t word : stream.block(index)) EXPECT_EQ(stream.next_u32(), word);
  }
}

TEST(Stream, IsPhiloxUnderTheHashOfTheName) {
  // Computed by an independent Philox4x32-10: counter (0, 0, low and high of the hash), key 0.
  Stream stream(0, "init");
  EXPECT_EQ(stream.next_u64(), 9077006176171790076u);
  EXPECT_EQ(stream.next_u64(), 11181990847071749395u);
}

TEST(Stream, UniformFillsTheUnitInterval) {
  Stream stream(3, "uniform");
  constexpr int kCount = 100000;
  double sum = 0, squares = 0;
  for (int i = 0; i < kCount; ++i) {
    const double u = stream.uniform();
    ASSERT_GT(u, 0);
    ASSERT_LE(u, 1);
    sum += u;
    squares += u * u;
  }
  // Five standard errors of the mean and of the second moment.
  EXPECT_NEAR(sum / kCount, 0.5, 5 * std::sqrt(1. / 12 / kCount));
  EXPECT_NEAR(squares / kCount, 1. / 3, 5 * std::sqrt(4. / 45 / kCount));
}

TEST(Stream, NormalHasUnitMoments) {
  Stream stream(3, "normal");
  constexpr int kCount = 100000;
  double sum = 0, squares = 0, fourth = 0;
  for (int i = 0; i < kCount; ++i) {
    const double x = stream.normal();
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
  }
  EXPECT_NEAR(sum / kCount, 0, 5 / std::sqrt(kCount));
  EXPECT_NEAR(squares / kCount, 1, 5 * std::sqrt(2. / kCount));
  EXPECT_NEAR(fourth / kCount, 3, 5 * std::sqrt(96. / kCount));
}

TEST(HashName, IsFnv1a) {
  EXPECT_EQ(hash_name(""), 0xcbf29ce484222325u);
  EXPECT_EQ(hash_name("a"), 0xaf63dc4c8601ec8cu);
  EXPECT_EQ(hash_name("foobar"), 0x85944171f73967e8u);
}

}  // namespace
}  // namespace base

#include "life/soup.h"

#include <bit>
#include <cmath>

#include "base/check.h"
#include "base/lane_generator.h"

namespace life {
namespace {

constexpr int kDigits = 16;

/// Bits that are 1 with probability `numerator` / 2^16, in words of 32.
class BernoulliWords {
 public:
  BernoulliWords(unsigned numerator, const base::Stream& stream, std::uint64_t index)
      : numerator_(numerator), generator_(stream, index) {}

  std::uint32_t next() {
    if (used_ == 16) refill();
    const auto pair = bits_[used_ / 2] >> (used_ % 2 * 32);
    ++used_;
    return static_cast<std::uint32_t>(pair);
  }

 private:
  /// Each bit compares 16 random digits with those of the density, from the least significant on:
  /// where the density has a 1, a random 1 settles for alive, where it has a 0, a random 0 for
  /// dead. While the digits have been 0 nothing can be alive yet, so the first 1 is where to start.
  void refill() {
    bits_ ^= bits_;
    base::LaneGenerator::Lanes random;
    for (int digit = std::countr_zero(numerator_); digit < kDigits; ++digit) {
      generator_.next(random);
      bits_ = (numerator_ >> digit & 1) != 0 ? bits_ | random : bits_ & random;
    }
    if (numerator_ == 1u << kDigits) bits_ = ~bits_;
    used_ = 0;
  }

  const unsigned numerator_;
  base::LaneGenerator generator_;
  base::LaneGenerator::Lanes bits_{};
  unsigned used_ = 16;
};

}  // namespace

void soup(Board& board, double density, const base::Stream& stream, std::uint64_t index) {
  // NaN fails both comparisons.
  base::require(density >= 0 && density <= 1, "density {}: needs a number from 0 to 1", density);
  BernoulliWords words(static_cast<unsigned>(std::lround(density * (1 << kDigits))), stream, index);
  const bool half = (board.width() - 1) % 64 < 32;
  for (int y = 0; y < board.height(); ++y) {
    const std::span<Word> row = board.row(y);
    for (Word& word : row) {
      word = words.next();
      // A row takes ceil(width / 32) words, so that nothing is drawn for a half without cells.
      if (&word != &row.back() || !half) word |= Word{words.next()} << 32;
    }
    row.back() &= board.last_word_mask();
  }
}

}  // namespace life

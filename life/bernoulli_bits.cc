#include "life/bernoulli_bits.h"

#include "base/check.h"

namespace life {
namespace {

constexpr int kDigits = 16;

unsigned numerator_of(double density) {
  // NaN fails both comparisons.
  base::require(density >= 0 && density <= 1, "density {}: needs a number from 0 to 1", density);
  const double scaled = density * (1 << kDigits);
  const auto whole = static_cast<unsigned>(scaled);
  return whole + (scaled - whole >= 0.5 ? 1 : 0);
}

}  // namespace

BernoulliBits::BernoulliBits(double density, const base::Stream& stream, std::uint64_t index)
    : digits_(numerator_of(density)), count_(0), at_first_(0), generator_(stream, index) {
  if (digits_ == 1u << kDigits) at_first_ = ~Word{0};
  const int lowest = std::min(std::countr_zero(digits_), kDigits);
  digits_ >>= lowest;
  count_ = kDigits - lowest;
}

}  // namespace life

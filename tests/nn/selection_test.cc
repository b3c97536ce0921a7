#include "nn/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

namespace nn {
namespace {

using Counts = std::vector<std::size_t>;

TEST(Lowest, AreTheLowest) {
  base::Stream ties(1, "ties");
  const std::vector<double> scores{3, -INFINITY, 2, INFINITY, -1};
  EXPECT_EQ(lowest(scores, 0, ties), Counts{});
  EXPECT_EQ(lowest(scores, 3, ties), (Counts{1, 2, 4}));
  EXPECT_EQ(lowest(scores, 5, ties), (Counts{0, 1, 2, 3, 4}));
}

TEST(Lowest, EachOfEqualScoresIsAsLikelyAndTheCountIsExact) {
  // Of six equal scores three, and always the one that is lower.
  const std::vector<double> scores{5, 5, 1, 5, 5, 5, 5};
  constexpr int kDraws = 4000;
  std::map<std::size_t, int> taken;
  for (std::uint64_t seed = 0; seed < kDraws; ++seed) {
    base::Stream ties(seed, "ties");
    const Counts chosen = lowest(scores, 4, ties);
    ASSERT_EQ(chosen.size(), 4u);
    for (const std::size_t i : chosen) ++taken[i];
  }
  EXPECT_EQ(taken[2], kDraws);
  // Binomial with p = 1/2: six standard deviations are 6 sqrt(1000).
  for (const std::size_t i : {0U, 1U, 3U, 4U, 5U, 6U}) EXPECT_NEAR(taken[i], kDraws / 2, 190) << i;
}

TEST(Lowest, OneSeedGivesOneChoice) {
  const std::vector<double> equal(50, 1);
  base::Stream first(7, "ties"), again(7, "ties"), other(8, "ties");
  const Counts chosen = lowest(equal, 25, first);
  EXPECT_EQ(chosen, lowest(equal, 25, again));
  EXPECT_NE(chosen, lowest(equal, 25, other));
}

TEST(Lowest, RefusesWhatIsNotThere) {
  base::Stream ties(1, "ties");
  EXPECT_THROW(lowest(std::vector<double>{1, 2}, 3, ties), std::invalid_argument);
  EXPECT_THROW(lowest(std::vector<double>{1, std::nan("")}, 1, ties), std::invalid_argument);
}

TEST(ProportionalCounts, GiveTheLargestRemaindersOneMore) {
  base::Stream ties(1, "ties");
  // Quotas 8.57, 0.95 and 0.48.
  EXPECT_EQ(proportional_counts(10, Counts{18, 2, 1}, ties), (Counts{9, 1, 0}));
  EXPECT_EQ(proportional_counts(21, Counts{18, 2, 1}, ties), (Counts{18, 2, 1}));
  EXPECT_EQ(proportional_counts(0, Counts{18, 2, 1}, ties), (Counts{0, 0, 0}));
  EXPECT_EQ(proportional_counts(0, Counts{}, ties), Counts{});
  EXPECT_EQ(proportional_counts(0, Counts{0}, ties), Counts{0});
  EXPECT_THROW(proportional_counts(22, Counts{18, 2, 1}, ties), std::invalid_argument);
}

TEST(ProportionalCounts, AddUpExactlyWithinTheSizes) {
  const Counts sizes{18, 2, 1, 0, 180, 7};
  const std::size_t total = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
  for (std::size_t count = 0; count <= total; ++count) {
    base::Stream ties(count, "ties");
    const Counts counts = proportional_counts(count, sizes, ties);
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::size_t{0}), count);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const double quota = static_cast<double>(count * sizes[i]) / static_cast<double>(total);
      EXPECT_LT(std::abs(static_cast<double>(counts[i]) - quota), 1) << count;
      EXPECT_LE(counts[i], sizes[i]);
    }
  }
}

TEST(ProportionalCounts, EqualRemaindersGoByLot) {
  std::map<Counts, int> seen;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    base::Stream ties(seed, "ties");
    ++seen[proportional_counts(1, Counts{5, 5}, ties)];
  }
  EXPECT_EQ(seen.size(), 2u);
  EXPECT_GT(seen[(Counts{0, 1})], 50);
  EXPECT_GT(seen[(Counts{1, 0})], 50);
}

}  // namespace
}  // namespace nn

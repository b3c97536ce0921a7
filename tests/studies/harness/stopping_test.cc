#include "studies/harness/stopping.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace study {
namespace {

/// Trials wanted when the first `known` ones are known and every `period`-th succeeds.
std::int64_t wanted(StoppingRule rule, std::int64_t known, std::int64_t period) {
  return trials_wanted(rule, [&](std::int64_t trial) -> std::optional<bool> {
    if (trial >= known) return std::nullopt;
    return trial % period == 0;
  });
}

TEST(Stopping, LooksAfterPrefixesThatDouble) {
  const StoppingRule rule{0.1, 1024};
  EXPECT_EQ(wanted(rule, 0, 2), 16);
  EXPECT_EQ(wanted(rule, 15, 2), 16);
  EXPECT_EQ(wanted(rule, 16, 2), 32);
  EXPECT_EQ(wanted(rule, 40, 2), 64);
  EXPECT_EQ(wanted(rule, 64, 2), 128);
  // The half width at 64 of 128 is 0.085.
  EXPECT_EQ(wanted(rule, 128, 2), 128);
  EXPECT_EQ(wanted(rule, 5000, 2), 128);
}

TEST(Stopping, CertainCellsStopEarly) {
  // 0 of 16 has a half width of 0.097: [0, 0.194].
  EXPECT_EQ(wanted({0.1, 1024}, 1024, 1), 16);
  EXPECT_EQ(wanted({0.09, 1024}, 1024, 1), 32);
}

TEST(Stopping, EndsAtTheMaximum) {
  EXPECT_EQ(wanted({0.01, 100}, 64, 2), 100);
  EXPECT_EQ(wanted({0.01, 100}, 100, 2), 100);
  EXPECT_EQ(wanted({0.01, 10}, 0, 2), 10);
  EXPECT_EQ(wanted({0.01, 10}, 10, 2), 10);
}

TEST(Stopping, AGapInThePrefixIsFilledFirst) {
  const auto outcome = [](std::int64_t trial) -> std::optional<bool> {
    if (trial == 3 || trial > 100) return std::nullopt;
    return true;
  };
  EXPECT_EQ(trials_wanted({0.1, 1024}, outcome), 16);
}

}  // namespace
}  // namespace study

#include "studies/harness/costs.h"

#include <gtest/gtest.h>

#include <array>

namespace study {
namespace {

TEST(CellCosts, WeighCellsByWhatWasMeasured) {
  CellCosts costs(3);
  EXPECT_EQ(costs.estimate(std::array<std::int64_t, 3>{1, 1, 1}), std::nullopt);
  EXPECT_EQ(costs.estimate(std::array<std::int64_t, 3>{0, 0, 0}), 0);
  costs.add(0, 1);
  costs.add(0, 3);
  costs.add(2, 10);
  EXPECT_DOUBLE_EQ(*costs.estimate(std::array<std::int64_t, 3>{5, 0, 2}), 30);
  // The cell in the middle costs (2 + 10) / 2.
  EXPECT_DOUBLE_EQ(*costs.estimate(std::array<std::int64_t, 3>{0, 2, 0}), 12);
}

TEST(CellCosts, DurationsReadWell) {
  EXPECT_EQ(format_duration(std::nullopt, 2), "unknown");
  EXPECT_EQ(format_duration(0, 2), "0 s");
  EXPECT_EQ(format_duration(7, 2), "4 s");
  EXPECT_EQ(format_duration(250, 2), "2 min 5 s");
  EXPECT_EQ(format_duration(7260, 1), "2 h 1 min");
  EXPECT_EQ(format_duration(180000, 1), "2 d 2 h");
}

}  // namespace
}  // namespace study

#include "studies/bill/energy.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace bill {
namespace {

constexpr Assumptions kOnes{{1000, 1000}, {1, 1}, {475, 475}};

TEST(Energy, AKilowattForAnHourIsAKilowattHour) {
  EXPECT_EQ(kilowatt_hours(3600, kOnes), (Range{1, 1}));
  EXPECT_EQ(carbon_grams({1, 1}, kOnes), (Range{475, 475}));
}

// The world's grid has some 475 g a kWh, which is 475 kg a MWh: a tonne is 2,105 kWh.
TEST(Energy, GramsAreOfKilowattHoursNotOfMegawattHours) {
  EXPECT_NEAR(carbon_grams({2105.26, 2105.26}, kOnes).low, 1e6, 10);
  // A core of 10 W for a year, 87.6 kWh.
  const Range year = kilowatt_hours(365. * 24 * 3600, {{10, 10}, {1, 1}, {475, 475}});
  EXPECT_NEAR(year.low, 87.6, 1e-9);
}

TEST(Energy, LowAndHighEndsGoTogether) {
  const Assumptions wide{{3, 15}, {1.1, 1.6}, {30, 715}};
  const Range energy = kilowatt_hours(3.6e6, wide);
  EXPECT_DOUBLE_EQ(energy.low, 3.3);
  EXPECT_DOUBLE_EQ(energy.high, 24);
  EXPECT_DOUBLE_EQ(carbon_grams(energy, wide).low, 99);
  EXPECT_DOUBLE_EQ(carbon_grams(energy, wide).high, 24 * 715);
}

TEST(Energy, RangesAreOneNumberOrTwo) {
  EXPECT_EQ(parse_range("4", "--pue", 1, 10), (Range{4, 4}));
  EXPECT_EQ(parse_range("1.5-4", "--pue", 1, 10), (Range{1.5, 4}));
  EXPECT_EQ(parse_range("6e-10-1.9e-09", "--joules", 0, 1), (Range{6e-10, 1.9e-9}));
  EXPECT_EQ(parse_range("6E-10", "--joules", 0, 1), (Range{6e-10, 6e-10}));
  EXPECT_EQ(to_string({6e-10, 1.9e-9}), "6e-10-1.9e-09");
  EXPECT_EQ(to_string({1.5, 4}), "1.5-4");
  EXPECT_EQ(to_string({4, 4}), "4");
  for (const char* text : {"", "-", "4-", "-4", "4-2", "0.5", "2-11", "1-2-3", "x", "nan"}) {
    EXPECT_THROW(parse_range(text, "--pue", 1, 10), std::invalid_argument) << text;
  }
}

TEST(Energy, TwoDigits) {
  const std::pair<double, const char*> cases[] = {
      {0, "0"},         {1, "1.0"},         {0.000123, "0.00012"}, {4.26, "4.3"},
      {9.96, "10"},     {10, "10"},         {99.6, "100"},         {7649, "7600"},
      {0.0998, "0.10"}, {123456, "120000"}, {1e-7, "0.00000010"}};
  for (const auto& [value, text] : cases) EXPECT_EQ(two_digits(value), text) << value;
}

}  // namespace
}  // namespace bill

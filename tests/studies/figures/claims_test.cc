#include "studies/figures/claims.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

// Tests run side by side: each has a file of its own.
std::string claims_path() {
  return testing::TempDir() + "claims_test." +
         testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv";
}

std::vector<Claim> claims_of(const std::string& expected, const std::string& where = "") {
  const std::string path = claims_path();
  base::write_file(path,
                   "figure,claim,paper,source,expected,where,cells,value,low,high,unit\nf,c,p,s," +
                       expected + ',' + where + ",a=b,v,l,h,%\n");
  auto claims = read_claims(path);
  std::filesystem::remove(path);
  return claims;
}

template <class T>
T expected_of(const std::string& text) {
  return std::get<T>(claims_of(text).at(0).expected);
}

TEST(Claims, Fields) {
  const auto claims = claims_of("", "steps=1;density=uniform");
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].figure + claims[0].text + claims[0].paper + claims[0].source, "fcps");
  EXPECT_EQ(claims[0].value + claims[0].low + claims[0].high + claims[0].unit, "vlh%");
  EXPECT_EQ(claims[0].where, (Selector{{"steps", "1"}, {"density", "uniform"}}));
  EXPECT_EQ(claims[0].cells, (Selector{{"a", "b"}}));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(claims[0].expected));
}

TEST(Claims, WhatIsExpected) {
  const auto count = expected_of<CountExpected>("3 of 64");
  EXPECT_EQ(std::tuple(count.least, count.most, count.trials), std::tuple(3, 3, 64));
  const auto counts = expected_of<CountExpected>("36..41 of 64");
  EXPECT_EQ(std::tuple(counts.least, counts.most, counts.trials), std::tuple(36, 41, 64));
  const auto range = expected_of<RangeExpected>("0.15..0.25");
  EXPECT_EQ(std::tuple(range.low, range.high), std::tuple(0.15, 0.25));
  const auto above = expected_of<DirectionExpected>("> 0.5");
  EXPECT_TRUE(above.above);
  EXPECT_EQ(std::get<double>(above.than), 0.5);
  const auto below = expected_of<DirectionExpected>("<= density=uniform");
  EXPECT_FALSE(below.above);
  EXPECT_EQ(std::get<Selector>(below.than), (Selector{{"density", "uniform"}}));
}

TEST(Claims, TheFirstOfAnAxis) {
  const auto three = expected_of<FirstExpected>("first m in 1..24 > 0.5: 3");
  EXPECT_EQ(three.axis, "m");
  EXPECT_EQ(std::tuple(three.from, three.to, three.above, three.threshold),
            std::tuple(1, 24, true, 0.5));
  EXPECT_EQ(std::tuple(three.least, three.most), std::tuple(3, 3));
  const auto some = expected_of<FirstExpected>("first flip_count in 1..8 < 0.5: 4..6");
  EXPECT_EQ(std::tuple(some.above, some.least, some.most), std::tuple(false, 4, 6));
  const auto none = expected_of<FirstExpected>("first m in 1..24 > 0.5: none");
  EXPECT_EQ(std::tuple(none.least, none.most), std::tuple(25, 25));
}

TEST(Claims, ErrorsNameTheLine) {
  const std::string place = claims_path() + ": line 2: ";
  const auto error = [](const std::string& expected, const std::string& where = "") {
    return error_of<std::invalid_argument>([&] { claims_of(expected, where); });
  };
  EXPECT_EQ(error("some"), place +
                               "expected 'some': needs 'K of N', 'A..B', '> X', '<= X', "
                               "'> COLUMN=VALUE' or 'first AXIS in A..B > X: K'");
  EXPECT_EQ(error("65 of 64"), place + "expected 65 of 64: more than there were");
  EXPECT_EQ(error("4..3 of 64"), place + "expected 4..3: needs the smaller number first");
  EXPECT_EQ(error("0.3..0.2"), place + "expected 0.3..0.2: needs the smaller number first");
  EXPECT_EQ(error("first m in 1..24 > 0.5: 20..25"),
            place + "expected 20..25: needs to be in 1..24, or none");
  EXPECT_EQ(error("> much"), place + "expected much: needs a number from -1e+300 to 1e+300");
  EXPECT_EQ(error("", "steps"), place + "'steps': needs COLUMN=VALUE, with ; between several");
}

TEST(Claims, CommittedOnesCanBeRead) {
  EXPECT_FALSE(read_claims(MINLIFE_SOURCE_DIR "/studies/figures/claims.csv").empty());
}

}  // namespace
}  // namespace figures

#include "base/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace base {
namespace {

TEST(ParseInteger, TakesTheWholeText) {
  EXPECT_EQ(parse_integer("42", "--trials", 1, 100), 42);
  EXPECT_EQ(parse_integer("-3", "x", -5, 5), -3);
  for (const char* text :
       {"", " 1", "1 ", "1.5", "+1", "0x10", "101", "0", "99999999999999999999"}) {
    EXPECT_THROW(parse_integer(text, "--trials", 1, 100), std::invalid_argument) << text;
  }
}

TEST(ParseInteger, ErrorNamesFlagValueAndRange) {
  try {
    parse_integer("0", "--steps", 1, 5);
    FAIL() << "0 was taken";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "--steps 0: needs a whole number from 1 to 5");
  }
}

TEST(ToInteger, IsNothingForAllElse) {
  EXPECT_EQ(to_integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(to_integer("007"), 7);
  for (const char* text : {"", "-", "+1", "1 ", " 1", "1x", "9223372036854775808"}) {
    EXPECT_EQ(to_integer(text), std::nullopt) << text;
  }
}

TEST(Shown, IsOneShortLine) {
  EXPECT_EQ(shown("B3/S23"), "B3/S23");
  EXPECT_EQ(shown(std::string("a\n\x1b[1m\0\xc3\xa4~ ", 11)), "a??[1m???~ ");
  EXPECT_EQ(shown(std::string(60, 'x')), std::string(60, 'x'));
  EXPECT_EQ(shown(std::string(61, 'x')), std::string(60, 'x') + "...");
}

TEST(ParseReal, TakesFiniteNumbersInRange) {
  EXPECT_EQ(parse_real("0.38", "--density", 0, 1), 0.38);
  EXPECT_EQ(parse_real("1e-3", "--learning-rate", 0, 1), 1e-3);
  for (const char* text : {"", "nan", "inf", "1.01", "-0.1", "0,5", "0.5x"}) {
    EXPECT_THROW(parse_real(text, "--density", 0, 1), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace base

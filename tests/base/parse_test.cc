#include "base/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(ParseReal, TakesFiniteNumbersInRange) {
  EXPECT_EQ(parse_real("0.38", "--density", 0, 1), 0.38);
  EXPECT_EQ(parse_real("1e-3", "--learning-rate", 0, 1), 1e-3);
  for (const char* text : {"", "nan", "inf", "1.01", "-0.1", "0,5", "0.5x"}) {
    EXPECT_THROW(parse_real(text, "--density", 0, 1), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace base

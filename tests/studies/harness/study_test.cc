#include "studies/harness/study.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace study {
namespace {

std::string refusal(const Axis& axis, std::string_view value) {
  try {
    return "took it as " + axis.canonical(value);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

TEST(Axis, IntegersHaveOneSpelling) {
  const Axis axis = integer_axis("steps", "", "1", 1, 5);
  EXPECT_EQ(axis.canonical("1"), "1");
  EXPECT_EQ(axis.canonical("005"), "5");
  for (const auto bad : {"0", "6", "", "+1", "1.0", "1x", " 1", "99999999999999999999"}) {
    EXPECT_EQ(refusal(axis, bad), "needs a whole number from 1 to 5");
  }
}

TEST(Axis, RealsHaveTheShortestSpelling) {
  const Axis axis = real_axis("rate", "", "0.001", 0, 1);
  EXPECT_EQ(axis.canonical("0.0010"), "0.001");
  EXPECT_EQ(axis.canonical("1e-3"), "0.001");
  EXPECT_EQ(axis.canonical("1.0"), "1");
  EXPECT_EQ(axis.canonical("-0"), "0");
  EXPECT_EQ(axis.canonical("0.1"), "0.1");
  for (const auto bad : {"1.1", "nan", "inf", "", "x"}) {
    EXPECT_EQ(refusal(axis, bad), "needs a number from 0 to 1");
  }
}

TEST(Axis, ChoicesAreListed) {
  const Axis axis = choice_axis("boundary", "", "torus", {"torus", "zero"});
  EXPECT_EQ(axis.canonical("zero"), "zero");
  EXPECT_EQ(refusal(axis, "klein"), "needs one of torus, zero");
  EXPECT_EQ(refusal(choice_axis("x", "", "a", {"a"}), "b"), "needs a");
}

TEST(Cell, GivesValuesByAxis) {
  const std::vector<Axis> axes{integer_axis("m", "", "1", 1, 9), real_axis("p", "", "0.5", 0, 1)};
  const Cell cell(axes, {"3", "0.25"});
  EXPECT_EQ(cell.text("p"), "0.25");
  EXPECT_EQ(cell.integer("m"), 3);
  EXPECT_EQ(cell.real("p"), 0.25);
  EXPECT_THROW(cell.text("q"), std::logic_error);
  EXPECT_THROW(Cell(axes, {"3"}), std::logic_error);
}

TEST(Values, TheFirstCount) {
  EXPECT_EQ(with({{"m", "1"}, {"n", "2"}}, {{"m", "3"}, {"p", "4"}}),
            (Values{{"m", "1"}, {"n", "2"}, {"p", "4"}}));
}

TEST(Row, MoreColumnsFollow) { EXPECT_EQ(joined({"a"}, {"b", "c"}), (Row{"a", "b", "c"})); }

}  // namespace
}  // namespace study

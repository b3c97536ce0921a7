#include "studies/figures/weight_places.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace figures {
namespace {

using Numbers = std::vector<std::size_t>;

Numbers numbers(const WeightPlace& place) {
  return {place.layer, place.kernel, place.out, place.in, place.row, place.column};
}

TEST(WeightPlaces, OfTheSmallestNetwork) {
  const auto places = weight_places(1, 1);
  EXPECT_EQ(places.size(), 21u);
  EXPECT_EQ(numbers(places.at("0")), (Numbers{1, 3, 0, 0, 0, 0}));
  EXPECT_EQ(numbers(places.at("5")), (Numbers{1, 3, 0, 0, 1, 2}));
  EXPECT_EQ(numbers(places.at("16")), (Numbers{1, 3, 1, 0, 2, 1}));
  EXPECT_EQ(numbers(places.at("21")), (Numbers{2, 1, 0, 1, 0, 0}));
  EXPECT_EQ(numbers(places.at("23")), (Numbers{3, 1, 0, 0, 0, 0}));
  for (const char* bias : {"18", "19", "22", "24", "25"}) EXPECT_FALSE(places.contains(bias));
}

TEST(WeightPlaces, Parts) {
  const auto places = weight_places(1, 1);
  EXPECT_EQ(places.at("3").part, "3x3 neighbours");
  EXPECT_EQ(places.at("4").part, "3x3 centre");
  EXPECT_EQ(places.at("13").part, "3x3 centre");
  EXPECT_EQ(places.at("20").part, "1x1");
  EXPECT_EQ(places.at("23").part, "last 1x1");
}

TEST(WeightPlaces, OfTwoStepsAndChannels) {
  // L(2, 2): 36 weights and 4 biases, 8 and 2, 4 x 2 x 9 and 4, 8 and 2, 2 and 1.
  const auto places = weight_places(2, 2);
  EXPECT_EQ(places.size(), 36u + 8 + 72 + 8 + 2);
  EXPECT_EQ(numbers(places.at("47")), (Numbers{2, 1, 1, 3, 0, 0}));
  EXPECT_EQ(places.at("47").part, "1x1");
  // 50 is the first of the second block: 50 + (3 * 2 + 1) * 9 + 1 * 3 + 2.
  EXPECT_EQ(numbers(places.at("118")), (Numbers{3, 3, 3, 1, 1, 2}));
  EXPECT_EQ(numbers(places.at("137")), (Numbers{5, 1, 0, 1, 0, 0}));
  EXPECT_EQ(places.at("137").part, "last 1x1");
  EXPECT_THROW(weight_places(0, 1), std::invalid_argument);
}

}  // namespace
}  // namespace figures

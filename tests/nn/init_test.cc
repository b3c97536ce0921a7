#include "nn/init.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace nn {
namespace {

Network wide() { return Network({Conv2d{4, 500, 3, Padding::circular}, Relu{}, Dense{500, 1}}); }

TEST(Initialise, PytorchIsUniformWithinOneOverRootFanIn) {
  Network network = wide();
  base::Stream stream(1, "init");
  initialise(network, Initialisation::pytorch, stream);
  for (const auto& [values, bound] :
       {std::pair{network.weights(0), 1 / 6.F}, std::pair{network.biases(0), 1 / 6.F},
        std::pair{network.weights(2), 1 / std::sqrt(500.F)}}) {
    const auto [low, high] = std::ranges::minmax(values);
    EXPECT_GE(low, -bound);
    EXPECT_LE(high, bound);
    EXPECT_LT(low, -0.95F * bound);
    EXPECT_GT(high, 0.95F * bound);
  }
}

TEST(Initialise, NormalHasUnitVarianceAndNoBias) {
  Network network = wide();
  base::Stream stream(1, "init");
  initialise(network, Initialisation::normal, stream);
  double squares = 0;
  for (const float weight : network.weights(0)) squares += double{weight} * weight;
  const double count = static_cast<double>(network.weights(0).size());
  EXPECT_NEAR(squares / count, 1, 5 * std::sqrt(2 / count));
  for (const float bias : network.biases(0)) EXPECT_EQ(bias, 0);
}

TEST(Initialise, IsAFunctionOfTheStream) {
  Network one = wide(), two = wide();
  base::Stream first(7, "init"), again(7, "init");
  initialise(one, Initialisation::pytorch, first);
  initialise(two, Initialisation::pytorch, again);
  EXPECT_TRUE(std::ranges::equal(one.parameters(), two.parameters()));
}

TEST(ParseInitialisation, NamesWhatIsAllowed) {
  EXPECT_EQ(parse_initialisation("normal"), Initialisation::normal);
  try {
    parse_initialisation("he");
    FAIL() << "'he' was taken";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "initialisation he: needs 'pytorch' or 'normal'");
  }
}

}  // namespace
}  // namespace nn

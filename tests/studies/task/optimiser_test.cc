#include "studies/task/optimiser.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace task {
namespace {

// A parameter of 2 after two steps of rate 0.1 at gradients of 3 and 1.
double after_two_steps(Optimiser optimiser) {
  const auto made = make_optimiser(optimiser, 0.1, 1);
  std::array<float, 1> parameter{2};
  for (const float gradient : {3.F, 1.F}) made->step(parameter, std::array{gradient});
  return double{parameter[0]};
}

TEST(MakeOptimiser, StepsByItsFormula) {
  EXPECT_NEAR(after_two_steps(Optimiser::sgd), 2 - 0.1 * 3 - 0.1 * (0.9 * 3 + 1), 1e-6);

  const double square = 0.01 * 9, later = 0.99 * square + 0.01;
  EXPECT_NEAR(after_two_steps(Optimiser::rmsprop), 2 - 0.1 * 3 / 0.3 - 0.1 / std::sqrt(later),
              1e-6);

  // Moments over what their averages' weights add up to; the first step is the rate.
  const double first = (0.9 * 0.3 + 0.1) / (1 - 0.81);
  const double second = (0.999 * 0.009 + 0.001) / (1 - 0.999 * 0.999);
  const double adam_step = 0.1 * first / std::sqrt(second);
  EXPECT_NEAR(after_two_steps(Optimiser::adam), 2 - 0.1 - adam_step, 1e-6);

  constexpr double kKept = 1 - 0.1 * 0.01;
  EXPECT_NEAR(after_two_steps(Optimiser::adamw), (2 * kKept - 0.1) * kKept - adam_step, 1e-6);
}

TEST(RestsWithoutGradient, UnlessItDecays) {
  for (const auto optimiser :
       {Optimiser::adam, Optimiser::adamw, Optimiser::rmsprop, Optimiser::sgd}) {
    const auto made = make_optimiser(optimiser, 0.1, 1);
    std::array<float, 1> parameter{2};
    for (int step = 0; step < 10; ++step) made->step(parameter, std::array{0.F});
    EXPECT_EQ(parameter[0] == 2, made->rests_without_gradient());
  }
}

TEST(ParseOptimiser, NamesWhatIsAllowed) {
  EXPECT_EQ(parse_optimiser("rmsprop"), Optimiser::rmsprop);
  EXPECT_THROW(parse_optimiser("adagrad"), std::invalid_argument);
}

}  // namespace
}  // namespace task

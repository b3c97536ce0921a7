#include "studies/task/training.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "nn/init.h"
#include "nn/mask.h"
#include "studies/task/dead_network.h"
#include "studies/task/exactness.h"
#include "studies/task/hand_made.h"
#include "studies/task/life_network.h"

namespace task {
namespace {

constexpr auto kTorus = life::Topology::torus;

TrainingStreams streams(std::uint64_t key) {
  return {{key, "cells"}, {key, "densities"}, {key, "test cells"}, {key, "test densities"}};
}

nn::Network fresh(int steps, int m, std::uint64_t key) {
  nn::Network network = life_network(steps, m, kTorus);
  base::Stream stream(key, "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

const auto never = [] { return false; };

TEST(Train, WideOneStepNetworkLearnsLifeExactly) {
  nn::Network network = fresh(1, 8, 1);
  const Problem problem{1, life::Rule::conway(), kTorus};
  const auto outcome = train(network, problem, {{true, 0}, 8, 1e-3, 100'000}, streams(1), never);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ending, Ending::solved);
  EXPECT_EQ(outcome->window_errors, 0);
  EXPECT_EQ(count_window_errors(network, problem), 0);
  EXPECT_EQ(outcome->boards % check_schedule(1).boards, 0);
  EXPECT_EQ(outcome->boards_trained, outcome->boards + check_schedule(1).boards);
  EXPECT_LT(outcome->boards_trained, 100'000);
}

TEST(Train, IsAFunctionOfItsStreams) {
  const Problem problem{1, life::Rule::conway(), kTorus};
  const auto run = [&](std::uint64_t key) {
    nn::Network network = fresh(1, 2, 1);
    const auto outcome = train(network, problem, {{true, 0}, 8, 1e-3, 2'000}, streams(key), never);
    return std::pair(outcome->loss,
                     std::vector(network.parameters().begin(), network.parameters().end()));
  };
  EXPECT_EQ(run(1), run(1));
  EXPECT_NE(run(1).second, run(2).second);
}

TEST(Train, UnsolvedUsesUpTheBudgetAndCountsItsErrors) {
  for (const int steps : {1, 2, 3}) {
    nn::Network network = fresh(steps, 1, 1);
    const auto outcome = train(network, {steps, life::Rule::conway(), kTorus},
                               {{false, 0.38}, 8, 1e-3, 100}, streams(1), never);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::budget);
    EXPECT_EQ(outcome->boards, 96);  // whole batches of 8 within 100
    EXPECT_EQ(outcome->boards_trained, 96);
    EXPECT_EQ(outcome->window_errors.has_value(), steps <= 2);
    EXPECT_GT(outcome->loss, 0.1);
  }
}

TEST(Train, ExactFromTheStartIsSolvedAtTheSecondCheck) {
  // A learning rate of 0 leaves the hand-made network as it is.
  const auto step = bibin_dereventsov_network(kTorus);
  for (const int steps : {1, 2, 3}) {
    nn::Network network = step;
    for (int more = 1; more < steps; ++more) network = composition(network, step);
    const auto outcome = train(network, {steps, life::Rule::conway(), kTorus},
                               {{true, 0}, 8, 0, 40'000}, streams(1), never);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::solved) << steps;
    const std::int64_t interval = check_schedule(steps).boards;
    EXPECT_EQ(outcome->boards, interval);
    EXPECT_EQ(outcome->boards_trained, 2 * interval);
  }
}

// The bias of L(n, 1)'s last hidden channel; a ReLU, one weight and one bias follow.
float& last_hidden_bias(nn::Network& network) {
  const auto parameters = network.parameters();
  return parameters[parameters.size() - 3];
}

TEST(Train, DeadForAThousandStepsIsTheEnd) {
  for (const int steps : {1, 2, 3}) {
    const Problem problem{steps, life::Rule::conway(), kTorus};
    nn::Network network = fresh(steps, 1, 1);
    last_hidden_bias(network) = -100;
    const auto outcome = train(network, problem, {{true, 0}, 8, 1e-3, 100'000}, streams(1), never);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::dead) << steps;
    // Found at the first check; 1,000 steps of 8 boards later is a check (n = 1), or before one.
    EXPECT_EQ(outcome->boards, steps == 1 ? 9'000 : 20'000);
    EXPECT_EQ(outcome->boards_trained, outcome->boards);
    if (steps == 1) {
      EXPECT_EQ(outcome->window_errors, 140);  // all that live
    }
  }
}

TEST(Train, DeadNearTheEndOfTheBudgetUsesItUp) {
  nn::Network network = fresh(1, 1, 1);
  last_hidden_bias(network) = -100;
  const auto outcome = train(network, {1, life::Rule::conway(), kTorus},
                             {{true, 0}, 8, 1e-3, 8'992}, streams(1), never);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ending, Ending::budget);
  EXPECT_EQ(outcome->boards, 8'992);
}

TEST(Train, DecayCanReviveTheDeadSoTheyAreNoEnd) {
  nn::Network network = fresh(1, 1, 1);
  last_hidden_bias(network) = -100;
  const Problem problem{1, life::Rule::conway(), kTorus};
  const auto outcome = train(network, problem, {{true, 0}, 8, 1e-3, 20'000, {}, Optimiser::adamw},
                             streams(1), never);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(is_dead(network, problem));
  EXPECT_EQ(outcome->ending, Ending::budget);
}

TEST(Train, MomentumCanReviveTheDead) {
  // Batches of 1,000 boards: every step is a check.
  constexpr std::uint64_t kKey = 42;
  const Problem problem{1, life::Rule::conway(), kTorus};
  const auto train_for = [&](nn::Network& network, int steps) {
    const auto outcome =
        train(network, problem, {{true, 0}, 1'000, 0.1, steps * 1'000}, streams(kKey), never);
    return outcome.value().ending;
  };
  nn::Network dead = fresh(1, 1, kKey), alive = fresh(1, 1, kKey), later = fresh(1, 1, kKey);
  EXPECT_EQ(train_for(dead, 10), Ending::budget);
  EXPECT_TRUE(is_dead(dead, problem));
  EXPECT_EQ(train_for(alive, 40), Ending::budget);
  EXPECT_FALSE(is_dead(alive, problem));
  EXPECT_EQ(train_for(later, 1'040), Ending::budget);
}

TEST(Train, NotANumberIsDiverged) {
  for (const int steps : {1, 2, 3}) {
    nn::Network network = fresh(steps, 2, 1);
    network.parameters().back() = std::numeric_limits<float>::quiet_NaN();
    const auto outcome = train(network, {steps, life::Rule::conway(), kTorus},
                               {{true, 0}, 8, 1e-3, 20'000}, streams(1), never);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::diverged) << steps;
    EXPECT_EQ(outcome->boards, check_schedule(steps).boards);
    EXPECT_EQ(outcome->boards_trained, outcome->boards);
    // No logit is above 0, so all windows that live are wrong.
    if (steps == 1) {
      EXPECT_EQ(outcome->window_errors, 140);
    }
  }
}

TEST(Train, OverflowIsDiverged) {
  nn::Network network = fresh(1, 2, 1);
  const auto outcome = train(network, {1, life::Rule::conway(), kTorus},
                             {{true, 0}, 8, 1e30, 20'000}, streams(1), never);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ending, Ending::diverged);
  EXPECT_FALSE(std::isfinite(outcome->loss));
}

TEST(Train, EndingsHaveNames) {
  EXPECT_EQ(to_string(Ending::solved), "solved");
  EXPECT_EQ(to_string(Ending::budget), "budget");
  EXPECT_EQ(to_string(Ending::dead), "dead");
  EXPECT_EQ(to_string(Ending::diverged), "diverged");
}

TEST(Train, StopsWhenAsked) {
  nn::Network network = fresh(1, 1, 1);
  int calls = 0;
  const auto outcome =
      train(network, {1, life::Rule::conway(), kTorus}, {{true, 0}, 8, 1e-3, 1'000'000}, streams(1),
            [&] { return ++calls > 10; });
  EXPECT_FALSE(outcome);
  EXPECT_EQ(calls, 11);
}

TEST(Train, ACheckThatIsGivenUpIsNoFailure) {
  // Exact from the start; stopped in the sampled check that ends its budget.
  const auto step = bibin_dereventsov_network(kTorus);
  nn::Network network = composition(composition(step, step), step);
  constexpr std::int64_t kBudget = 2'000;
  int calls = 0;
  const auto outcome = train(network, {3, life::Rule::conway(), kTorus}, {{true, 0}, 8, 0, kBudget},
                             streams(1), [&] { return ++calls > kBudget / 8 + 2; });
  EXPECT_FALSE(outcome);
}

TEST(Train, PrunedParametersStayZero) {
  for (const int steps : {1, 2}) {
    nn::Network network = fresh(steps, 2, 1);
    nn::Mask mask(network.parameters().size());
    for (std::size_t i = 0; i < network.parameters().size(); i += 3) mask.prune(i);
    mask.apply(network.parameters());
    const auto before = std::vector(network.parameters().begin(), network.parameters().end());
    const Problem problem{steps, life::Rule::conway(), kTorus};
    Training training{{true, 0}, 8, 1e-3, 2'000};
    training.mask = mask.values();
    ASSERT_TRUE(train(network, problem, training, streams(1), never));
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (mask.is_live(i)) continue;
      EXPECT_EQ(network.parameters()[i], 0) << i;
    }
    EXPECT_FALSE(std::ranges::equal(network.parameters(), before));
    training.mask = mask.values().first(3);
    EXPECT_THROW(train(network, problem, training, streams(1), never), std::invalid_argument);
  }
}

nn::Network fresh_variant(const Architecture& architecture, int steps, int m) {
  nn::Network network = make_network(architecture, steps, m, kTorus);
  base::Stream stream(1, "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

TEST(Train, EveryOptimiserAndLossLearnsLifeExactly) {
  const Problem problem{1, life::Rule::conway(), kTorus};
  const auto expect_solved = [&](const Training& training) {
    const bool relu_output = training.loss == Loss::relu_mse;
    nn::Network network =
        fresh_variant({NetworkForm::two_layer, Activation::tanh, false, relu_output}, 1, 8);
    const auto outcome = train(network, problem, training, streams(1), never);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::solved);
    EXPECT_EQ(count_window_errors(network, problem), 0);
  };
  constexpr std::int64_t kBudget = 200'000;
  for (const auto& [optimiser, rate] : {std::pair{Optimiser::adam, 3e-3},
                                        {Optimiser::adamw, 3e-3},
                                        {Optimiser::rmsprop, 3e-3},
                                        {Optimiser::sgd, 0.3}}) {
    SCOPED_TRACE(static_cast<int>(optimiser));
    expect_solved({{true, 0}, 8, rate, kBudget, {}, optimiser});
  }
  for (const auto loss : {Loss::mse, Loss::relu_mse, Loss::focal}) {
    SCOPED_TRACE(static_cast<int>(loss));
    expect_solved({{true, 0}, 8, 3e-3, kBudget, {}, Optimiser::adam, loss});
  }
}

TEST(Train, PerceptronLearnsFromTheWindowsThemselves) {
  const Problem problem{1, life::Rule::conway(), kTorus};
  Training training{{true, 0}, 8, 3e-3, 200'000};
  training.examples = Examples::windows;
  const auto train_on = [&](std::uint64_t key) {
    nn::Network network = fresh_variant({NetworkForm::mlp}, 1, 8);
    return train(network, problem, training, streams(key), never);
  };
  const auto outcome = train_on(1), other = train_on(2);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ending, Ending::solved);
  EXPECT_EQ(outcome->boards, other->boards);  // no board was drawn
  nn::Network two_steps = fresh(2, 1, 1);
  EXPECT_THROW(train(two_steps, {2, problem.rule, kTorus}, training, streams(1), never),
               std::invalid_argument);
}

TEST(Train, TiedStepsStayTied) {
  const Problem problem{2, life::Rule::conway(), kTorus};
  for (const auto form : {NetworkForm::paper, NetworkForm::two_layer}) {
    nn::Network tied = fresh_variant({form, Activation::prelu, true}, 2, 1);
    const auto before = std::vector(tied.parameters().begin(), tied.parameters().end());
    ASSERT_TRUE(train(tied, problem, {{true, 0}, 8, 1e-3, 400}, streams(1), never));
    for (const std::size_t k : {0u, 1u, 2u}) {
      EXPECT_TRUE(std::ranges::equal(tied.weights(k), tied.weights(k + 4)));
      EXPECT_FALSE(std::ranges::equal(
          tied.weights(k),
          std::span(before).subspan(tied.weights_begin(k), tied.weights(k).size())));
    }
  }
}

TEST(Train, RefusesPaddingThatIsNotTheEdge) {
  const Training training{{true, 0}, 8, 1e-3, 2'000};
  for (const int steps : {1, 2}) {
    nn::Network torus = fresh(steps, 2, 1);
    EXPECT_THROW(train(torus, {steps, life::Rule::conway(), life::Topology::dead_edge}, training,
                       streams(1), never),
                 std::invalid_argument);
    nn::Network dead_edge = life_network(steps, 2, life::Topology::dead_edge);
    EXPECT_THROW(
        train(dead_edge, {steps, life::Rule::conway(), kTorus}, training, streams(1), never),
        std::invalid_argument);
  }
}

TEST(Train, RefusesABudgetBelowABatch) {
  nn::Network network = fresh(1, 1, 1);
  EXPECT_THROW(
      train(network, {1, life::Rule::conway(), kTorus}, {{true, 0}, 8, 1e-3, 7}, streams(1), never),
      std::invalid_argument);
}

TEST(TrainingWork, IsThatOfTheWholeBudget) {
  const Training training{{true, 0}, 8, 1e-3, 8'000};
  const auto work = [&](int steps, int m) {
    return training_work(life_network(steps, m, kTorus), {steps, life::Rule::conway(), kTorus},
                         training);
  };
  const nn::Network two_steps = life_network(2, 3, kTorus);
  EXPECT_EQ(work(2, 3), 8'000. * 1024 * static_cast<double>(two_steps.training_multiply_adds()));
  // One step: 512 windows a batch, and the same for the boards whatever the network.
  const auto more = static_cast<double>(life_network(1, 24, kTorus).training_multiply_adds() -
                                        life_network(1, 1, kTorus).training_multiply_adds());
  EXPECT_EQ(work(1, 24) - work(1, 1), 1'000. * 512 * more);
}

/// Of bench/README.md: 5.5 and 51.9 microseconds a step on windows, 593 for a network of two steps.
TEST(TrainingWork, OfOneStepAndOfTwoIsInTheSameUnit) {
  const auto work = [](int steps, int m) {
    return training_work(life_network(steps, m, kTorus), {steps, life::Rule::conway(), kTorus},
                         {{true, 0}, 8, 1e-3, 8});
  };
  EXPECT_NEAR(work(1, 1) / work(2, 8), 5.5 / 593, 0.1 * 5.5 / 593);
  EXPECT_NEAR(work(1, 24) / work(2, 8), 51.9 / 593, 0.25 * 51.9 / 593);
}

}  // namespace
}  // namespace task

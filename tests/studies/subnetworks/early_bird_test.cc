#include "studies/subnetworks/early_bird.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "studies/training/training_study.h"
#include "trial_of.h"

namespace subnetworks {
namespace {

TEST(Recorder, CopiesAfterEachPeriodAndChangesNothing) {
  const auto sgd = [] { return std::make_unique<nn::Sgd>(2, nn::SgdOptions{.momentum = 0.9F}); };
  Recorder recorder(sgd(), 3);
  const auto plain = sgd();
  std::vector<float> parameters{1, 2}, same{1, 2};
  std::vector<std::vector<float>> expected;
  for (int step = 1; step <= 7; ++step) {
    recorder.step(parameters, std::vector<float>{1, -1});
    plain->step(same, std::vector<float>{1, -1});
    EXPECT_EQ(parameters, same);
    if (step % 3 == 0) expected.push_back(same);
  }
  EXPECT_EQ(recorder.copies(), expected);
}

// The network as it is in its dense training after so many boards, without its smallest weights.
TEST(EarlyBirdTickets, AreDrawnFromDenseTrainingAndChargedWithIt) {
  const TrialOf trial(Values{{"mask_interval", "25"}, {"budget", "20000"}});
  const Setting setting(trial);
  const auto tickets = early_bird_tickets(setting, never);
  ASSERT_TRUE(tickets);
  for (const auto& [asked, start, end, round] : *tickets) {
    EXPECT_EQ(nn::live_count(start.mask, setting.parts), asked);
    EXPECT_GE(start.spent.boards, 5 * 25 * 8);
    nn::Network dense = setting.initial;
    task::Training training = training::training_of(trial.operator const study::Trial&().cell);
    training.budget = start.spent.boards;
    const auto outcome = training::train(dense, trial, training, never);
    ASSERT_EQ(outcome->boards_trained, start.spent.boards);
    float least_kept = 1e9F, most_pruned = 0;
    for (std::size_t i = 0; i < dense.parameters().size(); ++i) {
      const float value = dense.parameters()[i];
      EXPECT_EQ(start.network.parameters()[i], start.mask.is_live(i) ? value : 0);
    }
    for (const nn::Part& part : setting.parts) {
      const std::size_t i = part.parameters[0];
      const float size = std::abs(dense.parameters()[i]);
      float& bound = start.mask.is_live(i) ? least_kept : most_pruned;
      bound = start.mask.is_live(i) ? std::min(bound, size) : std::max(bound, size);
    }
    EXPECT_LE(most_pruned, least_kept);
  }
}

// What its paper shows first (You et al. 2020, arXiv 1909.11957, section 3), of trainings as long
// as the study's that go on when they have found an exact network. In 20,000 boards one of these
// eight does not settle.
TEST(EarlyBirdTickets, TheMaskSettlesBeforeDenseTrainingEnds) {
  constexpr std::int64_t kBudget = 200'000;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const TrialOf trial(Values{{"budget", std::to_string(kBudget)}, {"train_until", "budget"}},
                        seed);
    Setting setting(trial);
    setting.counts = {54};
    const auto tickets = early_bird_tickets(setting, never);
    EXPECT_LT(tickets->front().start.spent.boards, kBudget) << seed;
  }
}

}  // namespace
}  // namespace subnetworks

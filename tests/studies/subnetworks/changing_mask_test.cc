#include "studies/subnetworks/changing_mask.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/random_masks.h"
#include "studies/pruned/sample.h"
#include "trial_of.h"

namespace subnetworks {
namespace {

void expect_pruned_are_zero(const pruned::PrunedNetwork& network) {
  for (std::size_t i = 0; i < network.mask.values().size(); ++i) {
    EXPECT_TRUE(network.mask.is_live(i) || network.network.parameters()[i] == 0) << i;
  }
}

// A weight is plus or minus the constant of its layer, with the sign it had; biases are as drawn.
void expect_signed_constants(const pruned::PrunedNetwork& network, const nn::Network& initial,
                             double share) {
  for (std::size_t k = 0; k < initial.layers().size(); ++k) {
    if (!nn::is_linear(initial.layers()[k])) continue;
    const double size = std::sqrt(2 / (share * nn::fan_in(initial.layers()[k])));
    for (std::size_t i = 0; i < initial.weights(k).size(); ++i) {
      if (!network.mask.is_live(initial.weights_begin(k) + i)) continue;
      EXPECT_FLOAT_EQ(network.network.weights(k)[i],
                      static_cast<float>(std::copysign(size, initial.weights(k)[i])));
    }
    EXPECT_TRUE(std::ranges::equal(network.network.biases(k), initial.biases(k)));
  }
}

TEST(Supermasks, ChangeTheMaskAndNoWeight) {
  const TrialOf trial(Values{{"learning_rate", "0.01"}});
  const Setting setting(trial);
  const auto tickets = supermasks(setting, never);
  ASSERT_TRUE(tickets);
  for (const auto& [asked, start, end, round] : *tickets) {
    for (const pruned::PrunedNetwork& network : {start, end}) {
      EXPECT_EQ(nn::live_count(network.mask, setting.parts), asked);
      expect_pruned_are_zero(network);
      expect_signed_constants(network, setting.initial, static_cast<double>(asked) / 108);
    }
  }
  EXPECT_FALSE(
      std::ranges::equal((*tickets)[0].start.mask.values(), (*tickets)[0].end.mask.values()));
}

// Of 512 windows 140 are alive next; to answer so to all is the best of constants.
TEST(Supermasks, OfHalfTheWeightsAreBetterThanAConstant) {
  constexpr double kAlive = 140. / 512;
  const double constant = -kAlive * std::log(kAlive) - (1 - kAlive) * std::log(1 - kAlive);
  double sum = 0;
  constexpr std::uint64_t kSeeds = 8;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const TrialOf trial(Values{{"overcompleteness", "16"}, {"budget", "16000"}}, seed);
    Setting setting(trial);
    setting.counts = {setting.parts.size() / 2};
    const auto tickets = supermasks(setting, never);
    const pruned::Sample sample(setting.problem, setting.trial.stream("sample"));
    sum += sample.loss(tickets->front().end.network);
  }
  EXPECT_LT(sum / kSeeds, 0.9 * constant);
}

TEST(DynamicTickets, KeepTheirCountsAndChangeWhatIsLive) {
  const TrialOf trial(Values{{"update_period", "20"}});
  const Setting setting(trial);
  for (const nn::Growth growth : {nn::Growth::random, nn::Growth::gradient}) {
    const auto tickets = dynamic_tickets(setting, growth, never);
    ASSERT_TRUE(tickets);
    for (const auto& [asked, start, end, round] : *tickets) {
      EXPECT_EQ(nn::live_counts(start.mask, setting.parts),
                nn::live_counts(end.mask, setting.parts));
      EXPECT_EQ(nn::live_count(end.mask, setting.parts), asked);
      expect_pruned_are_zero(end);
    }
    EXPECT_FALSE(
        std::ranges::equal((*tickets)[0].start.mask.values(), (*tickets)[0].end.mask.values()));
  }
}

}  // namespace
}  // namespace subnetworks

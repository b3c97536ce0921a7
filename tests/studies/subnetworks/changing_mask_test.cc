#include "studies/subnetworks/changing_mask.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "nn/random_masks.h"
#include "trial_of.h"

namespace subnetworks {
namespace {

void expect_pruned_are_zero(const pruned::PrunedNetwork& network) {
  for (std::size_t i = 0; i < network.mask.values().size(); ++i) {
    EXPECT_TRUE(network.mask.is_live(i) || network.network.parameters()[i] == 0) << i;
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
      for (std::size_t i = 0; i < network.mask.values().size(); ++i) {
        if (!network.mask.is_live(i)) continue;
        EXPECT_EQ(network.network.parameters()[i], setting.initial.parameters()[i]);
      }
    }
  }
  EXPECT_FALSE(
      std::ranges::equal((*tickets)[0].start.mask.values(), (*tickets)[0].end.mask.values()));
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

#include "studies/subnetworks/controls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/random_masks.h"
#include "trial_of.h"

namespace subnetworks {
namespace {

class Controls : public testing::Test {
 protected:
  Tickets changed(Control control) const {
    return controls(setting_, tickets_, control, setting_.initial, Return::initial, never).value();
  }
  void expect_masks_of_tickets(const Tickets& changed) const {
    for (std::size_t round = 0; round < tickets_.size(); ++round) {
      EXPECT_TRUE(std::ranges::equal(changed[round].start.mask.values(),
                                     tickets_[round].start.mask.values()));
      EXPECT_EQ(changed[round].start.spent.boards, tickets_[round].start.spent.boards);
    }
  }

  const TrialOf trial_;
  const Setting setting_{trial_};
  const Tickets tickets_ =
      iterative_tickets(setting_, setting_.initial, setting_.initial, Return::initial, never)
          .value();
};

// How many live weights of the network have the sign that they have in the other one, and how many
// the value.
std::pair<std::size_t, std::size_t> agreement(const pruned::PrunedNetwork& network,
                                              const nn::Network& other) {
  std::size_t signs = 0, values = 0;
  for (std::size_t i = 0; i < other.parameters().size(); ++i) {
    if (!network.mask.is_live(i)) continue;
    const float value = network.network.parameters()[i];
    signs += std::signbit(value) == std::signbit(other.parameters()[i]) ? 1U : 0U;
    values += value == other.parameters()[i] ? 1U : 0U;
  }
  return {signs, values};
}

TEST_F(Controls, ReinitialisedHasOtherValuesAndSigns) {
  const Tickets changed = this->changed(Control::reinitialised);
  expect_masks_of_tickets(changed);
  const auto [signs, values] = agreement(changed[0].start, setting_.initial);
  EXPECT_LT(signs, 50u);  // of 67 parameters
  EXPECT_EQ(values, 0u);
}

TEST_F(Controls, SameSignsHasOtherValues) {
  const Tickets changed = this->changed(Control::same_signs);
  expect_masks_of_tickets(changed);
  const auto [signs, values] = agreement(changed[0].start, setting_.initial);
  EXPECT_EQ(signs, changed[0].start.mask.live_count());
  EXPECT_EQ(values, 0u);
}

TEST_F(Controls, ShuffledHasTheCountsOfItsLayers) {
  const Tickets changed = this->changed(Control::shuffled);
  for (std::size_t round = 0; round < tickets_.size(); ++round) {
    const auto& [shuffled, found] = std::tie(changed[round].start, tickets_[round].start);
    EXPECT_EQ(nn::live_counts(shuffled.mask, setting_.parts),
              nn::live_counts(found.mask, setting_.parts));
    EXPECT_EQ(shuffled.spent.boards, found.spent.boards);
    EXPECT_EQ(agreement(shuffled, setting_.initial).second, shuffled.mask.live_count());
  }
  EXPECT_FALSE(std::ranges::equal(changed[1].start.mask.values(), tickets_[1].start.mask.values()));
}

TEST_F(Controls, OtherSeedHasAnothersMaskAndItsOwnValues) {
  const Tickets changed = this->changed(Control::other_seed);
  for (std::size_t round = 0; round < tickets_.size(); ++round) {
    const pruned::PrunedNetwork& start = changed[round].start;
    EXPECT_EQ(nn::live_count(start.mask, setting_.parts), tickets_[round].asked);
    EXPECT_EQ(agreement(start, setting_.initial).second, start.mask.live_count());
    EXPECT_GT(start.spent.boards, 0);
  }
  EXPECT_FALSE(std::ranges::equal(changed[1].start.mask.values(), tickets_[1].start.mask.values()));
}

TEST(ToString, NamesControls) {
  EXPECT_EQ(to_string(Control::same_signs), "same-signs");
  EXPECT_EQ(to_string(Control::other_seed), "other-seed");
}

}  // namespace
}  // namespace subnetworks

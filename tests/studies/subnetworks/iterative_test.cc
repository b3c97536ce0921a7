#include "studies/subnetworks/iterative.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "studies/training/training_study.h"
#include "trial_of.h"

namespace subnetworks {
namespace {

std::vector<std::size_t> live_parameters(const nn::Mask& mask) {
  std::vector<std::size_t> live;
  for (std::size_t i = 0; i < mask.values().size(); ++i) {
    if (mask.is_live(i)) live.push_back(i);
  }
  return live;
}

Tickets tickets_of(const Setting& setting, const nn::Network& target, Return to) {
  return iterative_tickets(setting, setting.initial, target, to, never).value();
}

TEST(Setting, RoundsGoDownToTheFewestWeightsKnown) {
  const TrialOf small, wide(Values{{"overcompleteness", "8"}, {"round_share", "0.2"}}),
      prunable(Values{{"biases", "prunable"}});
  // 108 weights; 280, with a tenth of them on the way; two biases more.
  EXPECT_EQ(Setting(small).counts, (std::vector<std::size_t>{54, 27, 13}));
  EXPECT_EQ(Setting(wide).counts, (std::vector<std::size_t>{224, 179, 143, 114, 91, 73, 58, 46, 37,
                                                            30, 28, 22, 18, 14, 13}));
  EXPECT_EQ(Setting(prunable).counts.back(), 15u);
}

// Each ticket is a part of the one before it and starts, to the bit, from what it is rewound to;
// the smallest of what was trained before it have gone.
TEST(IterativeTickets, AreNestedAndRewoundToTheBit) {
  const TrialOf trial(Values{{"rewind_step", "50"}});
  const Setting setting(trial);
  for (const Return to : {Return::initial, Return::early, Return::nothing}) {
    const auto target = rewind_target(setting, setting.initial, to, never).value();
    EXPECT_EQ(std::ranges::equal(target.parameters(), setting.initial.parameters()),
              to != Return::early);
    const Tickets tickets = tickets_of(setting, target, to);
    ASSERT_EQ(tickets.size(), setting.counts.size());
    for (std::size_t round = 0; round < tickets.size(); ++round) {
      const auto& [asked, start, end, trained] = tickets[round];
      EXPECT_EQ(asked, setting.counts[round]);
      EXPECT_EQ(nn::live_count(start.mask, setting.parts), asked);
      const auto& from = to != Return::nothing ? target
                         : round > 0           ? tickets[round - 1].end.network
                                               : start.network;
      for (std::size_t i = 0; i < target.parameters().size(); ++i) {
        const bool live = start.mask.is_live(i);
        EXPECT_EQ(start.network.parameters()[i], live ? from.parameters()[i] : 0);
        EXPECT_TRUE(live || end.network.parameters()[i] == 0);
      }
      if (round == 0) continue;
      const auto before = live_parameters(tickets[round - 1].start.mask);
      EXPECT_TRUE(std::ranges::includes(before, live_parameters(start.mask)));
      float least_kept = 1e9F, most_pruned = 0;
      for (const nn::Part& part : setting.parts) {
        const std::size_t i = part.parameters[0];
        const float size = std::abs(tickets[round - 1].end.network.parameters()[i]);
        if (start.mask.is_live(i)) {
          least_kept = std::min(least_kept, size);
        } else {
          most_pruned = std::max(most_pruned, size);
        }
      }
      EXPECT_LE(most_pruned, least_kept);
    }
  }
}

TEST(IterativeTickets, AreChargedWithAllTrainingsBeforeThem) {
  const TrialOf trial;
  const Setting setting(trial);
  nn::Network dense = setting.initial;
  std::int64_t boards = training::train(dense, trial, never)->boards_trained;
  for (const Ticket& ticket : tickets_of(setting, setting.initial, Return::initial)) {
    EXPECT_EQ(ticket.start.spent.boards, boards);
    EXPECT_EQ(ticket.start.spent.multiply_adds, task::training_multiply_adds(dense, boards));
    boards += ticket.round.outcome ? ticket.round.outcome->boards_trained : 0;
    EXPECT_EQ(ticket.end.spent.boards, boards);
  }
}

TEST(IterativeTickets, EndWhenTheTrialIsGivenUp) {
  const TrialOf trial;
  const Setting setting(trial);
  const auto now = [] { return true; };
  EXPECT_FALSE(iterative_tickets(setting, setting.initial, setting.initial, Return::initial, now));
  EXPECT_FALSE(rewind_target(setting, setting.initial, Return::early, now));
}

}  // namespace
}  // namespace subnetworks

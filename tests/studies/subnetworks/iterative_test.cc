#include "studies/subnetworks/iterative.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "studies/pruned/sample.h"
#include "studies/subnetworks/controls.h"
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

TEST(RewindTarget, IsTheTrainedNetworkAtTheLatest) {
  const TrialOf trial(Values{{"rewind_step", "1000000"}, {"budget", "2000"}});
  const Setting setting(trial);
  nn::Network dense = setting.initial;
  training::train(dense, trial, never);
  const auto target = rewind_target(setting, setting.initial, Return::early, never);
  EXPECT_TRUE(std::ranges::equal(target->parameters(), dense.parameters()));
}

constexpr std::uint64_t kSeeds = 8;

// Few counts, so that tests take seconds.
Setting short_setting(const study::Trial& trial) {
  Setting setting(trial);
  setting.counts = {60, 35};
  return setting;
}

// What their paper shows first (Frankle & Carbin 2019, arXiv 1803.03635, figure 1): tickets learn
// better than with their parameters drawn anew.
TEST(IterativeTickets, LearnBetterThanReinitialised) {
  std::int64_t ticket_errors = 0, other_errors = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const TrialOf trial(Values{{"budget", "40000"}}, seed);
    const Setting setting = short_setting(trial);
    const Tickets tickets = tickets_of(setting, setting.initial, Return::initial);
    const auto others =
        controls(setting, tickets, Control::reinitialised, setting.initial, Return::initial, never);
    ticket_errors += tickets.back().round.window_errors;
    other_errors += others->back().round.window_errors;
  }
  EXPECT_LT(ticket_errors, other_errors);
}

// Han et al. 2015 (arXiv 1506.02626, figure 5): training regains what pruning has lost.
TEST(IterativeTickets, FineTunedAreExactAgain) {
  int before = 0, after = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const TrialOf trial(Values{{"budget", "40000"}}, seed);
    const Setting setting = short_setting(trial);
    for (const Ticket& ticket : tickets_of(setting, setting.initial, Return::nothing)) {
      before += ticket.round.exact_before ? 1 : 0;
      after += ticket.round.exact ? 1 : 0;
    }
  }
  EXPECT_LT(before, after);
}

// By how much the loss half way between two networks is above the mean of theirs, which are
// `target` trained on the boards of two trials.
double barrier(const nn::Network& target, const Setting& setting, const study::Trial& other) {
  std::vector<nn::Network> ends{target, target};
  training::train(ends[0], setting.trial, training_of(setting.trial.cell), never);
  training::train(ends[1], other, training_of(other.cell), never);
  nn::Network between = target;
  for (std::size_t i = 0; i < target.parameters().size(); ++i) {
    between.parameters()[i] = (ends[0].parameters()[i] + ends[1].parameters()[i]) / 2;
  }
  const pruned::Sample sample(setting.problem, setting.trial.stream("sample"));
  return sample.loss(between) - (sample.loss(ends[0]) + sample.loss(ends[1])) / 2;
}

// Frankle et al. 2020 (arXiv 1912.05671, section 3), why it is to a later step that they rewind:
// from there trainings on different boards end with less of a barrier between them.
TEST(RewindTarget, ALaterStepIsStabler) {
  double from_start = 0, from_later = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const Values values{{"overcompleteness", "8"},
                        {"budget", "16000"},
                        {"train_until", "budget"},
                        {"rewind_step", "500"}};
    const TrialOf trial(values, seed), other(values, seed + 100);
    const Setting setting(trial);
    from_start += barrier(setting.initial, setting, other);
    from_later += barrier(rewind_target(setting, setting.initial, Return::early, never).value(),
                          setting, other);
  }
  EXPECT_LT(from_later, from_start);
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

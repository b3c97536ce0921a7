#include "studies/subnetworks/at_initialisation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/random_masks.h"
#include "studies/pruned/sample.h"
#include "trial_of.h"

namespace subnetworks {
namespace {

constexpr Criterion kAll[] = {Criterion::snip,      Criterion::grasp,  Criterion::synflow,
                              Criterion::magnitude, Criterion::random, Criterion::random_layers};

TEST(MaskAtInitialisation, KeepsExactlySoManyAndEachCriterionItsOwn) {
  const TrialOf trial;
  const Setting setting(trial);
  std::vector<nn::Mask> masks;
  for (const Criterion criterion : kAll) {
    for (const std::size_t keep : setting.counts) {
      const nn::Mask mask = mask_at_initialisation(setting, setting.initial, criterion, keep);
      EXPECT_EQ(nn::live_count(mask, setting.parts), keep);
    }
    masks.push_back(mask_at_initialisation(setting, setting.initial, criterion, 54));
  }
  for (std::size_t a = 0; a < masks.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      EXPECT_FALSE(std::ranges::equal(masks[a].values(), masks[b].values())) << a << " " << b;
    }
  }
}

TEST(MaskAtInitialisation, RandomLayersHaveTheCountsOfErdosAndRenyi) {
  const TrialOf trial;
  const Setting setting(trial);
  const nn::Mask mask =
      mask_at_initialisation(setting, setting.initial, Criterion::random_layers, 33);
  EXPECT_EQ(nn::live_counts(mask, setting.parts), (nn::LayerCounts{{0, 15}, {2, 14}, {4, 4}}));
}

double gradient_norm(const Setting& setting, Criterion criterion, std::size_t keep) {
  nn::Network network = setting.initial;
  const nn::Mask mask = mask_at_initialisation(setting, network, criterion, keep);
  mask.apply(network.parameters());
  const pruned::Sample sample(setting.problem, base::Stream(1, "sample"));
  double sum = 0;
  const std::vector<float> gradient = sample.gradient(network);
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    if (mask.is_live(i)) sum += double{gradient[i]} * double{gradient[i]};
  }
  return std::sqrt(sum);
}

// What its paper claims first (arXiv 2002.07376, section 4): right after pruning its networks have
// more gradient than those of a random mask.
TEST(MaskAtInitialisation, GraspKeepsTheGradientThatARandomMaskLoses) {
  int more = 0;
  constexpr int kTrials = 20;
  for (std::uint64_t seed = 0; seed < kTrials; ++seed) {
    const TrialOf trial(Values{{"overcompleteness", "8"}}, seed);
    const Setting setting(trial);
    more +=
        gradient_norm(setting, Criterion::grasp, 56) > gradient_norm(setting, Criterion::random, 56)
            ? 1
            : 0;
  }
  EXPECT_GE(more, kTrials - 3);
}

TEST(TicketsAtInitialisation, AreChargedWithTheirScoresAlone) {
  const TrialOf trial(Values{{"budget", "1024"}});
  const Setting setting(trial);
  const std::int64_t a_cell = setting.initial.training_multiply_adds();
  const std::pair<Criterion, std::int64_t> costs[] = {{Criterion::snip, 512 * a_cell},
                                                      {Criterion::grasp, 5 * 512 * a_cell},
                                                      {Criterion::synflow, 100 * a_cell},
                                                      {Criterion::magnitude, 0},
                                                      {Criterion::random_layers, 0}};
  for (const auto& [criterion, cost] : costs) {
    const auto tickets = tickets_at_initialisation(setting, setting.initial, criterion, never);
    ASSERT_TRUE(tickets);
    for (const Ticket& ticket : *tickets) {
      EXPECT_EQ(ticket.start.spent.multiply_adds, cost);
      EXPECT_EQ(ticket.start.spent.boards, 0);
      EXPECT_EQ(ticket.end.spent.multiply_adds, cost + ticket.round.cost.multiply_adds);
    }
  }
}

TEST(ParseCriterion, KnowsItsNames) {
  EXPECT_EQ(parse_criterion("random-layers"), Criterion::random_layers);
  EXPECT_FALSE(parse_criterion("imp"));
}

}  // namespace
}  // namespace subnetworks

#include "studies/subnetworks/small_networks.h"

#include <gtest/gtest.h>

#include <cmath>

#include "studies/task/life_network.h"
#include "trial_of.h"

namespace subnetworks {
namespace {

const task::Problem kLife{1, life::Rule::conway(), life::Topology::torus};
const task::Problem kTwoSteps{2, life::Rule::conway(), life::Topology::torus};

TEST(NetworkOf, IsTheFamilysForm) {
  for (const task::Problem& problem : {kLife, kTwoSteps}) {
    for (const int m : {1, 3}) {
      EXPECT_EQ(network_of({2 * m, m}, problem).layers().size(),
                task::life_network(problem.steps, m, problem.topology).layers().size());
      EXPECT_EQ(std::ssize(network_of({2 * m, m}, problem).parameters()),
                task::parameter_count(problem.steps, m));
    }
  }
}

TEST(NearestWidths, FindTheNearestOfAll) {
  for (const nn::Biases biases : {nn::Biases::kept, nn::Biases::prunable}) {
    for (const task::Problem& problem : {kLife, kTwoSteps}) {
      const auto distance = [&](Widths widths, std::size_t count) {
        const auto parts = nn::weight_parts(network_of(widths, problem), biases);
        return std::abs(std::ssize(parts) - static_cast<std::ptrdiff_t>(count));
      };
      for (std::size_t count = 1; count <= 300; count += 7) {
        const Widths nearest = nearest_widths(count, biases, problem);
        for (int first = 1; first <= 20; ++first) {
          for (const int second : {first / 2, (first + 1) / 2}) {
            if (second < 1) continue;
            EXPECT_LE(distance(nearest, count), distance({first, second}, count)) << count;
          }
        }
      }
    }
  }
  // L(1, 1) has 21 weights.
  EXPECT_EQ(nearest_widths(21, nn::Biases::kept, kLife), (Widths{2, 1}));
}

TEST(SmallNetworks, AreDenseAndHaveNoOtherCost) {
  const TrialOf trial(Values{{"budget", "1024"}});
  const Setting setting(trial);
  const auto tickets = small_networks(setting, never);
  ASSERT_TRUE(tickets);
  EXPECT_EQ(tickets->size(), 3u);  // 14 and 13 weights are nearest to the same network
  for (const Ticket& ticket : *tickets) {
    EXPECT_EQ(ticket.start.mask.live_count(), ticket.start.network.parameters().size());
    EXPECT_EQ(ticket.start.spent.boards, 0);
    EXPECT_EQ(ticket.end.spent.boards, ticket.round.outcome->boards_trained);
  }
}

}  // namespace
}  // namespace subnetworks

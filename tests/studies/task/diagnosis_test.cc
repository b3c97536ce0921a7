#include "studies/task/diagnosis.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "studies/task/hand_made.h"
#include "studies/task/life_network.h"

namespace task {
namespace {

constexpr auto kTorus = life::Topology::torus;
const life::Rule kLife = life::Rule::parse("B3/S23");
// What a network that calls every window dead has wrong.
const std::vector<Case> kBirthAndSurvival = {{false, 3}, {true, 2}, {true, 3}};

TEST(Diagnosis, OfARightNetworkHasNoCause) {
  for (const nn::Network& network :
       {springer_kenyon_network(kTorus), bibin_dereventsov_network(kTorus)}) {
    const Diagnosis diagnosis = diagnose(network, kLife);
    EXPECT_FALSE(diagnosis.cause);
    EXPECT_TRUE(diagnosis.wrong_cases.empty());
    EXPECT_EQ(diagnosis.dead_filters, 0);
    EXPECT_EQ(diagnosis.dead_bottleneck, 0);
  }
}

TEST(Diagnosis, CasesAreThoseInWhichRulesDiffer) {
  const nn::Network network = springer_kenyon_network(kTorus);
  const Diagnosis high_life = diagnose(network, life::Rule::parse("B36/S23"));
  EXPECT_EQ(high_life.cause, Cause::cases);
  EXPECT_EQ(high_life.wrong_cases, (std::vector<Case>{{false, 6}}));
  const Diagnosis other = diagnose(network, life::Rule::parse("B3/S28"));
  EXPECT_EQ(other.wrong_cases, (std::vector<Case>{{true, 3}, {true, 8}}));
}

TEST(Diagnosis, ACaseIsWrongIfOneOfItsWindowsIs) {
  nn::Network network = springer_kenyon_network(kTorus);
  // The filter that kills above three no longer sees one neighbour.
  network.tensor("0.weight")[0] = 0;
  const Diagnosis diagnosis = diagnose(network, kLife);
  EXPECT_EQ(diagnosis.cause, Cause::cases);
  EXPECT_EQ(diagnosis.wrong_cases, (std::vector<Case>{{false, 4}, {true, 4}}));
}

TEST(Diagnosis, KnowsDeadFilters) {
  nn::Network network = springer_kenyon_network(kTorus);
  network.tensor("0.bias")[1] = -100;
  EXPECT_EQ(diagnose(network, kLife).dead_filters, 1);
  network.tensor("0.bias")[0] = -100;
  const Diagnosis diagnosis = diagnose(network, kLife);
  EXPECT_EQ(diagnosis.dead_filters, 2);
  EXPECT_EQ(diagnosis.dead_bottleneck, 1);  // of 0, whatever the window
  EXPECT_EQ(diagnosis.cause, Cause::filters);
  EXPECT_EQ(diagnosis.wrong_cases, kBirthAndSurvival);
}

TEST(Diagnosis, KnowsADeadBottleneck) {
  nn::Network network = springer_kenyon_network(kTorus);
  network.tensor("2.bias")[0] = -100;
  const Diagnosis diagnosis = diagnose(network, kLife);
  EXPECT_EQ(diagnosis.dead_filters, 0);
  EXPECT_EQ(diagnosis.dead_bottleneck, 1);
  EXPECT_EQ(diagnosis.cause, Cause::bottleneck);
}

TEST(Diagnosis, KnowsTheAllDeadPlateau) {
  nn::Network network = springer_kenyon_network(kTorus);
  network.tensor("4.bias")[0] = -100;
  const Diagnosis diagnosis = diagnose(network, kLife);
  EXPECT_EQ(diagnosis.cause, Cause::all_dead);
  EXPECT_EQ(diagnosis.dead_bottleneck, 0);
  EXPECT_EQ(diagnosis.wrong_cases, kBirthAndSurvival);
}

TEST(Diagnosis, CountsUnitsOfWideNetworks) {
  nn::Network network = life_network(1, 3, kTorus);
  std::ranges::fill(network.parameters(), 1.F);
  network.tensor("0.bias")[4] = -100;
  network.tensor("2.bias")[0] = -100;
  const Diagnosis diagnosis = diagnose(network, kLife);
  EXPECT_EQ(diagnosis.dead_filters, 1);
  EXPECT_EQ(diagnosis.dead_bottleneck, 1);
  EXPECT_EQ(diagnosis.cause, Cause::cases);
  EXPECT_EQ(diagnosis.wrong_cases.size(), 15U);  // all that die
}

TEST(Diagnosis, RefusesNetworksWithoutAWindowForm) {
  EXPECT_THROW(diagnose(life_network(2, 1, kTorus), kLife), std::invalid_argument);
  EXPECT_THROW(diagnose(nn::Network({nn::Conv2d{1, 1, 3, nn::Padding::circular}}), kLife),
               std::invalid_argument);
}

}  // namespace
}  // namespace task

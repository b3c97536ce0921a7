#include "studies/pruned/criterion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "nn/init.h"
#include "studies/task/life_network.h"

namespace pruned {
namespace {

using testing::Each;

const task::Problem kProblem{1, life::Rule::conway(), life::Topology::torus};

nn::Network random_network(std::uint64_t seed) {
  nn::Network network = task::life_network(1, 2, life::Topology::torus);
  base::Stream stream(seed, "init");
  nn::initialise(network, nn::Initialisation::normal, stream);
  return network;
}

std::vector<double> scores_of(Criterion criterion, const nn::Network& network,
                              const nn::Network& initial) {
  Scorer scorer(criterion, kProblem, Sample(kProblem, base::Stream(1, "sample")),
                {initial.parameters().begin(), initial.parameters().end()},
                base::Stream(1, "random"));
  return scorer.scores(network, nn::Mask(network.parameters().size()),
                       parts_of(criterion, network, nn::Biases::kept));
}

TEST(Criterion, NamesAreThoseOfItsValues) {
  for (std::size_t i = 0; i < criterion_names().size(); ++i) {
    EXPECT_EQ(parse_criterion(criterion_names()[i]), static_cast<Criterion>(i));
  }
  EXPECT_EQ(parse_criterion("magnitude-layerwise"), Criterion::magnitude_layerwise);
  EXPECT_EQ(parse_criterion("displacement"), Criterion::displacement);
  EXPECT_EQ(parse_criterion("filters"), Criterion::filters);
  EXPECT_THROW(parse_criterion("snip"), std::invalid_argument);
}

TEST(Criterion, EachScoresInItsOwnWay) {
  const nn::Network initial = random_network(1), network = random_network(2);
  std::set<std::vector<double>> different;
  for (const std::string& name : criterion_names()) {
    const Criterion criterion = parse_criterion(name);
    if (criterion == Criterion::movement) continue;
    const auto scores = scores_of(criterion, network, initial);
    // L(1, 2): 36, 8 and 2 weights; 4 and 2 hidden channels.
    EXPECT_EQ(scores.size(), criterion == Criterion::filters ? 6u : 46u) << name;
    different.insert(scores);
  }
  // Global or by layers, magnitudes are the same; movement is not scored.
  EXPECT_EQ(different.size(), criterion_names().size() - 2);
  EXPECT_THROW(scores_of(Criterion::movement, network, initial), std::invalid_argument);
}

TEST(Criterion, DisplacementIsFromTheInitialValues) {
  const nn::Network network = random_network(2);
  EXPECT_THAT(scores_of(Criterion::displacement, network, network), Each(0));
}

TEST(Criterion, RemovalIsTheLossWithout) {
  nn::Network network = random_network(3);
  const double score = scores_of(Criterion::removal, network, network)[7];
  network.parameters()[7] = 0;
  EXPECT_EQ(score, Sample(kProblem, base::Stream(1, "sample")).loss(network));
}

TEST(Criterion, OnlySomeScoresChangeWhenOthersGo) {
  const nn::Network whole = random_network(4);
  nn::Network less = whole;
  less.parameters()[0] = less.parameters()[40] = 0;
  for (const std::string& name : criterion_names()) {
    const Criterion criterion = parse_criterion(name);
    if (criterion == Criterion::filters || criterion == Criterion::movement) continue;
    // Of the last weight, which stays.
    const bool changes =
        scores_of(criterion, whole, whole).back() != scores_of(criterion, less, whole).back();
    EXPECT_EQ(changes, depends_on_rest(criterion)) << name;
  }
}

}  // namespace
}  // namespace pruned

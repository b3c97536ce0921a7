#include "studies/deployed/hand_made.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "studies/task/exactness.h"

namespace deployed {
namespace {

TEST(HandMade, AllAreExact) {
  EXPECT_EQ(hand_made_names().size(), 6u);
  for (const std::string& name : hand_made_names()) {
    const task::Problem problem{1, life::Rule::conway(), life::Topology::torus};
    EXPECT_FALSE(task::counter_example(hand_made_network(name, 1), problem)) << name;
  }
  const task::Problem two{2, life::Rule::conway(), life::Topology::torus};
  EXPECT_FALSE(task::counter_example(hand_made_network("one-filter", 2), two));
}

TEST(HandMade, OtherNamesAreNone) {
  EXPECT_THROW(hand_made_network("trained", 1), std::out_of_range);
}

}  // namespace
}  // namespace deployed

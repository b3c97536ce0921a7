#include "studies/deployed/source.h"

#include <gtest/gtest.h>

#include "studies/harness/csv.h"
#include "studies/harness/identity.h"
#include "studies/task/exactness.h"
#include "studies/training/training_study.h"

namespace deployed {
namespace {

const task::Problem kProblem{1, life::Rule::conway(), life::Topology::torus};

/// Trial 1 of L(1, 8) of a study with an axis more.
class SourceOf : public testing::Test {
 protected:
  SourceOf() {
    study_.name = "other";
    study_.axes = training::training_axes();
    study_.axes.insert(study_.axes.begin(), study::integer_axis("bits", "", "4", 1, 8));
    std::vector<std::string> values;
    for (const study::Axis& axis : study_.axes) {
      values.push_back(axis.name == "overcompleteness" ? "8" : axis.default_values);
    }
    cell_.emplace(study_.axes, values);
    trial_.emplace(study::Trial{study_, *cell_, 0, 1, 99});
    source_.emplace(*trial_);
  }

  study::Study study_{};
  std::optional<study::Cell> cell_;
  std::optional<study::Trial> trial_;
  std::optional<SourceTrial> source_;
};

bool never() { return false; }

TEST_F(SourceOf, IsTheTrialOfOvercompleteness) {
  const study::Table rows = study::read_csv(MINLIFE_SOURCE_DIR "/results/overcompleteness.csv");
  const std::string seed = study::format_seed(source_->trial().seed);
  std::size_t found = 0;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    if (rows.text(row, rows.column("seed")) != seed) continue;
    ++found;
    EXPECT_EQ(rows.text(row, rows.column("overcompleteness")), "8");
    EXPECT_EQ(rows.text(row, rows.column("trial")), "1");
    const auto trained = train(*source_, never);
    ASSERT_TRUE(trained);
    EXPECT_EQ(std::to_string(trained->window_errors), rows.text(row, rows.column("window_errors")));
  }
  EXPECT_EQ(found, 1u);
}

TEST_F(SourceOf, PruningLeavesWhatIsAskedForAndShrinks) {
  const auto trained = train(*source_, never);
  ASSERT_TRUE(trained);
  ASSERT_FALSE(task::counter_example(trained->network, kProblem));
  const auto pruned = prune(*trained, 50, *source_, never);
  ASSERT_TRUE(pruned);
  EXPECT_EQ(pruned->window_errors, task::count_window_errors(pruned->network, kProblem));
  EXPECT_LT(pruned->network.parameters().size(), trained->network.parameters().size());
  std::size_t weights = 0;
  for (std::size_t k = 0; k < pruned->network.layers().size(); ++k) {
    for (const float weight : pruned->network.weights(k)) weights += weight != 0 ? 1 : 0;
  }
  EXPECT_LE(weights, 140u);  // of 280
  const auto again = prune(*trained, 50, *source_, never);
  EXPECT_TRUE(std::ranges::equal(again->network.parameters(), pruned->network.parameters()));
}

TEST_F(SourceOf, StopsWhenItIsTold) {
  EXPECT_FALSE(train(*source_, [] { return true; }));
}

}  // namespace
}  // namespace deployed

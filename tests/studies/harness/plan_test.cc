#include "studies/harness/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "toy_study.h"

namespace study {
namespace {

Record record(const Study& study, const Plan& plan, const Task& task, bool success) {
  return make_record(study, {study, plan.grid()[task.cell].cell, 0, task.trial, task.seed},
                     {{"1", success ? "1" : "0", "0.5"}});
}

Plan plan_of(const Study& study, std::int64_t trials, Shard shard = {},
             std::optional<StoppingRule> stopping = {}) {
  return {study, make_grid(study, std::vector<Block>{{{}, trials}}), 0, shard, stopping};
}

const std::vector<double> kSameCosts{1, 1, 1};

using Order = std::vector<std::pair<std::int64_t, std::size_t>>;  // of (trial, cell)

Order order(const std::vector<Task>& tasks) {
  Order order;
  for (const Task& task : tasks) order.emplace_back(task.trial, task.cell);
  return order;
}

TEST(Plan, GoesTrialByTrialAndLastCellFirstAtOneCost) {
  const Study study = coin();
  const Results none(study, 0);
  EXPECT_EQ(order(plan_of(study, 2).new_tasks(none, kSameCosts)),
            (Order{{0, 2}, {0, 1}, {0, 0}, {1, 2}, {1, 1}, {1, 0}}));
}

TEST(Plan, StartsExpensiveCellsFirst) {
  const Study study = coin();
  const Results none(study, 0);
  EXPECT_EQ(order(plan_of(study, 2).new_tasks(none, std::vector<double>{2, 5, 2})),
            (Order{{0, 1}, {1, 1}, {0, 2}, {0, 0}, {1, 2}, {1, 0}}));
}

TEST(Plan, KeepsTrialsWithWorkInCommonTogether) {
  Study study = coin();
  const Results none(study, 0);
  const std::vector<GridCell> grid = plan_of(study, 2).grid();
  study.common_work = [&](const Cell& cell) {
    return cell.values() == grid[1].cell.values() ? "" : "some";
  };
  const auto tasks = plan_of(study, 2).new_tasks(none, std::vector<double>{1, 2, 3});
  EXPECT_EQ(order(tasks), (Order{{0, 2}, {0, 0}, {1, 2}, {1, 0}, {0, 1}, {1, 1}}));
  std::vector<bool> with_previous;
  for (const Task& task : tasks) with_previous.push_back(task.with_previous);
  EXPECT_EQ(with_previous, (std::vector{false, true, false, true, false, false}));
}

TEST(Plan, CostsDoNotChangeWhatAStoppingRuleAsksFor) {
  const Study study = coin();
  const Plan plan = plan_of(study, 1, {}, StoppingRule{0.1, 100});
  Results results(study, 0);
  for (const Task& task : plan.new_tasks(results, kSameCosts)) {
    results.add(record(study, plan, task, task.cell == 0 || task.trial % 2 == 0));
  }
  // Cell 0 is settled after its first 16 trials, the others need the next look.
  Order wanted = order(plan.new_tasks(results, kSameCosts));
  Order by_cost = order(plan.new_tasks(results, std::vector<double>{9, 1, 2}));
  ASSERT_EQ(by_cost.size(), 32u);
  EXPECT_EQ(by_cost.front(), (Order::value_type{16, 2}));
  EXPECT_NE(by_cost, wanted);
  EXPECT_TRUE(std::ranges::is_permutation(by_cost, wanted));
}

TEST(Plan, SkipsWhatIsDone) {
  const Study study = coin();
  const Plan plan = plan_of(study, 4);
  Results results(study, 0);
  const auto tasks = plan.new_tasks(results, kSameCosts);
  ASSERT_EQ(tasks.size(), 12u);
  results.add(record(study, plan, tasks[0], true));
  results.add(record(study, plan, tasks[5], false));
  EXPECT_EQ(plan.new_tasks(results, kSameCosts).size(), 10u);
  const auto progress = plan.progress(results);
  EXPECT_EQ(progress[2].wanted, 4);
  EXPECT_EQ(progress[2].done, 1);
  EXPECT_EQ(progress[2].successes, 1);
}

TEST(Plan, ShardsPartTheTrials) {
  const Study study = coin();
  const Results none(study, 0);
  std::set<std::uint64_t> seeds;
  std::size_t count = 0;
  for (std::int64_t i = 1; i <= 3; ++i) {
    for (const Task& task : plan_of(study, 5, {i, 3}).new_tasks(none, kSameCosts)) {
      EXPECT_EQ(task.trial % 3, i - 1);
      seeds.insert(task.seed);
      ++count;
    }
  }
  EXPECT_EQ(count, 15u);
  EXPECT_EQ(seeds.size(), 15u);
}

TEST(Plan, ShardsOwnWholeCellsWithAStoppingRule) {
  const Study study = coin();
  const Results none(study, 0);
  const Plan plan = plan_of(study, 1, {2, 3}, StoppingRule{0.1, 100});
  const auto tasks = plan.new_tasks(none, kSameCosts);
  ASSERT_EQ(tasks.size(), 16u);
  for (const Task& task : tasks) EXPECT_EQ(task.cell, 1u);
  EXPECT_EQ(plan.progress(none)[0].wanted, 0);
  EXPECT_EQ(plan.progress(none)[1].wanted, 16);
}

TEST(Plan, RerunsWhatTheStudyAsksFor) {
  Study study = coin();
  study.needs_rerun = [](const Trial& trial, const Rows& rows) {
    return trial.index == 1 && rows[0][1] == "1";
  };
  const Plan plan = plan_of(study, 2);
  Results results(study, 0);
  for (const Task& task : plan.new_tasks(results, kSameCosts)) {
    results.add(record(study, plan, task, task.cell != 0));
  }
  const auto reruns = plan.rerun_tasks(results);
  ASSERT_EQ(reruns.size(), 2u);
  EXPECT_EQ(reruns[0].trial, 1);
  EXPECT_EQ(reruns[0].on_file, results.find(reruns[0].seed));
}

TEST(Plan, IsBounded) { EXPECT_THROW(plan_of(coin(), 10'000'000), std::invalid_argument); }

}  // namespace
}  // namespace study

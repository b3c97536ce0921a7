#include "studies/harness/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <utility>

#include "cli/run_command.h"
#include "run_toy.h"
#include "toy_study.h"

namespace study {
namespace {

/// What the toy writes to a stderr that is a terminal.
std::string on_a_terminal(const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"sh", "-c", "exec \"$0\" \"$@\" >/dev/null", HARNESS_TOY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return cli::run_on_terminal(command);
}

TEST(Progress, IsALiveLineOnATerminal) {
  const TemporaryFolder folder;
  const std::string text = on_a_terminal({"--out", folder.path(), "--delay-ms", "50", "-j", "1"});
  EXPECT_THAT(text, testing::HasSubstr("\r\033[Kcoin: "));
  EXPECT_THAT(text, testing::ContainsRegex("/24 trials, [0-9.]+/s, [0-9]+ s left, flips=[123]"));
  EXPECT_TRUE(text.ends_with("\r\033[K")) << text;
  EXPECT_EQ(text.find("\033[3"), std::string::npos) << "a colour";
}

/// A run of three coins, of which nothing is shown: a trial of the last costs 4 CPU seconds, the
/// others are guessed to cost 1 and 2.
class TimeLeft : public testing::Test {
 protected:
  TimeLeft() {
    study_.relative_cost = [](const Cell& cell) { return 1 << cell.integer("flips"); };
    grid_ = make_grid(study_, std::vector<Block>{{{}, 2}});
    for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
      tasks_.push_back({cell, 0, cell, nullptr});
    }
  }

  CellCosts measured() const {
    CellCosts costs(study_, grid_);
    costs.add(2, 4);
    return costs;
  }

  Study study_ = coin();
  std::vector<GridCell> grid_;
  std::vector<Task> tasks_;
};

TEST_F(TimeLeft, WeighsTrialsByTheirCosts) {
  Progress progress(study_, grid_, measured(), 2, true);
  progress.add(tasks_);
  EXPECT_EQ(progress.line(), "coin: 0/3 trials, 0.0/min, 4 s left, flips=1");
  progress.started(tasks_[2]);
  progress.finished(tasks_[2], 8);
  // A trial of the last coin now costs 6 on average, a unit of the guesses 8 / 8.
  EXPECT_THAT(progress.line(), testing::StartsWith("coin: 1/3 trials, "));
  EXPECT_THAT(progress.line(), testing::EndsWith(", 3 s left, flips=3"));
  progress.started(tasks_[0]);
  progress.finished(tasks_[0], 1);
  // The last trial has one thread only.
  EXPECT_THAT(progress.line(), testing::EndsWith(", 4 s left, flips=1"));
}

TEST_F(TimeLeft, CountsTrialsThatRunAsPartlyDone) {
  CellCosts costs(study_, grid_);
  costs.add(2, 100.01);
  Progress progress(study_, grid_, std::move(costs), 1, true);
  progress.add(std::vector{tasks_[2]});
  EXPECT_THAT(progress.line(), testing::HasSubstr(", 1 min 41 s left"));
  progress.started(tasks_[2]);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_THAT(progress.line(), testing::Not(testing::HasSubstr(", 1 min 41 s left")));
}

TEST_F(TimeLeft, IsUnknownBeforeAnythingWasMeasured) {
  Progress progress(study_, grid_, CellCosts(study_, grid_), 1, true);
  progress.add(tasks_);
  EXPECT_EQ(progress.line(), "coin: 0/3 trials, 0.0/min, time left unknown, flips=1");
}

TEST(Progress, IsSilentWhenQuiet) {
  const TemporaryFolder folder;
  EXPECT_EQ(on_a_terminal({"--out", folder.path(), "--delay-ms", "30", "--quiet"}), "");
}

}  // namespace
}  // namespace study

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "cli/run_command.h"
#include "studies/harness/csv.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

class TicketsProgram : public testing::Test {
 protected:
  TicketsProgram() { fs::remove_all(folder_); }
  ~TicketsProgram() override { fs::remove_all(folder_); }

  CommandResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {TICKETS_PROGRAM, "--out", folder_, "-q"});
    return run_command(arguments);
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(TicketsProgram, SmokeHasARowAMethodAControlAndARound) {
  const CommandResult result = run({"--preset", "smoke"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const study::Table table = study::read_csv(folder_ / "tickets.csv");
  const auto text = [&](std::size_t row, const char* column) {
    return table.text(row, table.column(column));
  };
  std::map<std::string, std::set<std::string>> kept;   // by method and control, after round 0
  std::map<std::string, std::set<std::string>> dense;  // by trial: what round 0 gave
  for (std::size_t i = 0; i < table.rows(); ++i) {
    if (text(i, "round") == "0") {
      dense[text(i, "trial")].insert(text(i, "boards") + " " + text(i, "window_errors"));
      continue;
    }
    kept[text(i, "method") + " " + text(i, "control")].insert(text(i, "weights_kept"));
    if (text(i, "method") != "small") {
      EXPECT_EQ(text(i, "weights_kept"), text(i, "weights_asked"));
    }
  }
  EXPECT_EQ(kept.size(), 18u);
  // 280 weights, of which 28 are a tenth and 13 the fewest.
  for (const auto& [method, counts] : kept) {
    if (method == "small none") continue;
    EXPECT_THAT(counts, testing::UnorderedElementsAre("84", "28", "13")) << method;
  }
  // All methods begin with the same networks.
  EXPECT_EQ(dense.size(), 2u);
  for (const auto& [trial, outcomes] : dense) EXPECT_EQ(outcomes.size(), 1u) << trial;
}

TEST_F(TicketsProgram, SaysWhatDoesNotGoTogether) {
  for (const auto& [arguments, message] :
       {std::pair{std::vector<std::string>{"--method", "snip", "--controls", "yes"},
                  "controls yes with method snip: needs imp or imp-late"},
        {{"--method", "grasp", "--steps", "2"}, "method grasp with steps 2: needs steps 1"},
        {{"--steps", "3"}, "steps 3: needs 1 or 2, for which networks are proved right"}}) {
    const CommandResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, testing::HasSubstr(message));
  }
}

}  // namespace
}  // namespace cli

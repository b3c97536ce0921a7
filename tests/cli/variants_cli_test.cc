#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "cli/run_command.h"
#include "studies/harness/csv.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

class Variants : public testing::Test {
 protected:
  Variants() { fs::remove_all(folder_); }
  ~Variants() override { fs::remove_all(folder_); }

  // The rows of a run with these arguments, in a fresh folder.
  study::Table rows_of(std::vector<std::string> arguments) const {
    fs::remove_all(folder_);
    arguments.insert(arguments.begin(), {VARIANTS_PROGRAM, "--out", folder_, "-q"});
    const CommandResult result = run_command(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return study::read_csv(folder_ / "variants.csv");
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

// By the value of an axis, what its one trial gave.
std::map<std::string, std::vector<std::string>> outcomes(const study::Table& table,
                                                         const std::string& axis) {
  std::map<std::string, std::vector<std::string>> result;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    auto& outcome = result[table.text(i, table.column(axis))];
    for (std::size_t c = table.column("parameters"); c < table.columns().size(); ++c) {
      outcome.push_back(table.text(i, c));
    }
  }
  return result;
}

TEST_F(Variants, SmokeHasEveryKindAndSomeSolve) {
  const study::Table table = rows_of({"--preset", "smoke"});
  ASSERT_EQ(table.rows(), 17u);
  int solved = 0;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    solved += table.text(i, table.column("solved")) == "1";
    EXPECT_NE(table.text(i, table.column("loss")), "nan");
  }
  EXPECT_GT(solved, 0);
}

TEST_F(Variants, APerceptronIsATwoLayerStepSeenFromACell) {
  const auto by_form = outcomes(rows_of({"--network", "two-layer,mlp", "--overcompleteness", "2",
                                         "--trials", "1", "--budget", "16000"}),
                                "network");
  EXPECT_EQ(by_form.at("mlp"), by_form.at("two-layer"));
}

TEST_F(Variants, EveryValueOfAnAxisTrainsInItsOwnWay) {
  const std::map<std::string, std::string> lists{
      {"network", "paper,two-layer"},
      {"activation", "relu,prelu,tanh,silu,quadratic"},
      {"optimiser", "adam,adamw,rmsprop,sgd"},
      {"loss-function", "bce,mse,focal"},
      {"examples", "boards,windows"},
      {"initialisation", "pytorch,normal,orthogonal,signed-constant,glorot-uniform,he-normal"}};
  for (const auto& [flag, values] : lists) {
    std::string axis = flag;
    std::ranges::replace(axis, '-', '_');
    std::set<std::vector<std::string>> different;
    const study::Table table = rows_of(
        {"--overcompleteness", "2", "--trials", "1", "--budget", "4000", "--" + flag, values});
    for (const auto& [value, outcome] : outcomes(table, axis)) different.insert(outcome);
    EXPECT_EQ(std::ssize(different), std::ranges::count(values, ',') + 1) << flag;
  }
}

}  // namespace
}  // namespace cli

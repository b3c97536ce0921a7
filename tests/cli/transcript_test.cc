#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "cli/run_command.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = MINLIFE_SOURCE_DIR;

/// A program, and the commands of it whose texts and exit codes are golden.
struct Session {
  std::string program;  ///< its path
  std::vector<std::vector<std::string>> commands;

  std::string name() const { return fs::path(program).filename(); }
};

const Session kSessions[] = {
    {LIFE_PROGRAM,
     {{"--help"},
      {"run", "--help"},
      {"soup", "--help"},
      {"convert", "--help"},
      {"info", "--help"},
      {},
      {"walk"},
      {"run"},
      {"run", "missing.rle"},
      {"soup", "--size", "0x5"},
      {"info", "missing.rle", "more"}}},
    {COST_PROGRAM,
     {{"--help"},
      {},
      {"missing.csv"},
      {"--pue", "0.9", "missing.csv"},
      {"--watts-per-core", "9-3", "missing.csv"},
      {"--joules", "1"}}},
    {DEPLOY_PROGRAM,
     {{"--help"},
      {"--device", "attiny85"},
      {"--steps", "3"},
      {"--boundary", "dead-edge"},
      {"--rule", "B36/S23"},
      {"--kept", "50"},
      {"--overcompleteness", "2"},
      {"--network", "rule-counting"},
      {"--network", "rule-counting", "--bits", "none", "--steps", "2"},
      {"--bits", "none"},
      {"--preset", "smoke", "--out", "missing", "--status", "--threads", "1"}}},
    {DEPLOYMENT_PROGRAM,
     {{"--help"},
      {},
      {"missing.csv"},
      {"--joules-per-cycle", "2e-9-1e-9", "missing.csv"},
      {"--volts", "0", "missing.csv"},
      {"--watts", "1"}}},
    {OVERCOMPLETENESS_PROGRAM,
     {{"--help"},
      {"--steps", "6"},
      {"--overcompleteness", "1..x"},
      {"--rule", "B9/S"},
      {"--density", "2"},
      {"--shard", "4/3"},
      {"--half-width", "0.1"},
      {"--preset", "huge"},
      {"--colour"},
      {"stray"},
      {"--check", "1", "--out", "missing"},
      {"--dry-run", "--status"},
      {"--preset", "smoke", "--out", "missing", "--status", "--threads", "1"}}},
    {SIGN_FLIPS_PROGRAM, {{"--help"}, {"--most", "0"}, {"--flips", "some"}, {"--colour"}}},
    {DENSITY_PROGRAM, {{"--help"}, {"--density", "0.05,2"}, {"--colour"}}},
    {VARIANTS_PROGRAM,
     {{"--help"},
      {"--activation", "gelu"},
      {"--loss-function", "mae"},
      {"--network", "mlp", "--steps", "1,2"},
      {"--tied", "yes"},
      {"--steps", "2", "--tied", "no,yes"},
      {"--examples", "windows", "--steps", "2"},
      {"--preset", "smoke", "--tied", "yes"},
      {"--preset", "smoke", "--out", "missing", "--status", "--threads", "1"}}},
    {PRUNING_PROGRAM,
     {{"--help"},
      {"--criterion", "snip"},
      {"--steps", "3"},
      {"--steps", "2", "--criterion", "grasp"},
      {"--schedule", "exponential"},
      {"--criterion", "filters", "--biases", "prunable"},
      {"--retraining", "1024", "--batch", "1024", "--round-share", "1"},
      {"--preset", "smoke", "--out", "missing", "--status", "--threads", "1"}}},
    {FINE_TUNING_PROGRAM,
     {{"--help"},
      {"--method", "pruned"},
      {"--rule", "B2/S,B9/S"},
      {"--steps", "3"},
      {"--retraining", "1024", "--batch", "1024", "--round-share", "1"},
      {"--preset", "smoke", "--out", "missing", "--status", "--threads", "1"}}},
    {SMALLEST_NETWORK_PROGRAM,
     {{"--help"},
      {"--rate", "1"},
      {"--confidence", "95"},
      {"--trials", "64"},
      {"--dry-run", "--out", "missing", "--steps", "1,2", "--threads", "1"},
      {"--status", "--out", "missing", "--steps", "1,2", "--threads", "1"}}},
    {TICKETS_PROGRAM,
     {{"--help"},
      {"--method", "lottery"},
      {"--method", "snip", "--controls", "yes"},
      {"--method", "grasp", "--steps", "2"},
      {"--steps", "3"},
      {"--preset", "smoke", "--out", "missing", "--status", "--threads", "1"}}},
    {EXPORT_HEADER_PROGRAM,
     {{"--help"},
      {},
      {"missing.json"},
      {"missing.json", "--bits", "2", "--out", "new.h"},
      {"missing.json", "--bits", "8", "--out", "new.h"},
      {"--colour"}}},
    {MERGE_PROGRAM,
     {{"--help"},
      {},
      {"missing.csv"},
      {"missing.csv", "--out", "new.csv"},
      {"--out", "new.csv"},
      {"--colour"}}},
    {REPRODUCING_PROGRAM, {{"--help"}, {}, {"missing"}, {"missing", "--claims", "missing.csv"}}},
    {SUMMARISE_PROGRAM,
     {{"--help"},
      {},
      {"histogram"},
      {"overcompleteness"},
      {"overcompleteness", "missing.csv"},
      {"overcompleteness", "missing.csv", "--table", "new.csv"},
      {"--colour"}}},
};

/// What a user sees of the commands, with their exit codes.
std::string transcript(const Session& session) {
  std::string text;
  for (const auto& arguments : session.commands) {
    std::vector<std::string> command{session.program};
    command.insert(command.end(), arguments.begin(), arguments.end());
    text += "$ " + session.name();
    for (const std::string& argument : arguments) text += ' ' + argument;
    const CommandResult result = run_command(command);
    text += fmt::format("\n{}{}[{}]\n\n", result.out, result.err, result.exit_code);
  }
  return text;
}

/// Holds `text` against a file of the source tree, or writes it there when MINLIFE_UPDATE_GOLDEN is
/// set, which is how to make it anew after a change that is meant.
void expect_golden(const std::string& text, const fs::path& file) {
  if (std::getenv("MINLIFE_UPDATE_GOLDEN") != nullptr) base::write_file(file, text);
  EXPECT_EQ(text, base::read_file(file)) << file << " is stale";
}

class Transcript : public testing::TestWithParam<Session> {};

TEST_P(Transcript, IsGolden) {
  const Session& session = GetParam();
  expect_golden(transcript(session), kSource / "tests/golden/cli" / (session.name() + ".txt"));
}

INSTANTIATE_TEST_SUITE_P(Programs, Transcript, testing::ValuesIn(kSessions),
                         [](const auto& each) { return each.param.name(); });

/// The studies' pages under docs/ are what the studies say of themselves.
class StudyPage : public testing::TestWithParam<std::string> {};

TEST_P(StudyPage, IsWhatTheStudyDescribes) {
  const CommandResult result = run_command({GetParam(), "--describe=markdown"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::string name = fs::path(GetParam()).filename();
  expect_golden(result.out, kSource / "docs" / (name + ".md"));
}

INSTANTIATE_TEST_SUITE_P(Studies, StudyPage,
                         testing::Values(DENSITY_PROGRAM, DEPLOY_PROGRAM, FINE_TUNING_PROGRAM,
                                         OVERCOMPLETENESS_PROGRAM, PRUNING_PROGRAM,
                                         SIGN_FLIPS_PROGRAM, SMALLEST_NETWORK_PROGRAM,
                                         TICKETS_PROGRAM, VARIANTS_PROGRAM),
                         [](const auto& each) { return fs::path(each.param).filename().string(); });

}  // namespace
}  // namespace cli

// The program summarise, through its command line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/build_info.h"
#include "base/file.h"
#include "cli/run_command.h"
#include "studies/harness/csv.h"
#include "studies/harness/sha256.h"

namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

const std::string kRows = MINLIFE_SOURCE_DIR "/tests/vectors/overcompleteness_rows.csv";
const std::string kPaper = MINLIFE_SOURCE_DIR "/studies/figures/paper_values.csv";
const std::string kFigures =
    "answer, cheapest_road, density, deploy, failures, fine_tuning, overcompleteness, pruning, "
    "sign_flip_map, "
    "sign_flips, smallest_exact, smallest_network, tickets, variants, verdict";
const std::string kGolden = MINLIFE_SOURCE_DIR "/tests/golden/overcompleteness";

std::string sha256_of(const std::string& path) {
  return study::to_hex(study::sha256(base::read_file(path)));
}

std::size_t rows_of(const std::string& path) { return study::read_csv(path).rows(); }

/// A folder of the running test's own, removed with it.
class Summarise : public testing::Test {
 protected:
  Summarise() {
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    folder_ = testing::TempDir() + test.test_suite_name() + "." + test.name();
    std::filesystem::create_directories(folder_);
    table_ = folder_ + "/table.csv";
  }
  ~Summarise() override { std::filesystem::remove_all(folder_); }

  static cli::CommandResult summarise(const std::vector<std::string>& arguments) {
    std::vector<std::string> command{SUMMARISE_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return cli::run_command(command);
  }

  void expect_error(const std::vector<std::string>& arguments, int exit_code,
                    const std::string& line) {
    const cli::CommandResult result = summarise(arguments);
    EXPECT_EQ(result.err, "summarise: " + line + "\n");
    EXPECT_EQ(result.exit_code, exit_code) << line;
    EXPECT_FALSE(std::filesystem::exists(table_)) << line;
  }

  std::string folder_;
  std::string table_;
};

TEST_F(Summarise, WritesTheTableAndPrintsIt) {
  const auto result = summarise({"overcompleteness", kRows, "--table", table_, "--paper", kPaper});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, base::read_file(kGolden + ".txt"));
  EXPECT_EQ(base::read_file(table_), base::read_file(kGolden + ".csv"));
}

TEST_F(Summarise, TakesShardsAndTheirDuplicates) {
  const std::string text = base::read_file(kRows);
  const std::size_t header = text.find('\n') + 1, half = text.find('\n', text.size() / 2) + 1;
  const std::string a = folder_ + "/o.1of2.csv", b = folder_ + "/o.2of2.csv";
  base::write_file(a, text.substr(0, half));
  base::write_file(b, text.substr(0, header) + text.substr(half));
  EXPECT_EQ(summarise({"overcompleteness", b, a, "--table", table_, "--paper", kPaper}).exit_code,
            0);
  EXPECT_EQ(base::read_file(table_), base::read_file(kGolden + ".csv"));
  EXPECT_EQ(
      summarise({"overcompleteness", a, kRows, b, "--table", table_, "--paper", kPaper}).exit_code,
      0);
  EXPECT_EQ(base::read_file(table_), base::read_file(kGolden + ".csv"));
}

TEST_F(Summarise, MetadataNameTheFilesAndTheirBytes) {
  const std::string rows = folder_ + "/o.csv", metadata = folder_ + "/o.metadata.json";
  std::filesystem::copy_file(kRows, rows);
  const auto made = [&](std::vector<std::string> more) {
    std::vector<std::string> command{"overcompleteness", rows,    "--table", table_,
                                     "--metadata",       metadata};
    command.insert(command.end(), more.begin(), more.end());
    EXPECT_EQ(summarise(command).exit_code, 0);
    return Json::parse(base::read_file(metadata));
  };
  Json source = {{"file", "o.csv"},  {"sha256", sha256_of(rows)}, {"rows", rows_of(rows)},
                 {"study", nullptr}, {"revision", nullptr},       {"base_seed", nullptr}};
  Json expected = {{"figure", "overcompleteness"},
                   {"table", {{"file", "table.csv"}, {"sha256", sha256_of(kGolden + ".csv")}}},
                   {"sources", Json::array({source})},
                   {"paper_values", {{"file", "paper_values.csv"}, {"sha256", sha256_of(kPaper)}}},
                   {"trials", {{"least", 2}, {"most", 8}}}};
  EXPECT_EQ(made({"--paper", kPaper}), expected);
  EXPECT_EQ(made({})["paper_values"], nullptr);

  // What a study tells of other bytes is not of these rows.
  base::write_file(rows + "-metadata.json",
                   Json{{"study", "o"}, {"revision", 3}, {"base_seed", 7}, {"sha256", ""}}.dump());
  EXPECT_EQ(made({})["sources"], expected["sources"]);
  base::write_file(
      rows + "-metadata.json",
      Json{{"study", "o"}, {"revision", 3}, {"base_seed", 7}, {"sha256", source["sha256"]}}.dump());
  source.update({{"study", "o"}, {"revision", 3}, {"base_seed", 7}});
  EXPECT_EQ(made({})["sources"], Json::array({source}));
}

// Of trials in two files the first file's times count.
TEST_F(Summarise, ReadsTheTimesBesideTheRows) {
  const std::string times = kRows.substr(0, kRows.size() - 4) + ".timing.csv";
  const std::string metadata = folder_ + "/o.metadata.json", copy = folder_ + "/o.csv";
  std::filesystem::copy_file(kRows, copy);
  base::write_file(folder_ + "/o.timing.csv", "seed,cpu_seconds\n0x9e3779b97f4a7c15,999\n");
  const auto result =
      summarise({"cheapest_road", kRows, copy, "--table", table_, "--metadata", metadata});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(base::read_file(table_),
            base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/cheapest_road.csv"));
  const Json sources = Json::parse(base::read_file(metadata))["sources"];
  EXPECT_EQ(sources[0]["timing"],
            (Json{{"file", "overcompleteness_rows.timing.csv"}, {"sha256", sha256_of(times)}}));
  EXPECT_EQ(sources[1]["timing"]["file"], "o.timing.csv");

  std::filesystem::remove(folder_ + "/o.timing.csv");
  EXPECT_EQ(summarise({"cheapest_road", copy, "--table", table_, "--metadata", metadata}).exit_code,
            0);
  EXPECT_EQ(base::read_file(table_).find("core_seconds"), std::string::npos);
  EXPECT_FALSE(Json::parse(base::read_file(metadata))["sources"][0].contains("timing"));
}

// A file's study is what its name has before the first dot; shards of one count together.
TEST_F(Summarise, TakesFilesOfSeveralStudies) {
  const std::string vectors = MINLIFE_SOURCE_DIR "/tests/vectors/";
  const std::string whole = folder_ + "/overcompleteness.csv", metadata = folder_ + "/m.json";
  const std::string a = folder_ + "/pruning.1of2.csv", b = folder_ + "/pruning.2of2.csv";
  const std::string text = base::read_file(vectors + "answer_pruning_rows.csv");
  const std::size_t header = text.find('\n') + 1, half = text.find('\n', text.size() / 2) + 1;
  base::write_file(a, text.substr(0, half));
  base::write_file(b, text.substr(0, header) + text.substr(half));
  std::filesystem::copy_file(vectors + "answer_overcompleteness_rows.csv", whole);
  ASSERT_EQ(summarise({"answer", b, whole, a, "--table", table_, "--metadata", metadata}).exit_code,
            0);
  const study::Table table = study::read_csv(table_);
  EXPECT_THAT(table.text(0, table.column("trials")), "3");
  const auto weights = [&](std::size_t row) { return table.text(row, table.column("weights")); };
  EXPECT_EQ(weights(2), "28");
  const Json sources = Json::parse(base::read_file(metadata))["sources"];
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0]["file"], "overcompleteness.csv");
  EXPECT_EQ(sources[1]["file"], "pruning.2of2.csv");
}

TEST_F(Summarise, RowsThatDisagree) {
  std::string text = base::read_file(kRows);
  const std::string other = folder_ + "/other.csv";
  text.replace(text.find("0x9e3779b97f4a7c15,421,1"), 24, "0x9e3779b97f4a7c15,421,0");
  base::write_file(other, text);
  expect_error(
      {"overcompleteness", kRows, other, "--table", table_}, 3,
      other + ": line 2: differs from " + kRows + ": line 2 of the same seed 0x9e3779b97f4a7c15");
}

TEST_F(Summarise, FilesThatAreNoResults) {
  const std::string file = folder_ + "/x.csv";
  expect_error({"overcompleteness", file, "--table", table_}, 1,
               file + ": cannot read: No such file or directory");
  base::write_file(file, "city,seed,rain\nLondon,1,2\n");
  expect_error({"overcompleteness", file, "--table", table_}, 2,
               file + ": has no column rule, only city, seed, rain");
  const std::string text = base::read_file(kRows);
  base::write_file(file, text.substr(0, text.size() - 3));
  const std::string lines = std::to_string(std::count(text.begin(), text.end(), '\n') - 1);
  expect_error({"overcompleteness", file, "--table", table_}, 2,
               file + ": the row after line " + lines + " is torn (no line end)");
  base::write_file(file, text.substr(0, text.find('\n') + 1));
  expect_error({"overcompleteness", file, "--table", table_}, 2, file + ": has no rows");
  base::write_file(file, "");
  expect_error({"overcompleteness", file, "--table", table_}, 2,
               file + ": line 1: needs a header line");
  expect_error({"overcompleteness", kRows, "--table", table_, "--paper", kRows}, 2,
               kRows +
                   ": has no column relation, only steps, overcompleteness, rule, boundary, "
                   "initialisation, density, batch, learning_rate, budget, trial, seed, "
                   "parameters, solved, ending, window_errors, boards, multiply_adds, loss");
  expect_error({"overcompleteness", kRows, "--table", "/nowhere/t.csv"}, 1,
               "/nowhere/t.csv: cannot write: No such file or directory");
}

TEST_F(Summarise, UsageErrors) {
  expect_error({}, 2, "needs a figure: " + kFigures);
  expect_error({"weather", kRows, "--table", table_}, 2, "weather: needs a figure: " + kFigures);
  expect_error({"overcompleteness", "--table", table_}, 2,
               "overcompleteness: needs a CSV with its rows");
  expect_error({"overcompleteness", kRows}, 2, "--table: missing, needs a file to write");
  expect_error({"overcompleteness", kRows, "--table"}, 2, "--table: needs a value");
  expect_error({"overcompleteness", kRows, "--table", table_, "--metadata", kRows}, 2,
               "--metadata " + kRows + ": would overwrite what it is made from");
  expect_error({"overcompleteness", kRows, "--colour", "red"}, 2,
               "--colour: unknown flag; --help lists all");
}

TEST_F(Summarise, HelpAndVersion) {
  const auto help = summarise({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.out, HasSubstr("FIGURE is one of: " + kFigures + "."));
  EXPECT_EQ(summarise({"--version"}).out, base::version_line() + "\n");
}

}  // namespace

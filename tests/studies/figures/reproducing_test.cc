// REPRODUCING.md, and the program that writes it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/build_info.h"
#include "base/file.h"
#include "cli/run_command.h"
#include "studies/figures/claims.h"

namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;

const fs::path kSource = MINLIFE_SOURCE_DIR;
const std::string kClaims = kSource / "studies/figures/claims.csv";

/// A folder of the running test's own, removed with it.
class Reproducing : public testing::Test {
 protected:
  Reproducing() {
    folder_ = testing::TempDir() + "Reproducing." +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Reproducing() override { fs::remove_all(folder_); }

  static cli::CommandResult reproducing(const std::vector<std::string>& arguments) {
    std::vector<std::string> command{REPRODUCING_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return cli::run_command(command);
  }

  fs::path folder_;
};

TEST_F(Reproducing, PageIsOfTheCommittedResults) {
  fs::create_directory_symlink(kSource / "results", folder_ / "results");
  const fs::path made = folder_ / "REPRODUCING.md", committed = kSource / "REPRODUCING.md";
  const auto result =
      reproducing({folder_ / "results", "--claims", kClaims, "--page", made.string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  if (std::getenv("MINLIFE_UPDATE_GOLDEN") != nullptr) {
    base::write_file(committed, base::read_file(made));
  }
  EXPECT_EQ(base::read_file(made), base::read_file(committed))
      << committed << " is stale: run 'build/release/studies/figures/reproducing results --claims "
      << "studies/figures/claims.csv --page REPRODUCING.md'";
}

TEST_F(Reproducing, ReadmeHasTheAnswerOfTheCommittedResults) {
  const fs::path made = folder_ / "README.md", committed = kSource / "README.md";
  fs::copy_file(committed, made);
  const auto result =
      reproducing({kSource / "results", "--claims", kClaims, "--readme", made.string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  if (std::getenv("MINLIFE_UPDATE_GOLDEN") != nullptr) {
    base::write_file(committed, base::read_file(made));
  }
  EXPECT_THAT(base::read_file(made), HasSubstr("| train large | L(1, 8) |"));
  EXPECT_EQ(base::read_file(made), base::read_file(committed))
      << committed << " is stale: run 'build/release/studies/figures/reproducing results --claims "
      << "studies/figures/claims.csv --readme README.md'";
}

TEST_F(Reproducing, EveryCommittedFigureHasAClaim) {
  std::set<std::string> claimed;
  for (const figures::Claim& claim : figures::read_claims(kClaims)) claimed.insert(claim.figure);
  for (const auto& file : fs::directory_iterator(kSource / "results/figures")) {
    if (file.path().extension() != ".svg") continue;
    EXPECT_TRUE(claimed.contains(file.path().stem())) << file.path() << " in " << kClaims;
  }
}

/// One cell of three: 12 of 16 trials solved.
class ReproducingCoins : public Reproducing {
 protected:
  ReproducingCoins() {
    write_results(folder_ / "a", "0.75,0.505,0.898");
    write_results(folder_ / "b", "0.05,0.01,0.10");
    claims_ = folder_ / "claims.csv";
    base::write_file(claims_,
                     "figure,claim,paper,source,expected,where,cells,value,low,high,unit\n"
                     "coins,heads,3 of 64,a book,3 of 64,width=1,,rate,low,high,%\n"
                     "coins,wide heads,|,,,width=2,,rate,low,high,%\n"
                     "dice,sixes,some,,0.1..0.2,,,rate,low,high,%\n");
  }

  static void write_results(const fs::path& folder, const std::string& rate) {
    fs::create_directories(folder / "tables");
    fs::create_directories(folder / "figures");
    base::write_file(folder / "tables/coins.csv", "width,rate,low,high\n1," + rate + "\n");
    base::write_file(folder / "figures/coins.metadata.json",
                     R"({"sources": [{"file": "coin.csv"}]})");
    base::write_file(folder / "coin.csv", "width,trial,seed,heads\n1,0,0x0000000000000001,1\n");
    base::write_file(folder / "coin.timing.csv", "seed,cpu_seconds\n0x0000000000000001,7.5\n");
    base::write_file(
        folder / "coin.csv-metadata.json",
        R"({"study": "coin", "runs": [{"command": "coin -j 2", "rows_added": 1, "git_commit": null}]})");
  }

  std::string claims_;
};

TEST_F(ReproducingCoins, SaysWhatIsFound) {
  const auto result = reproducing({folder_ / "a", "--claims", claims_, "--beside", folder_ / "b"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, R"(coins: heads
  paper      3 of 64
  here       75.0 % (50.5 to 89.8 %): differ
  committed  5.0 % (1.0 to 10.0 %): agree
  here and committed differ

coins: wide heads
  paper      |
  here       not run yet
  committed  not run yet

dice: sixes
  paper      some
  here       not run yet
  committed  not run yet
)");
}

TEST_F(ReproducingCoins, PageHasCommandTimeAndFile) {
  const std::string page = folder_ / "page.md";
  ASSERT_EQ(reproducing({folder_ / "a", "--claims", claims_, "--page", page}).exit_code, 0);
  const std::string text = base::read_file(page);
  EXPECT_THAT(text,
              HasSubstr("| coins | heads | 3 of 64 (a book) | 75.0 % (50.5 to 89.8 %) | differ "
                        "| `coin --width 1 --trials 1` | 4 s | "
                        "[`a/tables/coins.csv`](a/tables/coins.csv) | `"));
  EXPECT_THAT(text, HasSubstr("| coins | wide heads | \\| |  | not run yet |  |  | [`a/tables"));
  EXPECT_THAT(text, HasSubstr("| dice | sixes | some |  | not run yet |  |  |  |  |\n"));
  EXPECT_THAT(text, HasSubstr("| `coin -j 2` | 1 | unknown | unknown | unknown | unknown |\n"));
}

TEST_F(ReproducingCoins, PageSaysWhatNoRunToldOf) {
  base::write_file(folder_ / "a/coin.csv-metadata.json", R"({"study": "coin", "runs": [
      {"command": "coin -j 1", "rows_added": 5},
      {"command": null, "rows_added": -1}, {"command": null, "rows_added": -3},
      {"command": "coin -j 2", "rows_added": 2},
      {"command": null, "rows_added": 1}, {"command": null, "rows_added": -1},
      {"command": "coin -j 3", "rows_added": 1},
      {"command": null, "rows_added": 7}]})");
  const std::string page = folder_ / "page.md";
  ASSERT_EQ(reproducing({folder_ / "a", "--claims", claims_, "--page", page}).exit_code, 0);
  const std::string unknown = " | unknown | unknown | unknown | unknown |\n";
  EXPECT_THAT(base::read_file(page), EndsWith("|---|---|---|---|---|---|\n"
                                              "| `coin -j 1` | 5" +
                                              unknown +
                                              "| coin: counted no more | -4 |  |  |  |  |\n"
                                              "| `coin -j 2` | 2" +
                                              unknown + "| `coin -j 3` | 1" + unknown +
                                              "| coin: not told | 7 |  |  |  |  |\n"));
}

TEST_F(ReproducingCoins, Errors) {
  const auto error = [](const std::vector<std::string>& arguments, int exit_code) {
    const auto result = reproducing(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << result.err;
    return result.err;
  };
  EXPECT_EQ(error({}, 2), "reproducing: needs one folder of results, not 0\n");
  EXPECT_EQ(error({folder_ / "a"}, 2), "reproducing: --claims: missing, needs a file to read\n");
  EXPECT_EQ(error({folder_ / "c", "--claims", claims_}, 2),
            "reproducing: " + (folder_ / "c").string() + ": no folder\n");
  EXPECT_EQ(
      error({folder_ / "a", "--claims", folder_ / "x"}, 1),
      "reproducing: " + (folder_ / "x").string() + ": cannot read: No such file or directory\n");
  EXPECT_THAT(error({folder_ / "a", "--claims", claims_, "--colour"}, 2), HasSubstr("--colour"));
  base::write_file(folder_ / "a/figures/coins.metadata.json", "{}");
  EXPECT_THAT(error({folder_ / "a", "--claims", claims_}, 2), HasSubstr("no metadata of a figure"));
}

TEST_F(ReproducingCoins, ForeignMetadata) {
  const std::string metadata = folder_ / "a/coin.csv-metadata.json";
  for (const char* text :
       {"", "[]", "{}", R"({"study": 3, "runs": []})", R"({"study": "coin", "runs": 7})",
        R"({"study": "coin", "runs": [3]})", R"({"study": "coin", "runs": [{}]})",
        R"({"study": "coin", "runs": [{"rows_added": "1"}]})"}) {
    base::write_file(metadata, text);
    const auto result = reproducing({folder_ / "a", "--claims", claims_});
    EXPECT_EQ(result.exit_code, 2) << text;
    EXPECT_EQ(result.err, "reproducing: " + metadata + ": no metadata of a study\n");
  }
}

TEST_F(ReproducingCoins, ASeedThatIsNoneHasNoTime) {
  base::write_file(folder_ / "a/coin.csv", "width,trial,seed,heads\n1,0,first,1\n");
  const std::string page = folder_ / "page.md";
  const auto result = reproducing({folder_ / "a", "--claims", claims_, "--page", page});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(base::read_file(page), HasSubstr("`coin --width 1 --trials 1` | unknown |"));
}

TEST_F(Reproducing, HelpAndVersion) {
  EXPECT_THAT(reproducing({"--help"}).out, HasSubstr("reproducing DIR --claims FILE.csv"));
  EXPECT_EQ(reproducing({"--version"}).out, base::version_line() + "\n");
}

}  // namespace

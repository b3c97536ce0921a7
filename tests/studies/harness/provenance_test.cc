#include "studies/harness/provenance.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.h"
#include "run_toy.h"
#include "studies/harness/csv.h"
#include "studies/harness/sha256.h"
#include "toy_study.h"

namespace study {
namespace {

using Json = nlohmann::json;
using Texts = std::vector<std::string>;
using testing::HasSubstr;
using testing::MatchesRegex;

/// A folder in which each run's metadata are held against the CSV.
class Metadata : public testing::Test {
 protected:
  /// Runs the coin, and returns the metadata that it leaves.
  Json run(const Texts& arguments, int code = 0, const std::string& errors = "") const {
    const Outcome outcome = run_coin(folder_, arguments);
    EXPECT_EQ(outcome.code, code) << outcome.errors;
    EXPECT_THAT(outcome.errors, HasSubstr(errors));
    if (errors.empty() && code == 0) {
      EXPECT_EQ(outcome.errors, "");
    }
    const Json metadata = Json::parse(base::read_file(path_));
    EXPECT_EQ(metadata.at("sha256"), to_hex(sha256(base::read_file(csv_))));
    EXPECT_EQ(metadata.at("rows"), read_csv(csv_).rows());
    std::int64_t rows = 0;
    for (const Json& entry : metadata.at("runs")) {
      rows += entry.at("rows_added").get<std::int64_t>();
    }
    EXPECT_EQ(metadata.at("rows"), rows);
    return metadata;
  }

  /// An entry that claims nothing but a number of rows.
  static void expect_unknown(const Json& entry, int rows_added) {
    EXPECT_EQ(entry.size(), 17u);
    for (const auto& [key, value] : entry.items()) {
      EXPECT_EQ(value, key == "rows_added" ? Json(rows_added) : Json(nullptr)) << key;
    }
  }

  TemporaryFolder folder_;
  std::string csv_ = folder_.file("coin.csv");
  std::string path_ = folder_.file("coin.csv-metadata.json");
};

TEST_F(Metadata, DescribeTheWholeFile) {
  const Json metadata = run({"--preset", "smoke", "--seed", "5"});
  EXPECT_EQ(metadata.size(), 13u);
  EXPECT_EQ(metadata.at("study"), "coin");
  EXPECT_EQ(metadata.at("revision"), 1);
  EXPECT_EQ(metadata.at("csv"), "coin.csv");
  EXPECT_EQ(metadata.at("rows"), 6);
  EXPECT_EQ(metadata.at("base_seed"), 5);
  EXPECT_EQ(metadata.at("shard"), "1/1");
  EXPECT_EQ(metadata.at("success_column"), "solved");
  EXPECT_EQ(metadata.at("axes").at("flips"), (Texts{"1", "2", "3"}));
  EXPECT_EQ(metadata.at("columns").size(), 8u);
  EXPECT_EQ(metadata.at("columns").at(3).at("name"), "trial");
  EXPECT_EQ(metadata.at("columns").at(5).at("unit"), "flips");
  EXPECT_TRUE(metadata.contains("title") && metadata.contains("paper_figure"));
}

TEST_F(Metadata, TellOfTheRun) {
  const Json metadata = run({"--preset", "smoke", "--trials", "3", "-j", "2"});
  ASSERT_EQ(metadata.at("runs").size(), 1u);
  const Json& entry = metadata.at("runs").at(0);
  EXPECT_EQ(entry.at("command"),
            "coin --out " + folder_.path() + " --quiet --preset smoke --trials 3 -j 2");
  EXPECT_EQ(entry.at("preset"), "smoke");
  EXPECT_EQ(entry.at("trials"), 3);
  EXPECT_EQ(entry.at("stopping"), nullptr);
  EXPECT_EQ(entry.at("threads"), 2);
  EXPECT_EQ(entry.at("rows_added"), 9);
  for (const auto* time : {"start", "end"}) {
    EXPECT_THAT(std::string(entry.at(time)), MatchesRegex("....-..-..T..:..:..Z"));
  }
  for (const auto* key : {"version", "git_commit", "git_dirty", "compiler", "flags", "cpu", "os"}) {
    EXPECT_FALSE(entry.at(key).is_null()) << key;
  }
  for (const auto* name : {"Boost", "Eigen", "OpenSSL", "cxxopts", "fmt", "nlohmann_json"}) {
    EXPECT_THAT(std::string(entry.at("packages").at(name)), MatchesRegex("[0-9]+\\.[0-9]+.*"))
        << name;
  }
  EXPECT_EQ(entry.at("packages").at("nlohmann_json"),
            fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR,
                        NLOHMANN_JSON_VERSION_PATCH));
}

TEST_F(Metadata, TellOfToolsWhereAStudyHasSome) {
  const Json plain = run({"--preset", "smoke"});
  EXPECT_FALSE(plain.at("runs").at(0).contains("tools"));
  Study with_tools = coin();
  with_tools.tools = [] { return std::map<std::string, std::string>{{"avr-gcc", "5.4.0"}}; };
  const TemporaryFolder folder;
  ASSERT_EQ(study::run(with_tools, {"--preset", "smoke", "--out", folder.path(), "-q"}).code, 0);
  const Json metadata = Json::parse(base::read_file(folder.file("coin.csv-metadata.json")));
  EXPECT_EQ(metadata.at("runs").at(0).at("tools"), (Json{{"avr-gcc", "5.4.0"}}));
}

TEST_F(Metadata, KeepWhatEarlierRunsToldOfThemselves) {
  const Json first =
      run({"--bias", "0.5,0.25", "--side", "tails", "--flips", "3", "--trials", "2"});
  const Json second =
      run({"--bias", "1e-5", "--flips", "2", "--half-width", "0.4", "--max-trials", "16"});
  ASSERT_EQ(second.at("runs").size(), 2u);
  EXPECT_EQ(second.at("runs").at(0), first.at("runs").at(0));
  EXPECT_EQ(second.at("runs").at(0).at("preset"), nullptr);
  EXPECT_EQ(second.at("runs").at(1).at("trials"), nullptr);
  EXPECT_EQ(second.at("runs").at(1).at("stopping").at("half_width"), 0.4);
  EXPECT_EQ(second.at("runs").at(1).at("rows_added"), 16);
  EXPECT_EQ(second.at("axes"), (Json{{"flips", {"2", "3"}},
                                     {"bias", {"1e-05", "0.25", "0.5"}},
                                     {"side", {"heads", "tails"}}}));
}

TEST_F(Metadata, CountTheRowsOfAnUnfinishedRun) {
  run({"--max-seconds", "0"}, 4);
  EXPECT_EQ(Json::parse(base::read_file(path_)).at("runs"), Json::array());
  run({"--max-seconds", "0.5", "--delay-ms", "100", "-j", "1"}, 4);
  EXPECT_EQ(run({}).at("runs").size(), 2u);
}

TEST_F(Metadata, LostOnesLeaveTheirRowsUnknown) {
  run({});
  std::filesystem::remove(path_);
  const Json resumed = run({"--trials", "10"});
  ASSERT_EQ(resumed.at("runs").size(), 2u);
  expect_unknown(resumed.at("runs").at(0), 24);
  EXPECT_EQ(resumed.at("runs").at(1).at("rows_added"), 6);
}

TEST_F(Metadata, ARunWithoutNewRowsClaimsNone) {
  run({});
  const std::string text = base::read_file(path_);
  run({"--trials", "3"});
  EXPECT_EQ(base::read_file(path_), text);
  std::filesystem::remove(path_);
  const Json mended = run({});
  ASSERT_EQ(mended.at("runs").size(), 1u);
  expect_unknown(mended.at("runs").at(0), 24);
}

TEST_F(Metadata, ThatDoNotParseAreReplaced) {
  const Json whole = run({});
  Json rowless = whole;
  rowless.at("runs").at(0).erase("rows_added");
  rowless["sha256"] = "";
  Json nameless = whole, endless = whole;
  nameless["runs"] = {{"first", whole.at("runs").at(0)}};
  endless["runs"] = {{{"rows_added", std::numeric_limits<std::int64_t>::max()}},
                     {{"rows_added", std::numeric_limits<std::int64_t>::max()}}};
  nameless["sha256"] = endless["sha256"] = "";
  for (const std::string& torn :
       {std::string("{\"sha256\": \""), std::string(), std::string("[]"),
        std::string("{\"sha256\": \"\"}"), rowless.dump(), nameless.dump(), endless.dump()}) {
    base::write_file(path_, torn);
    const Json mended = run({}, 0, "coin: " + path_ + ": replaced, for it does not tell ");
    ASSERT_EQ(mended.at("runs").size(), 1u) << torn;
    expect_unknown(mended.at("runs").at(0), 24);
  }
  EXPECT_TRUE(metadata_match(result_paths(folder_.path(), "coin", {})));
}

TEST_F(Metadata, OfOtherRowsAreReplaced) {
  run({"--seed", "1"});
  const std::string foreign = base::read_file(path_);
  std::filesystem::remove(csv_);
  EXPECT_EQ(run({"--trials", "2"}).at("runs").size(), 1u) << "a new CSV";
  base::write_file(path_, foreign);
  const Json mended = run({"--trials", "3"}, 0, "base_seed is 1");
  ASSERT_EQ(mended.at("runs").size(), 2u);
  expect_unknown(mended.at("runs").at(0), 6);
}

TEST_F(Metadata, TellOfRowsThatWereTakenOut) {
  run({"-j", "1"});
  const std::string text = base::read_file(csv_);
  base::write_file(csv_, text.substr(0, text.size() - 3));
  const Json mended = run({}, 0, "cut a torn last line off");
  ASSERT_EQ(mended.at("runs").size(), 3u);
  expect_unknown(mended.at("runs").at(1), -1);
  EXPECT_EQ(mended.at("runs").at(2).at("rows_added"), 1);
}

}  // namespace
}  // namespace study

// The figures in results/ are drawn from the rows that stand beside them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.h"
#include "studies/harness/csv.h"
#include "studies/harness/sha256.h"

namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

const std::filesystem::path kResults = MINLIFE_SOURCE_DIR "/results";

std::string sha256_of(const std::filesystem::path& path) {
  return study::to_hex(study::sha256(base::read_file(path)));
}

/// The names of the figures that have a picture of this kind.
std::vector<std::string> figures(const std::string& ending) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(kResults / "figures")) {
    const std::string name = file.path().filename();
    if (name.ends_with(ending)) names.push_back(name.substr(0, name.size() - ending.size()));
  }
  std::ranges::sort(names);
  return names;
}

void expect_same_file(const Json& entry, const std::filesystem::path& folder) {
  const std::string name = entry.at("file");
  EXPECT_EQ(entry.at("sha256"), sha256_of(folder / name))
      << folder / name << " is not what the figure was drawn from: run 'script/figures results'";
}

void expect_same_sources(const Json& metadata) {
  EXPECT_FALSE(metadata.at("sources").empty());
  for (const Json& source : metadata.at("sources")) {
    expect_same_file(source, kResults);
    if (source.contains("timing")) expect_same_file(source.at("timing"), kResults);
    const std::string csv = kResults / source.at("file");
    EXPECT_EQ(source.at("rows"), study::read_csv(csv).rows());
    const Json rows = Json::parse(base::read_file(csv + "-metadata.json"));
    for (const char* key : {"sha256", "study", "revision", "base_seed"}) {
      EXPECT_EQ(source.at(key), rows.at(key)) << csv << ": " << key;
    }
  }
}

TEST(CommittedResults, EveryFigureHasMetadata) {
  EXPECT_FALSE(figures(".svg").empty());
  EXPECT_EQ(figures(".metadata.json"), figures(".svg"));
  EXPECT_EQ(figures(".metadata.json"), figures(".png"));
}

TEST(CommittedResults, FiguresAreOfTheRowsBesideThem) {
  for (const std::string& figure : figures(".metadata.json")) {
    const std::string text = base::read_file(kResults / "figures" / (figure + ".metadata.json"));
    EXPECT_THAT(base::read_file(kResults / "figures" / (figure + ".svg")),
                HasSubstr("<![CDATA[\n" + text + "]]>"));
    const Json metadata = Json::parse(text);
    EXPECT_EQ(metadata.at("figure"), figure);
    expect_same_file(metadata.at("table"), kResults / "tables");
    if (!metadata.at("paper_values").is_null()) {
      expect_same_file(metadata.at("paper_values"), MINLIFE_SOURCE_DIR "/studies/figures");
    }
    expect_same_sources(metadata);
  }
}

TEST(CommittedResults, TheAnswerIsOfTheRowsBesideIt) {
  const Json metadata = Json::parse(base::read_file(kResults / "tables/answer.metadata.json"));
  EXPECT_EQ(metadata.at("figure"), "answer");
  expect_same_file(metadata.at("table"), kResults / "tables");
  expect_same_sources(metadata);
}

}  // namespace

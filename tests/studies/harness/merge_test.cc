#include "studies/harness/merge.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/program.h"
#include "run_toy.h"
#include "studies/harness/csv.h"
#include "studies/harness/sha256.h"
#include "studies/harness/timings.h"
#include "toy_study.h"

namespace study {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Json = nlohmann::json;
using Paths = std::vector<std::filesystem::path>;

/// The bytes that the files have when put together.
std::string merged(const TemporaryFolder& folder, const Paths& files) {
  const std::string out = folder.file("merged.csv");
  std::filesystem::remove(out);
  merge_files(files, out);
  return base::read_file(out);
}

std::string refusal(const Paths& files, const std::string& out) {
  try {
    merge_files(files, out);
    return "merged";
  } catch (const base::DisagreementError& error) {
    return std::string("disagreement: ") + error.what();
  } catch (const std::invalid_argument& error) {
    return std::string("refused: ") + error.what();
  }
}

class Merge : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run_coin(folder_, {"--flips", "9,1,3"}).code, 0);
    whole_ = merged(folder_, {csv_});
  }

  TemporaryFolder folder_;
  std::string csv_ = folder_.file("coin.csv");
  std::string whole_;
};

TEST_F(Merge, SortsByAxesAndTrial) {
  const Table table = read_csv(folder_.file("merged.csv"));
  ASSERT_EQ(table.rows(), 3u * 64);
  for (std::size_t i = 0; i < table.rows(); ++i) {
    EXPECT_EQ(table.text(i, 0), std::to_string(i < 64 ? 1 : i < 128 ? 3 : 9));
    EXPECT_EQ(table.text(i, 3), std::to_string(i % 64));
  }
  EXPECT_EQ(sorted_lines(folder_.file("merged.csv")), sorted_lines(csv_));
  EXPECT_EQ(merged(folder_, {csv_}), whole_);
}

TEST_F(Merge, ShardsOfAnyNumberGiveTheSameBytes) {
  for (const int count : {1, 2, 3, 7}) {
    const TemporaryFolder parts;
    Paths files;
    for (int i = count; i > 0; --i) {
      const std::string shard = fmt::format("{}/{}", i, count);
      ASSERT_EQ(run_coin(parts, {"--flips", "1,3,9", "--shard", shard, "-j", "2"}).code, 0);
      files.push_back(count == 1 ? parts.file("coin.csv")
                                 : parts.file(fmt::format("coin.{}of{}.csv", i, count)));
    }
    EXPECT_EQ(merged(parts, files), whole_) << count;
    const Json metadata = Json::parse(base::read_file(parts.file("merged.csv-metadata.json")));
    EXPECT_EQ(metadata.at("sha256"), to_hex(sha256(whole_)));
    EXPECT_EQ(metadata.at("rows"), 192);
    EXPECT_EQ(metadata.at("runs").size(), static_cast<std::size_t>(count));
    EXPECT_EQ(load_timings(parts.file("merged.timing.csv")).size(), 192u);
  }
}

TEST_F(Merge, GoesOnAsAWholeFile) {
  const TemporaryFolder parts;
  Paths files;
  for (const std::string i : {"1", "2"}) {
    ASSERT_EQ(run_coin(parts, {"--shard", i + "/2"}).code, 0);
    files.push_back(parts.file("coin." + i + "of2.csv"));
  }
  merge_files(files, parts.file("coin.csv"));
  const Outcome outcome = run(coin(), {"--out", parts.path()});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.errors, HasSubstr("nothing to do: all trials are in"));
  // It may be read and written at once: more rows for it.
  ASSERT_EQ(run_coin(parts, {"--trials", "10", "--shard", "1/2"}).code, 0);
  const Merged counts =
      merge_files(Paths{files[0], parts.file("coin.csv")}, parts.file("coin.csv"));
  EXPECT_EQ(counts.trials, 3u * 9);
  EXPECT_EQ(counts.duplicates, 3u * 4);
}

TEST_F(Merge, RowsWithoutMetadataGoByThoseOfOthers) {
  const TemporaryFolder parts;
  ASSERT_EQ(run_coin(parts, {"--flips", "1,3,9", "--shard", "1/2"}).code, 0);
  ASSERT_EQ(run_coin(parts, {"--flips", "1,3,9", "--shard", "2/2"}).code, 0);
  const std::string first = parts.file("coin.1of2.csv"), second = parts.file("coin.2of2.csv");
  std::filesystem::remove(first + "-metadata.json");
  EXPECT_EQ(merged(parts, {first, second}), whole_);
  const Json metadata = Json::parse(base::read_file(parts.file("merged.csv-metadata.json")));
  EXPECT_EQ(metadata.at("runs").at(1).at("rows_added"), 96);
  EXPECT_EQ(metadata.at("runs").at(1).at("command"), nullptr);
  EXPECT_EQ(refusal({first}, parts.file("new.csv")),
            "refused: " + first +
                ": no metadata beside it (coin.1of2.csv-metadata.json) say of what study its rows "
                "are");
}

TEST_F(Merge, LeavesATornLineOut) {
  const std::string text = base::read_file(csv_);
  base::write_file(csv_, text.substr(0, text.size() - 3));
  testing::internal::CaptureStderr();
  const Merged counts = merge_files(Paths{csv_}, folder_.file("new.csv"));
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              StartsWith("merge: " + csv_ + ": left a torn last line out ("));
  EXPECT_EQ(counts.trials, 191u);
  EXPECT_EQ(base::read_file(csv_).size(), text.size() - 3);
}

TEST_F(Merge, RefusesTwoResultsOfATrial) {
  const TemporaryFolder other;
  const std::string copy = other.file("copy.csv");
  std::vector<std::string> row = read_csv(csv_).row(5);
  const std::string line = format_csv_line(row), value = row[7];
  row[7] = "0.125";
  base::write_file(copy, base::read_file(csv_));
  replace_in_file(copy, line, format_csv_line(row));
  const std::string out = folder_.file("new.csv");
  EXPECT_THAT(refusal({csv_, copy}, out),
              StartsWith("disagreement: " + csv_ + ": trial " + row[3] + " of flips=" + row[0]));
  EXPECT_THAT(refusal({csv_, copy}, out),
              HasSubstr(": first_flip is " + value + " in line 7, 0.125 in line 7 of " + copy));
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST_F(Merge, RefusesOtherStudiesRevisionsAndSeeds) {
  const TemporaryFolder other;
  const std::string out = folder_.file("new.csv"), theirs = other.file("coin.csv");
  Study study = coin();
  study.revision = 2;
  ASSERT_EQ(run(study, {"--out", other.path(), "-q"}).code, 0);
  EXPECT_EQ(refusal({csv_, theirs}, out),
            "disagreement: " + theirs + ": revision is 2, that of " + csv_ + " is 1");
  std::filesystem::remove(theirs);
  ASSERT_EQ(run_coin(other, {"--seed", "5"}).code, 0);
  EXPECT_EQ(refusal({csv_, theirs}, out),
            "disagreement: " + theirs + ": base_seed is 5, that of " + csv_ + " is 0");
  // Without metadata its seeds give it away.
  std::filesystem::remove(theirs + "-metadata.json");
  EXPECT_THAT(refusal({csv_, theirs}, out),
              StartsWith("disagreement: " + theirs + ": line 2: seed is 0x"));
  ASSERT_EQ(run(coin_series(), {"--out", other.path(), "-q"}).code, 0);
  EXPECT_THAT(refusal({csv_, other.file("coin_series.csv")}, out),
              HasSubstr("study is \"coin_series\""));
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST_F(Merge, RefusesToOverwriteWhatItDoesNotRead) {
  const std::string out = folder_.file("notes.csv");
  base::write_file(out, "mine");
  EXPECT_EQ(refusal({csv_}, out),
            "refused: --out " + out + ": exists; name it among the files too to add to it");
  EXPECT_EQ(base::read_file(out), "mine");
}

TEST_F(Merge, RefusesMetadataOfSomethingElse) {
  const std::string metadata = csv_ + "-metadata.json", out = folder_.file("new.csv");
  for (const std::string text : {"", "{", "[]", "{\"runs\": []}", "{\"runs\": 3}", "null"}) {
    base::write_file(metadata, text);
    EXPECT_THAT(refusal({csv_}, out),
                StartsWith("refused: " + metadata + ": no metadata of a study: "))
        << text;
  }
}

TEST_F(Merge, RefusesMetadataWithNumbersThatNoFileHas) {
  const std::string path = csv_ + "-metadata.json", out = folder_.file("new.csv");
  const Json metadata = Json::parse(base::read_file(path));
  const auto expect_refused = [&](const char* key, const Json& value) {
    Json changed = metadata;
    (changed.contains(key) ? changed : changed["runs"][0])[key] = value;
    base::write_file(path, changed.dump());
    EXPECT_THAT(refusal({csv_}, out),
                StartsWith(fmt::format("refused: {}: no metadata of a study: {} {}: needs a whole "
                                       "number from ",
                                       path, key, value.dump())));
  };
  for (const char* key : {"revision", "base_seed", "rows_added"}) {
    for (const Json& value : {Json(1.5), Json("1"), Json(std::numeric_limits<std::uint64_t>::max()),
                              Json(std::numeric_limits<std::int64_t>::min())}) {
      expect_refused(key, value);
    }
  }
  expect_refused("revision", std::int64_t{1} << 32);
}

TEST_F(Merge, RefusesMetadataWithALineEndInAColumnsName) {
  const std::string path = csv_ + "-metadata.json";
  Json metadata = Json::parse(base::read_file(path));
  metadata["columns"][1]["name"] = "bi\nas";
  base::write_file(path, metadata.dump());
  EXPECT_EQ(refusal({csv_}, folder_.file("new.csv")),
            "refused: " + path + ": no metadata of a study: the name of column 2 holds a line end");
}

TEST(MergeSeveralRows, KeepsTrialsWhole) {
  const TemporaryFolder whole, parts;
  ASSERT_EQ(run(coin_series(), {"--out", whole.path(), "-q", "-j", "1"}).code, 0);
  Paths files;
  for (const std::string i : {"1", "2", "3"}) {
    ASSERT_EQ(run(coin_series(), {"--out", parts.path(), "-q", "--shard", i + "/3"}).code, 0);
    files.push_back(parts.file("coin_series." + i + "of3.csv"));
  }
  const std::string bytes = merged(whole, {whole.file("coin_series.csv")});
  EXPECT_EQ(merged(parts, files), bytes);
  EXPECT_EQ(read_csv(whole.file("merged.csv")).rows(), 48u);
}

}  // namespace
}  // namespace study

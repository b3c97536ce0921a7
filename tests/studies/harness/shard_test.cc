#include "studies/harness/shard.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace study {
namespace {

TEST(Shard, ParsesAndOwnsEveryKth) {
  const Shard shard = parse_shard("2/3");
  EXPECT_EQ(to_string(shard), "2/3");
  EXPECT_FALSE(shard.owns(0));
  EXPECT_TRUE(shard.owns(1));
  EXPECT_FALSE(shard.owns(2));
  EXPECT_TRUE(shard.owns(4));
  EXPECT_TRUE(Shard().owns(12345));
}

TEST(Shard, RefusalsSayWhatIsAllowed) {
  for (const std::string text : {"4/3", "0/3", "3", "/", "1/0", "-1/2", "1/2/3", "a/b", ""}) {
    try {
      parse_shard(text);
      ADD_FAILURE() << "took " << text;
    } catch (const std::invalid_argument& error) {
      EXPECT_EQ(error.what(), "--shard " + text + ": needs i/k with 1 <= i <= k");
    }
  }
}

TEST(Shard, HasFilesOfItsOwn) {
  EXPECT_EQ(result_paths("out", "coin", {}).csv, "out/coin.csv");
  EXPECT_EQ(result_paths("out", "coin", {}).timing, "out/coin.timing.csv");
  EXPECT_EQ(result_paths("out", "coin", {}).metadata, "out/coin.csv-metadata.json");
  EXPECT_EQ(result_paths("out", "coin", {2, 4}).csv, "out/coin.2of4.csv");
  EXPECT_EQ(result_paths("out", "coin", {2, 4}).timing, "out/coin.2of4.timing.csv");
}

}  // namespace
}  // namespace study

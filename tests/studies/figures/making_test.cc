#include "studies/figures/making.h"

#include <gtest/gtest.h>

namespace figures {
namespace {

/// Two widths of coins with two trials each; the second trial of width 2 has two rows.
StudyRows coins() {
  return {"coin.csv",
          study::Table("width,learning_rate,trial,seed,row,rows,kind\n"
                       "1,0.1,0,0x0000000000000001,0,1,a\n"
                       "1,0.1,1,0x0000000000000002,0,1,a\n"
                       "2,0.1,0,0x0000000000000003,0,1,a\n"
                       "2,0.1,1,0x0000000000000004,0,2,a\n"
                       "2,0.1,1,0x0000000000000004,1,2,b\n"
                       "3,0.2,0,0x0000000000000005,0,1,a\n",
                       "coin.csv"),
          {{"0x0000000000000001", 1.0},
           {"0x0000000000000002", 2.0},
           {"0x0000000000000003", 4.0},
           {"0x0000000000000004", 8.0}},
          {{"study", "coin"}, {"runs", nlohmann::json::array()}}};
}

Claim claim(const Selector& where, const Expected& expected = {}) {
  return {"f", "c",    "p",   "s",    expected, where,
          {},  "rate", "low", "high", "%",      "claims.csv: line 2"};
}

TEST(Making, ACell) {
  // `kind` is no axis: all rows of its trials are needed to make one of them.
  const Making one = making(claim({{"width", "2"}, {"kind", "b"}}), coins());
  EXPECT_EQ(one.command, "coin --width 2 --trials 2");
  EXPECT_EQ(one.cpu_seconds, 12);
  EXPECT_EQ(one.untimed, 0u);
}

TEST(Making, NamedAxesAndThoseThatVary) {
  const Making all = making(claim({}), coins());
  EXPECT_EQ(all.command, "coin --width 1..3 --learning-rate 0.1,0.2 --trials 2");
  EXPECT_EQ(all.cpu_seconds, 15);
  EXPECT_EQ(all.untimed, 1u);
  EXPECT_EQ(making(claim({{"learning_rate", "0.1"}}), coins()).command,
            "coin --width 1,2 --learning-rate 0.1 --trials 2");
}

TEST(Making, TheCellsOfASearchAndOfAComparison) {
  EXPECT_EQ(making(claim({}, FirstExpected{"width", 1, 1, true, 0.5, 1, 1}), coins()).command,
            "coin --width 1 --trials 2");
  EXPECT_EQ(
      making(claim({{"width", "1"}}, DirectionExpected{true, Selector{{"width", "2"}}}), coins())
          .command,
      "coin --width 1,2 --trials 2");
}

TEST(Making, AStudyThatSearchesChoosesItsTrials) {
  StudyRows searched = coins();
  searched.metadata["runs"] = {{{"rows_added", 6}, {"stopping", {{"rate", 0.5}}}}};
  EXPECT_EQ(making(claim({{"learning_rate", "0.1"}}, FirstExpected{"width", 1, 9, true, 0.5, 1, 1}),
                   searched)
                .command,
            "coin --width 1..9 --learning-rate 0.1 --max-trials 2");
}

TEST(Making, CellsOfAnotherStudy) {
  Claim other = claim({});
  other.cells = {{"width", "2"}, {"criterion", "removal"}};
  EXPECT_EQ(making(other, coins()).command, "");
}

TEST(Making, CellsThatTheClaimNames) {
  Claim ratio = claim({{"width", "1"}});
  ratio.cells = {{"learning_rate", "0.1"}};
  EXPECT_EQ(making(ratio, coins()).command, "coin --width 1,2 --learning-rate 0.1 --trials 2");
}

TEST(Making, NothingThere) { EXPECT_EQ(making(claim({{"width", "9"}}), coins()).command, ""); }

}  // namespace
}  // namespace figures

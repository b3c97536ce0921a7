#include "studies/figures/answer_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace figures {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kHeader =
    "way,network,made,trials,exact,exact_rate,exact_low,exact_high,multiply_adds,"
    "multiply_adds_low,multiply_adds_high,core_seconds,core_seconds_low,core_seconds_high,"
    "parameters,float_bytes,deployed,constant_bytes,flash_bytes,cycles,deployed_exact\n";

const std::string kRows =
    "large,a,trained,8,6,0.75,0.41,0.93,2.5e10,2e10,3e10,0.5,0.4,,25,100,5,29,625,558.1,4\n"
    "pruned,b,trained,8,0,0,0,0.32,,4e12,,,,,,,,,,,\n"
    "ticket,c,trained,,,,,,,,,,,,,,,,,,\n"
    "by hand,d,by hand,,,,,,,,,,,,,,1,0,446,162.52,1\n";

TEST(AnswerLines, SayWhatWasMeasuredAndWhatWasNot) {
  const std::string none = "not measured";
  EXPECT_THAT(
      answer_lines(study::Table(kHeader + kRows, "answer.csv")),
      ElementsAre(
          ElementsAre("way", "network", "exact", "multiply-adds", "core-seconds", "parameters",
                      "float32", "constants", "flash", "cycles", "exact at 8 bits"),
          ElementsAre("large", "a", "6 of 8: 75.0 % (41.0 to 93.0 %)", "25 (20 to 30)",
                      "0.5 (0.4 and more)", "25", "100", "29 (of 5)", "625 (of 5)", "558 (of 5)",
                      "4 of 5"),
          ElementsAre("pruned", "b", "0 of 8: 0.0 % (0.0 to 32.0 %)", "over 4000", none, none, none,
                      none, none, none, none),
          ElementsAre("ticket", "c", none, none, none, none, none, none, none, none, none),
          ElementsAre("by hand", "d", "by design", "0", "0", "none", "none", "0", "446", "163",
                      "1 of 1")));
}

TEST(AnswerLines, Markdown) {
  const std::string text = answer_markdown(study::Table(kHeader + kRows, "answer.csv"));
  EXPECT_THAT(text, HasSubstr("| ticket | c | not measured |"));
  EXPECT_THAT(text, HasSubstr(kAnswerNotes));
}

}  // namespace
}  // namespace figures

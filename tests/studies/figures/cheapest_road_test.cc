#include "studies/figures/cheapest_road.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/cost_roads.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHeader =
    "steps,overcompleteness,density,trial,seed,parameters,solved,boards,multiply_adds\n";

/// A road of m = 1, 2 and 3, of which 2 is the cheapest and 1 never solved; and one of m = 1.
const std::string kRows = std::string(kHeader) +
                          "1,1,0.38,0,0x1,25,0,100,2500\n"
                          "1,2,0.38,0,0x2,53,1,10,530\n"
                          "1,2,0.38,1,0x3,53,1,12,636\n"
                          "1,3,0.38,0,0x4,85,1,20,1700\n"
                          "1,3,0.38,1,0x5,85,0,30,2550\n"
                          "2,1,0.38,0,0x6,48,1,50,2400\n";

TEST(CostRoads, TheCheapestStopAndTheOthersRatios) {
  const ResultRows rows = rows_of({kRows});
  const SuccessRates rates = success_rates(rows);
  const std::vector<Road> roads = cost_roads(rows, rates);
  ASSERT_EQ(roads.size(), 4u);  // boards and multiply-adds of two: no time is known
  const Road& boards = roads[0];
  EXPECT_EQ(boards.cost, "boards");
  ASSERT_EQ(boards.stops.size(), 3u);
  EXPECT_EQ(boards.cheapest, 1u);
  EXPECT_EQ(boards.stops[1].cost.value, 11);
  EXPECT_EQ(boards.stops[1].ratio.value, 1);
  EXPECT_EQ(boards.stops[2].cost.value, 50);
  EXPECT_DOUBLE_EQ(*boards.stops[2].ratio.value, 50.0 / 11);
  EXPECT_EQ(boards.stops[2].ratio.high, std::nullopt);
  EXPECT_EQ(boards.stops[0].ratio.value, std::nullopt);
  EXPECT_DOUBLE_EQ(*boards.stops[0].ratio.low, 100 / 0.975 / *boards.stops[1].cost.high);
  EXPECT_EQ(boards.stops[0].cheapest_share, 0);
  EXPECT_DOUBLE_EQ(boards.stops[1].cheapest_share + boards.stops[2].cheapest_share, 1);
  EXPECT_EQ(boards.cheapest_m.low, 2);
}

TEST(CostRoads, ACellsReplicatesDependOnItAlone) {
  const ResultRows all = rows_of({kRows});
  const ResultRows one = rows_of(
      {kHeader + std::string("1,3,0.38,0,0x4,85,1,20,1700\n1,3,0.38,1,0x5,85,0,30,2550\n")});
  const SuccessRates rates_of_all = success_rates(all), rate_of_one = success_rates(one);
  EXPECT_EQ(cost_roads(all, rates_of_all)[0].stops[2].cost.replicates,
            cost_roads(one, rate_of_one)[0].stops[0].cost.replicates);
}

TEST(CostRoads, CoreSecondsAreOfTheTrialsWithATime) {
  const ResultRows rows = rows_of({kRows}, {{"0x2", 3.0}, {"0x4", 5.0}, {"0x5", 4.0}});
  const SuccessRates rates = success_rates(rows);
  const std::vector<Road> roads = cost_roads(rows, rates);
  ASSERT_EQ(roads.size(), 5u);
  EXPECT_EQ(roads[2].cost, "core_seconds");
  ASSERT_EQ(roads[2].stops.size(), 2u);
  EXPECT_EQ(roads[2].stops[0].cost.trials, 1);
  EXPECT_EQ(roads[2].stops[0].cost.value, 3);
  EXPECT_EQ(roads[2].stops[1].cost.value, 9);
}

TEST(CheapestRoad, GoldenTable) {
  const std::vector<std::string> files{MINLIFE_SOURCE_DIR
                                       "/tests/vectors/overcompleteness_rows.csv"};
  const SourcedRows sourced = read_result_rows(files, true);
  const Summary summary = summarise_cheapest_road(sourced.rows, PaperValues());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/cheapest_road.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/cheapest_road.txt"));
  EXPECT_EQ(summary.least_trials, 2);
  EXPECT_EQ(summary.most_trials, 8);
}

TEST(CheapestRoad, SaysWhenNoTrialIsSolved) {
  const std::string text =
      summarise_cheapest_road(rows_of({kHeader + std::string("1,1,0.38,0,0x1,25,0,100,2500\n")}),
                              PaperValues())
          .text;
  EXPECT_THAT(text, HasSubstr("boards         none solved              over 103"));
  EXPECT_THAT(text, Not(HasSubstr("\n1  core_seconds")));
}

TEST(CheapestRoad, ErrorsNameTheLine) {
  const auto error = [](const std::string& text) {
    return error_of<std::invalid_argument>(
        [&] { summarise_cheapest_road(rows_of({text}), PaperValues()); });
  };
  EXPECT_EQ(error(kHeader + std::string("1,1,0.38,0,0x1,25,0,0,2500\n")),
            "a.csv: line 2: boards 0: needs a number above 0");
  EXPECT_EQ(error(kHeader + std::string("1,1,0.38,0,0x1,25,0,many,2500\n")),
            "a.csv: line 2: boards 'many': needs a number");
  EXPECT_EQ(error("overcompleteness,trial,seed,parameters,solved\n1,0,0x1,25,0\n"),
            "a.csv: has no column steps, only overcompleteness, trial, seed, parameters, solved");
}

}  // namespace
}  // namespace figures

#include "studies/figures/success_rates.h"

#include <gtest/gtest.h>

#include "base/program.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

constexpr const char* kHeader = "m,density,trial,seed,parameters,solved\n";

std::vector<std::string> cells_of(const SuccessRates& rates) {
  std::vector<std::string> cells;
  for (const SuccessRate& cell : rates.cells) cells.push_back(cell.cell[0] + " " + cell.cell[1]);
  return cells;
}

TEST(SuccessRates, GroupsByTheAxes) {
  const SuccessRates rates = success_rates(rows_of({kHeader + std::string("3,0.5,0,0xa,85,1\n"
                                                                          "1,0.5,0,0xb,25,0\n"
                                                                          "3,0.5,1,0xc,85,0\n"
                                                                          "3,0.5,2,0xd,85,1\n")}));
  EXPECT_EQ(rates.axes, (std::vector<std::string>{"m", "density"}));
  EXPECT_EQ(cells_of(rates), (std::vector<std::string>{"1 0.5", "3 0.5"}));
  EXPECT_EQ(rates.cells[1].parameters, "85");
  EXPECT_EQ(rates.cells[1].trials, 3);
  EXPECT_EQ(rates.cells[1].solved, 2);
  EXPECT_TRUE(rates.varies(rates.axis("m")));
  EXPECT_FALSE(rates.varies(rates.axis("density")));
}

TEST(SuccessRates, GroupsWhatCountsByAColumnToo) {
  const ResultRows rows =
      rows_of({"m,trial,seed,row,flips,parameters,solved\n"
               "1,0,0xa,0,10,25,1\n"
               "1,0,0xa,1,9,25,0\n"
               "1,1,0xb,0,9,25,1\n"
               "2,0,0xc,0,9,53,1\n"});
  const SuccessRates rates = success_rates(
      rows, {[&](const RowRef& row) { return row.text(rows.column("m")) == "1"; }, "flips"});
  EXPECT_EQ(rates.axes, (std::vector<std::string>{"m", "flips"}));
  EXPECT_EQ(cells_of(rates), (std::vector<std::string>{"1 9", "1 10"}));
  EXPECT_EQ(rates.cells[0].trials, 2);
  EXPECT_EQ(rates.cells[0].solved, 1);
  EXPECT_EQ(rates.cells[0].rows[1].place(), "a.csv: line 4");
}

TEST(SuccessRates, SortsNumbersAsNumbersAndBeforeWords) {
  const SuccessRates rates = success_rates(rows_of({kHeader + std::string("10,0.5,0,0x1,1,1\n"
                                                                          "9,uniform,0,0x2,1,1\n"
                                                                          "9,0.38,0,0x3,1,1\n"
                                                                          "9,0.05,0,0x4,1,1\n"
                                                                          "9,1e-3,0,0x5,1,1\n")}));
  EXPECT_EQ(cells_of(rates),
            (std::vector<std::string>{"9 1e-3", "9 0.05", "9 0.38", "9 uniform", "10 0.5"}));
}

TEST(SuccessRates, WhatIsNoFiniteNumberIsAWord) {
  const SuccessRates rates = success_rates(rows_of({kHeader + std::string("2,0.5,0,0x1,1,1\n"
                                                                          "nan,0.5,0,0x2,1,1\n"
                                                                          "1,0.5,0,0x3,1,1\n"
                                                                          "inf,0.5,0,0x4,1,1\n"
                                                                          "2,0.5,1,0x5,1,1\n")}));
  EXPECT_EQ(cells_of(rates), (std::vector<std::string>{"1 0.5", "2 0.5", "inf 0.5", "nan 0.5"}));
}

TEST(SuccessRates, WilsonIntervalOfThePapersSmallestNetwork) {
  const SuccessRate cell{{}, "25", 64, 3};
  EXPECT_DOUBLE_EQ(cell.rate(), 0.046875);
  EXPECT_NEAR(cell.wilson().low, 0.016, 5e-4);
  EXPECT_NEAR(cell.wilson().high, 0.129, 5e-4);
}

TEST(SuccessRates, RefusesWhatIsNoTrial) {
  EXPECT_EQ(error_of<std::invalid_argument>(
                [] { success_rates(rows_of({kHeader + std::string("1,0.5,0,0xa,25,yes\n")})); }),
            "a.csv: line 2: solved 'yes': needs 0 or 1");
  EXPECT_EQ(error_of<std::invalid_argument>(
                [] { success_rates(rows_of({"m,trial,seed,parameters\n1,0,0xa,25\n"})); }),
            "a.csv: has no column solved, only m, trial, seed, parameters");
  EXPECT_EQ(
      error_of<base::DisagreementError>([] {
        success_rates(rows_of({kHeader + std::string("1,0.5,0,0xa,25,1\n1,0.5,1,0xb,26,1\n")}));
      }),
      "a.csv: line 3: 26 parameters, in other trials of its cell 25");
}

}  // namespace
}  // namespace figures

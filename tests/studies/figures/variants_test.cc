#include "studies/figures/variants.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

using testing::HasSubstr;

constexpr const char* kHeader =
    "steps,overcompleteness,rule,boundary,initialisation,density,batch,learning_rate,budget,"
    "network,activation,tied,optimiser,loss_function,examples,trial,seed,parameters,solved\n";

PaperValues published_values() {
  return PaperValues::read(MINLIFE_SOURCE_DIR "/studies/figures/variants_published_values.csv");
}

/// The column of a one-row table of a row with these axes, not solved.
std::string column_of(const std::string& name, const std::string& axes) {
  const std::string csv =
      summarise_variants(rows_of({kHeader + axes + ",0,0xa,25,0\n"}), published_values()).csv;
  const study::Table table(csv, "table");
  return table.text(0, table.column(name));
}

TEST(VariantsTable, GoldenTable) {
  const ResultRows rows =
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/variants_rows.csv")});
  const Summary summary = summarise_variants(rows, published_values());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/variants.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/variants.txt"));
}

TEST(VariantsTable, AGroupIsNamedByTheFirstAxisThatIsNotTheDefault) {
  const auto expect = [](const std::string& axes, const char* group, const char* label) {
    EXPECT_EQ(column_of("group", axes), group);
    EXPECT_EQ(column_of("label", axes), label);
  };
  const std::string board = "B3/S23,torus,pytorch,uniform,8,";
  expect("1,1," + board + "0.001,1000000,paper,relu,no,adam,bce,boards", "baseline", "defaults");
  expect("1,1," + board + "0.01,1000000,paper,relu,no,sgd,bce,boards", "optimiser",
         "sgd / rate 0.01");
  expect("1,1," + board + "0.01,1000000,paper,relu,no,adam,bce,boards", "learning rate",
         "rate 0.01");
  expect("1,1," + board + "0.001,1000000,mlp,tanh,no,adam,bce,windows", "network",
         "mlp / tanh / on all windows");
  expect("2,1," + board + "0.001,1000000,two-layer,relu,yes,adam,mse,boards", "two steps",
         "two-layer / mse / tied");
  expect("3,1," + board + "0.001,1000000,paper,relu,no,adam,bce,boards", "3 steps", "defaults");
  expect("1,1,B3/S23,torus,pytorch,0.3,64,0.001,1000000,two-layer,relu,no,adam,bce,boards",
         "as CellularAutoma", "its protocol");
}

TEST(VariantsTable, DefaultsStandFirstInTheirGroup) {
  const std::string before = "2,1,B3/S23,torus,pytorch,uniform,8,0.001,1000000,paper,";
  const std::string after = ",no,adam,bce,boards,0,";
  const Summary summary =
      summarise_variants(rows_of({kHeader + before + "prelu" + after + "0xa,51,0\n" + before +
                                  "relu" + after + "0xb,48,0\n"}),
                         published_values());
  const study::Table table(summary.csv, "table");
  EXPECT_EQ(table.text(0, table.column("label")), "defaults");
  EXPECT_EQ(table.text(1, table.column("label")), "prelu");
}

TEST(VariantsTable, PublishedValuesStandBesideTheirProtocolOnly) {
  const auto published = [](const std::string& axes) { return column_of("published", axes); };
  EXPECT_EQ(published("1,1,B3/S23,torus,pytorch,0.5,8,0.001,1000000,paper,quadratic,no,adam,"
                      "bce,boards"),
            "1");
  EXPECT_EQ(published("1,2,B3/S23,torus,pytorch,0.5,8,0.001,1000000,paper,quadratic,no,adam,"
                      "bce,boards"),
            "");
  EXPECT_EQ(published("1,1,B36/S23,torus,pytorch,0.3,64,0.001,1000000,two-layer,relu,no,adam,bce,"
                      "boards"),
            "0");
  // The best of learning rates: at any.
  EXPECT_EQ(published("2,1,B3/S23,dead-edge,glorot-uniform,0.38,4,0.03,40000,two-layer,tanh,yes,"
                      "adam,relu-mse,boards"),
            "0.44");
}

TEST(VariantsTable, WhereTheBestLearningRateIsPublishedOneIsALine) {
  for (const auto& [loss, published] : {std::pair{"relu-mse", "0.89"}, {"mse", ""}}) {
    const std::string before = "1,1,B3/S23,dead-edge,glorot-uniform,0.38,4,";
    const std::string after = fmt::format(",40000,two-layer,tanh,no,adam,{},boards,", loss);
    const ResultRows rows =
        rows_of({kHeader + before + "0.001" + after + "0,0xa,23,0\n" + before + "0.01" + after +
                 "0,0xb,23,1\n" + before + "0.03" + after + "0,0xc,23,0\n"});
    const Summary summary = summarise_variants(rows, published_values());
    const study::Table table(summary.csv, "table");
    ASSERT_EQ(table.rows(), 1u);
    EXPECT_EQ(table.text(0, table.column("learning_rate")), "0.01");
    EXPECT_EQ(table.text(0, table.column("published")), published);
    EXPECT_THAT(summary.text, HasSubstr("of the best learning rate"));
  }
}

TEST(VariantsTable, NeedsTheStudysAxes) {
  const ResultRows rows =
      rows_of({"steps,overcompleteness,trial,seed,parameters,solved\n"
               "1,1,0,0xa,25,0\n"});
  EXPECT_THROW(summarise_variants(rows, PaperValues()), std::invalid_argument);
}

}  // namespace
}  // namespace figures

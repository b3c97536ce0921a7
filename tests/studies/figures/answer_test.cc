#include "studies/figures/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "base/file.h"
#include "studies/figures/rows_of.h"
#include "studies/harness/csv.h"

namespace figures {
namespace {

const std::string kAxes =
    "steps,overcompleteness,rule,boundary,initialisation,density,batch,learning_rate,budget,";
const std::string kWholeHeader =
    kAxes + "trial,seed,parameters,network_bytes,solved,multiply_adds\n";
const std::string kPruningHeader =
    kAxes +
    "criterion,schedule,survivors,biases,train_until,trial,seed,row,parameters,round,weights_kept,"
    "exact,total_multiply_adds,shrunk_parameters,shrunk_bytes\n";

/// The values of the training axes with this m, density and budget.
std::string axes(const std::string& m, const std::string& density = "uniform",
                 const std::string& budget = "1000") {
  return "1," + m + ",B3/S23,torus,pytorch," + density + ",8,0.001," + budget + ",";
}

std::string vectors(const std::string& name) {
  return base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/" + name);
}

class Answer : public testing::Test {
 protected:
  void add(const std::string& study, const std::string& text, CpuSeconds seconds = {}) {
    studies_.emplace(study, rows_of({text}, std::move(seconds)));
  }

  /// The field of the way's network.
  std::string field(const std::string& way, const std::string& network, const char* column) const {
    const study::Table table(summarise_answer(studies_).csv, "answer");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (table.text(row, table.column("way")) == way &&
          table.text(row, table.column("network")) == network) {
        return table.text(row, table.column(column));
      }
    }
    return "no line";
  }

  RowsByStudy studies_;
};

TEST_F(Answer, GoldenTable) {
  add("overcompleteness", vectors("answer_overcompleteness_rows.csv"));
  add("pruning", vectors("answer_pruning_rows.csv"));
  add("tickets", vectors("answer_tickets_rows.csv"));
  add("deploy", vectors("deploy_rows.csv"));
  const Summary summary = summarise_answer(studies_);
  const std::string golden = MINLIFE_SOURCE_DIR "/tests/golden/answer";
  EXPECT_EQ(summary.csv, base::read_file(golden + ".csv"));
  EXPECT_EQ(summary.text, base::read_file(golden + ".txt"));
}

// L(1, 1) costs 100 + 300 for one exact network, L(1, 4) 150 for each. Another density does not
// count, nor a budget with fewer trials.
TEST_F(Answer, ChargesFailuresAndFindsTheCheapest) {
  add("overcompleteness",
      kWholeHeader + axes("1") + "0,0x000000000000000a,25,100,1,100\n" +  //
          axes("1") + "1,0x000000000000000b,25,100,0,300\n" +             //
          axes("4") + "0,0x000000000000000c,121,484,1,150\n" +            //
          axes("4") + "1,0x000000000000000d,121,484,1,150\n" +            //
          axes("4", "uniform", "9") + "0,0x000000000000000e,121,484,1,1\n" + axes("8", "0.38") +
          "0,0x000000000000000f,305,1220,1,2\n",
      {{"0x000000000000000a", 2}, {"0x000000000000000b", 5}});
  EXPECT_EQ(field("train small, retry", "L(1, 1)", "multiply_adds"), "400");
  EXPECT_EQ(field("train small, retry", "L(1, 1)", "core_seconds"), "7");
  EXPECT_EQ(field("train small, retry", "L(1, 1)", "exact_rate"), "0.500000");
  EXPECT_EQ(field("train small, retry", "L(1, 1)", "float_bytes"), "100");
  EXPECT_EQ(field("train large", "L(1, 4), the cheapest", "multiply_adds"), "150");
  EXPECT_EQ(field("train large", "L(1, 4), the cheapest", "core_seconds"), "");
  EXPECT_EQ(field("train large", "L(1, 8)", "trials"), "");
  EXPECT_EQ(field("train large, prune", "L(1, 8) by removal, a tenth of the weights", "trials"),
            "");
}

// One of three networks is exact with 28 of 280 weights; one was never exact, and so not pruned.
TEST_F(Answer, APrunedNetworkIsChargedWithAllThatWasNeverPruned) {
  const auto row = [](const std::string& trial_seed_row, const std::string& rest) {
    return axes("8") + "removal,iterative,keep,kept,exact," + trial_seed_row + ",305," + rest +
           '\n';
  };
  add("pruning", kPruningHeader + row("0,0x000000000000000a,0", "0,280,1,10,305,1220") +
                     row("0,0x000000000000000a,1", "1,100,1,20,200,800") +
                     row("0,0x000000000000000a,2", "2,28,1,40,61,244") +
                     row("1,0x000000000000000b,0", "0,280,1,10,305,1220") +
                     row("1,0x000000000000000b,1", "1,100,1,30,200,800") +
                     row("1,0x000000000000000b,2", "2,28,0,60,50,200") +
                     row("2,0x000000000000000c,0", "0,280,0,100,305,1220"));
  const std::string network = "L(1, 8) by removal, 28 of 280 weights";
  EXPECT_EQ(field("train large, prune", network, "trials"), "3");
  EXPECT_EQ(field("train large, prune", network, "exact"), "1");
  EXPECT_EQ(field("train large, prune", network, "multiply_adds"), "200");
  EXPECT_EQ(field("train large, prune", network, "parameters"), "61");
  EXPECT_EQ(field("train large, prune", network, "float_bytes"), "244");
}

TEST_F(Answer, TakesWhatEightBitsCostFromDeploy) {
  add("deploy", vectors("deploy_rows.csv"));
  const Summary summary = summarise_answer(studies_);
  EXPECT_EQ(summary.most_trials, 0);
  EXPECT_EQ(field("by hand", "Bibin & Dereventsov's", "parameters"), "23");
  EXPECT_EQ(field("by hand", "Bibin & Dereventsov's", "float_bytes"), "92");
  EXPECT_EQ(field("by hand", "Bibin & Dereventsov's", "constant_bytes"), "26");
  EXPECT_EQ(field("by hand", "Springer & Kenyon's", "cycles"), "");
  EXPECT_EQ(field("by hand", "no network: the rule in C, cell by cell", "parameters"), "");
  EXPECT_EQ(field("train large", "L(1, 8)", "deployed"), "2");
  EXPECT_EQ(field("train large", "L(1, 16)", "deployed"), "");
}

// A line's devices have its networks: of the same way, share and budget.
TEST_F(Answer, NetworksOnDevicesAreThoseOfTheLine) {
  const auto row = [](const std::string& network, const std::string& budget,
                      const std::string& flash, const std::string& seed) {
    return axes("8", "uniform", budget) + network + ",8,atmega328p,0," + seed + ",305,1,1,0,0,44," +
           flash + ",0,cycles,378,25600,625\n";
  };
  add("pruning", kPruningHeader + axes("8") +
                     "removal,iterative,keep,kept,exact,0,0x000000000000000a,0,305,0,280,1,10,305,"
                     "1220\n" +
                     axes("8") +
                     "removal,iterative,keep,kept,exact,0,0x000000000000000a,1,305,1,28,1,20,41,"
                     "164\n");
  add("deploy",
      kAxes +
          "network,kept,bits,device,trial,seed,parameters,solved,exact,window_errors,"
          "numbers_changed,constant_bytes,flash_bytes,ram_bytes,unit,cell,generation,"
          "generations_per_second\n" +
          row("pruned-filters,10", "1000", "601", "0x01") +
          row("pruned-removal,10", "9", "602", "0x02") +
          row("pruned-removal,10", "1000", "603", "0x03") +
          row("pruned-removal,25", "1000", "604", "0x04") + row("small,10", "1000", "605", "0x05") +
          row("ticket,10", "1000", "606", "0x06") + row("ticket,20", "1000", "607", "0x07"));
  const char* prune = "train large, prune";
  EXPECT_EQ(field(prune, "L(1, 8) by removal, 28 of 280 weights", "flash_bytes"), "603");
  EXPECT_EQ(field(prune, "L(1, 8) by whole filters, a tenth of the weights", "flash_bytes"), "601");
  EXPECT_EQ(field(prune, "L(1, 8) by magnitude, a tenth of the weights", "flash_bytes"), "");
  const char* ticket = "ticket, trained alone";
  EXPECT_EQ(field(ticket, "L(1, 8), a fifth of the weights", "flash_bytes"), "607");
  EXPECT_EQ(field(ticket, "L(1, 8), a tenth of the weights", "flash_bytes"), "606");
  const char* small = "small and dense, retry";
  EXPECT_EQ(field(small, "dense, a fifth of the weights", "flash_bytes"), "");
  EXPECT_EQ(field(small, "dense, a tenth of the weights", "flash_bytes"), "605");
}

TEST_F(Answer, RowsWithoutAnAxis) {
  add("overcompleteness",
      "overcompleteness,trial,seed,parameters,network_bytes,solved,multiply_adds\n"
      "1,0,0x000000000000000a,25,100,1,100\n");
  EXPECT_THAT(error_of<std::invalid_argument>([&] { summarise_answer(studies_); }),
              testing::HasSubstr("a.csv"));
}

}  // namespace
}  // namespace figures

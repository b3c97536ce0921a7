#include "studies/bill/bill.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>

#include "base/file.h"
#include "studies/bill/statement.h"

namespace bill {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kHeader = "m,trial,seed,exact,boards,multiply_adds,executed_multiply_adds\n";

class BillOf : public testing::Test {
 protected:
  BillOf() { fs::create_directories(folder_); }
  ~BillOf() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& rows, const std::string& timings,
                 const std::string& runs = "[{}]", const std::string& header = kHeader) const {
    const fs::path csv = folder_ / (name + ".csv");
    base::write_file(csv, header + rows);
    base::write_file(folder_ / (name + ".timing.csv"), "seed,cpu_seconds,peak_bytes\n" + timings);
    base::write_file(
        csv.string() + "-metadata.json",
        R"({"study": ")" + name + R"(", "success_column": "exact", "runs": )" + runs + "}");
    return csv;
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

// Three trials, the second of two trainings; the third was not timed.
constexpr const char* kRows =
    "1,0,0x0000000000000001,0,100,1000,500\n"
    "1,1,0x0000000000000002,1,10,100,50\n"
    "1,1,0x0000000000000002,1,20,200,100\n"
    "1,2,0x0000000000000003,1,40,400,200\n";
constexpr const char* kTimings = "0x0000000000000001,5,1000\n0x0000000000000002,1,3000\n";

TEST_F(BillOf, ChargesEveryTrainingAndCountsATrialOnce) {
  const Bill bill = bill_of(write("coin", kRows, kTimings));
  EXPECT_EQ(bill.study, "coin");
  EXPECT_EQ(bill.trials, 3);
  EXPECT_EQ(bill.trainings, 4);
  EXPECT_EQ(bill.exact, 3);
  EXPECT_EQ(bill.boards, 170);
  EXPECT_EQ(bill.multiply_adds, 1700);
  EXPECT_EQ(bill.executed_multiply_adds, 850);
  EXPECT_EQ(bill.timed_trials, 2);
  EXPECT_EQ(bill.timed_exact, 2);
  EXPECT_EQ(bill.core_seconds, 6);
  EXPECT_EQ(bill.peak_bytes, 3000);
  EXPECT_FALSE(bill.measured_joules);
}

TEST_F(BillOf, SumsAddUpAndTheLargestPeakStands) {
  Bill sum = bill_of(write("coin", kRows, kTimings));
  sum += bill_of(write("die", "1,0,0x0000000000000009,1,1,2,3\n", "0x0000000000000009,4,2000\n"));
  EXPECT_EQ(sum.study, "coin");
  EXPECT_EQ(sum.exact, 4);
  EXPECT_EQ(sum.boards, 171);
  EXPECT_EQ(sum.core_seconds, 10);
  EXPECT_EQ(sum.peak_bytes, 3000);
}

TEST_F(BillOf, NoTrialIsChargedTwice) {
  Bill sum = bill_of(write("coin", kRows, kTimings));
  const Bill again = bill_of(write("part", "1,2,0x0000000000000003,1,40,400,200\n", ""));
  EXPECT_THROW(sum += again, std::invalid_argument);
}

TEST_F(BillOf, StorageIsOfExactNetworksAndOfVariantsAsDeltas) {
  // A base that nothing is stored of, a variant on its way back to it, whose last round fails, and
  // another one.
  const fs::path csv = write("tune",
                             "1,0,0x0000000000000001,1,1,1,1,212,\n"
                             "1,0,0x0000000000000001,1,1,1,1,212,219\n"
                             "1,0,0x0000000000000001,1,1,1,1,212,47\n"
                             "1,0,0x0000000000000001,0,1,1,1,212,43\n"
                             "1,1,0x0000000000000002,1,1,1,1,212,27\n",
                             "", "[{}]",
                             "m,trial,seed,exact,boards,multiply_adds,executed_multiply_adds,"
                             "network_bytes,delta_bytes\n");
  Bill bill = bill_of(csv);
  EXPECT_EQ(bill.network_bytes, 4 * 212);
  EXPECT_EQ(bill.variants, 2);
  EXPECT_EQ(bill.variant_bytes, 2 * 212);
  EXPECT_EQ(bill.delta_bytes, 47 + 27);
  const std::string text = statement_csv({{bill}}, {});
  EXPECT_THAT(text, HasSubstr("tune,exact networks,bytes,counted,848,848,212,212\n"));
  EXPECT_THAT(text, HasSubstr("tune,these as mask and delta,bytes,counted,74,74,37,37\n"));

  const Bill pruned = bill_of(write("prune",
                                    "1,0,0x0000000000000003,1,1,1,1,100\n"
                                    "1,0,0x0000000000000003,0,1,1,1,60\n",
                                    "", "[{}]",
                                    "m,trial,seed,exact,boards,multiply_adds,"
                                    "executed_multiply_adds,shrunk_bytes\n"));
  EXPECT_EQ(pruned.network_bytes, 100);
  EXPECT_EQ(pruned.variants, 0);
  bill += pruned;
  EXPECT_EQ(bill.network_bytes, 4 * 212 + 100);
  EXPECT_FALSE(
      (bill += bill_of(write("coin", "1,0,0x0000000000000009,1,1,2,3\n", ""))).network_bytes);
}

TEST_F(BillOf, EnergyIsMeasuredOnlyWhereEveryRunIs) {
  const std::string measured = R"({"measured_joules": 7200})";
  EXPECT_EQ(
      bill_of(write("a", kRows, kTimings, "[" + measured + "," + measured + "]")).measured_joules,
      14400);
  EXPECT_FALSE(bill_of(write("b", kRows, kTimings, "[" + measured + ", {}]")).measured_joules);
  Bill sum = bill_of(write("c", kRows, kTimings, "[" + measured + "]"));
  EXPECT_NE(statement(sum, {}).find("packages, Wh   2 "), std::string::npos) << statement(sum, {});
  EXPECT_EQ(statement(sum, {}).find("energy, Wh"), std::string::npos);
  // 2 Wh at a PUE of 2 and 500 g a kWh.
  EXPECT_NE(statement_csv({{sum}}, {{1, 1}, {2, 2}, {500, 500}})
                .find("carbon of that,g CO2e,estimated,2.0,2.0,"),
            std::string::npos);
  sum += bill_of(write("d", "1,0,0x0000000000000009,1,1,2,3\n", "0x0000000000000009,4,2000\n"));
  EXPECT_EQ(statement(sum, {}).find("packages"), std::string::npos);
  EXPECT_NE(statement(sum, {}).find("energy, Wh"), std::string::npos);
}

TEST_F(BillOf, AStatementDividesByExactNetworksOfTheSameTrials) {
  const Assumptions ones{{3600, 3600}, {1, 1}, {1000, 1000}};
  EXPECT_EQ(statement_csv({{bill_of(write("coin", kRows, kTimings))}}, ones),
            "study,quantity,unit,kind,total_low,total_high,per_exact_low,per_exact_high\n"
            "coin,trials,trials,counted,3,3,1,1\n"
            "coin,trainings,trainings,counted,4,4,1.33333,1.33333\n"
            "coin,boards,boards,counted,170,170,56.6667,56.6667\n"
            "coin,multiply-adds,multiply-adds,counted,1700,1700,566.667,566.667\n"
            "coin,multiply-adds executed,multiply-adds,counted,850,850,283.333,283.333\n"
            "coin,core-seconds,s,measured,6,6,3,3\n"
            "coin,energy,Wh,estimated,6.0,6.0,3.0,3.0\n"
            "coin,carbon,g CO2e,estimated,6.0,6.0,3.0,3.0\n");
}

TEST_F(BillOf, WithoutExactNetworksNothingIsDivided) {
  const Bill bill = bill_of(write("coin", "1,0,0x0000000000000001,0,100,1000,500\n", ""));
  EXPECT_NE(statement(bill, {}).find("none is exact"), std::string::npos);
  EXPECT_EQ(statement(bill, {}).find("core-seconds"), std::string::npos);
}

TEST_F(BillOf, RefusesWhatIsNoStudys) {
  EXPECT_ANY_THROW(bill_of(folder_ / "missing.csv"));
  const fs::path csv = write("coin", kRows, kTimings);
  base::write_file(csv.string() + "-metadata.json", "[]");
  EXPECT_THROW(bill_of(csv), std::invalid_argument);
  base::write_file(csv, "m,trial\n1,0\n");
  EXPECT_THROW(bill_of(csv), std::invalid_argument);
}

}  // namespace
}  // namespace bill

#include "studies/bill/battery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>

#include "base/file.h"
#include "base/temporary_folder.h"

namespace bill {
namespace {

using testing::HasSubstr;

constexpr const char* kHeader =
    "steps,overcompleteness,network,kept,bits,device,trial,seed,cell_multiply_adds,exact,unit,"
    "generation\n";

std::vector<DeployedCell> cells_of(const std::string& rows) {
  const base::TemporaryFolder folder("battery_test");
  const std::filesystem::path csv = folder.path() / "battery_test.csv";
  base::write_file(csv, kHeader + rows);
  return deployed_cells(csv);
}

TEST(DeployedCells, AreMeansOfExactNetworksWhoseCyclesAreCounted) {
  const auto cells = cells_of(
      "1,1,trained,100,8,atmega328p,0,0xa,20,1,cycles,25600\n"
      "1,1,trained,100,8,atmega328p,1,0xb,40,1,cycles,51200\n"
      "1,1,trained,100,8,atmega328p,2,0xc,20,0,cycles,2560000\n"
      "1,1,trained,100,8,atmega328p,3,0xd,20,0,,\n"
      "1,1,trained,100,8,cortex-m0,0,0xe,20,1,instructions,256\n"
      "1,1,rule-counting,100,none,atmega328p,0,0xf,,1,cycles,512\n");
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0].networks, 2);
  EXPECT_DOUBLE_EQ(cells[0].cycles, 150);
  EXPECT_DOUBLE_EQ(cells[0].cell_multiply_adds, 30);
  EXPECT_EQ(cells[1].network, "rule-counting");
  EXPECT_DOUBLE_EQ(cells[1].cycles, 2);
  EXPECT_EQ(cells[1].cell_multiply_adds, 0);
}

TEST(DeployedCells, DoNotMixOtherAxes) {
  const base::TemporaryFolder folder("battery_test");
  const std::filesystem::path csv = folder.path() / "rows.csv";
  base::write_file(csv, std::string("density,") + kHeader +
                            "0.38,1,1,trained,100,8,atmega328p,0,0xa,20,1,cycles,25600\n"
                            "0.5,1,1,trained,100,8,atmega328p,0,0xb,20,1,cycles,25600\n");
  try {
    deployed_cells(csv);
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_THAT(error.what(), HasSubstr("density 0.38 and 0.5 of the same network"));
  }
}

TEST(DeployedCells, NeedsOne) {
  EXPECT_THROW(cells_of("1,1,trained,100,8,cortex-m0,0,0xe,20,1,instructions,256\n"),
               std::invalid_argument);
}

// 1,000 cycles at 1 nJ are 1 microjoule; 225 mAh at 3 V are 2,430 J.
TEST(Battery, UnitsAreRight) {
  const DeployedCell cell{"trained", "1", "1", "100", "8", 1, 1000, 20};
  const Supply supply{{1e-9, 2e-9}, 225, 3, {5, 20}};
  EXPECT_DOUBLE_EQ(supply.battery_joules(), 2430);
  const Energy energy = energy_of(cell, supply);
  EXPECT_DOUBLE_EQ(energy.nanojoules.low, 1000);
  EXPECT_DOUBLE_EQ(energy.nanojoules.high, 2000);
  EXPECT_DOUBLE_EQ(energy.nanojoules_per_multiply_add.low, 50);
  EXPECT_DOUBLE_EQ(energy.battery_updates.low, 2430 / 2e-6);
  EXPECT_DOUBLE_EQ(energy.battery_updates.high, 2430 / 1e-6);
  // A generation of 256 cells a second: 256 to 512 microwatts.
  EXPECT_DOUBLE_EQ(energy.solar_cm2.low, 256. / 20);
  EXPECT_DOUBLE_EQ(energy.solar_cm2.high, 512. / 5);
}

TEST(Battery, TextAndTableHaveTwoDigits) {
  const std::vector<DeployedCell> cells{{"trained", "1", "1", "100", "8", 3, 558.04, 20},
                                        {"rule-bytewise", "1", "1", "100", "none", 1, 20.6, 0}};
  const Supply supply{{1e-9, 2e-9}, 225, 3, {5, 20}};
  EXPECT_THAT(battery_text(cells, supply), HasSubstr("558.0   560 to 1100  28 to 56"));
  EXPECT_EQ(battery_csv(cells, supply),
            "network,steps,overcompleteness,kept,bits,networks,cycles,nanojoules_low,"
            "nanojoules_high,nanojoules_per_multiply_add_low,nanojoules_per_multiply_add_high,"
            "battery_updates_low,battery_updates_high,solar_cm2_low,solar_cm2_high\n"
            "trained,1,1,100,8,3,558.04,560,1100,28,56,2200000000,4400000000,7.1,57\n"
            "rule-bytewise,1,1,100,none,1,20.60,21,41,,,59000000000,120000000000,0.26,2.1\n");
}

}  // namespace
}  // namespace bill

#include "studies/harness/timings.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "run_toy.h"

namespace study {
namespace {

TEST(Timings, AppendAndLoad) {
  const TemporaryFolder folder;
  const auto path = folder.file("coin.timing.csv");
  EXPECT_TRUE(load_timings(path).empty());
  TimingFile(path).append(1, {0.5, 4096});
  TimingFile(path).append(0xffffffffffffffff, {2});
  EXPECT_EQ(base::read_file(path),
            "seed,cpu_seconds,peak_bytes\n0x0000000000000001,0.500000,4096\n"
            "0xffffffffffffffff,2.000000,\n");
  const auto timings = load_timings(path);
  EXPECT_EQ(timings.size(), 2u);
  EXPECT_EQ(timings.at(1), (Timing{0.5, 4096}));
  EXPECT_EQ(timings.at(0xffffffffffffffff), (Timing{2, std::nullopt}));
}

TEST(Timings, AFileWithoutPeaksIsReadAndGoesOnWithoutThem) {
  const TemporaryFolder folder;
  const auto path = folder.file("coin.timing.csv");
  base::write_file(path, "seed,cpu_seconds\n0x1,3\n");
  TimingFile(path).append(2, {1, 4096});
  EXPECT_EQ(base::read_file(path), "seed,cpu_seconds\n0x1,3\n0x0000000000000002,1.000000\n");
  EXPECT_EQ(load_timings(path).at(1), (Timing{3, std::nullopt}));
}

TEST(Timings, PeakIsThatOfTheProcess) {
  const std::int64_t before = peak_resident_bytes();
  EXPECT_GT(before, 1 << 20);
  const std::vector<char> more(static_cast<std::size_t>(before) + (32 << 20), 'x');
  EXPECT_GT(peak_resident_bytes(), before + (16 << 20));
  EXPECT_EQ(more.back(), 'x');
}

TEST(Timings, DamageIsTolerated) {
  const TemporaryFolder folder;
  const auto path = folder.file("coin.timing.csv");
  base::write_file(path,
                   "seed,cpu_seconds\nnonsense\n0x1,x\n0x5,inf\n0x6,nan\n0x7,-1\n0x2,1\n0x3,");
  EXPECT_EQ(load_timings(path).size(), 1u);
  TimingFile(path).append(4, {1});
  EXPECT_EQ(load_timings(path).size(), 2u);
  EXPECT_EQ(load_timings(path).at(4), Timing{1});
  // What is not ours is left alone.
  const auto foreign = folder.file("foreign.csv");
  base::write_file(foreign, "a,b\n1,2\n");
  TimingFile(foreign).append(4, {1});
  EXPECT_EQ(base::read_file(foreign), "a,b\n1,2\n");
  EXPECT_TRUE(load_timings(foreign).empty());
  // Nowhere to write: no error.
  TimingFile("/nowhere/coin.timing.csv").append(1, {1});
}

}  // namespace
}  // namespace study

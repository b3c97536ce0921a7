#include "studies/task/window_batches.h"

#include <gtest/gtest.h>

#include <vector>

namespace task {
namespace {

constexpr Density kDrawn{true, 0};

WindowBatches make(int batch, bool keep, std::uint64_t key = 1, Density density = kDrawn) {
  return {life::Topology::torus,
          density,
          batch,
          base::Stream(key, "data"),
          base::Stream(key, "data density"),
          keep};
}

std::vector<WindowHistogram> first(WindowBatches batches, int count) {
  std::vector<WindowHistogram> histograms;
  for (int i = 0; i < count; ++i) histograms.push_back(batches.next());
  return histograms;
}

TEST(WindowBatches, CountTheWindowsOfADataset) {
  for (const bool keep : {false, true}) {
    WindowBatches batches = make(8, keep);
    Dataset dataset(life::Topology::torus, kDrawn, 8, base::Stream(1, "data"),
                    base::Stream(1, "data density"));
    for (int i = 0; i < 10; ++i) {
      dataset.next();
      EXPECT_EQ(batches.next(), count_windows(dataset.boards()));
    }
  }
}

TEST(WindowBatches, AreTheSameWhenKept) {
  const auto drawn = first(make(8, false), 30);
  EXPECT_EQ(first(make(8, true), 10), std::vector(drawn.begin(), drawn.begin() + 10));
  EXPECT_EQ(first(make(8, true), 30), drawn);
  EXPECT_EQ(first(make(8, true), 30), drawn);
}

TEST(WindowBatches, OthersAreNotTakenForTheKept) {
  const Density others[] = {kDrawn, {false, 0.3}, {false, 0.7}};
  for (const Density density : others) {
    for (const std::uint64_t key : {1U, 2U}) {
      for (const int batch : {4, 8, 64}) {
        EXPECT_EQ(first(make(batch, true, key, density), 5),
                  first(make(batch, false, key, density), 5));
      }
    }
  }
}

TEST(WindowBatches, TwoAtATimeShareTheKept) {
  const auto drawn = first(make(8, false), 20);
  WindowBatches ahead = make(8, true), behind = make(8, true), other = make(8, true, 2);
  EXPECT_NE(other.next(), drawn[0]);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(ahead.next(), drawn[static_cast<std::size_t>(i)]);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(behind.next(), drawn[static_cast<std::size_t>(i)]);
  for (int i = 10; i < 20; ++i) EXPECT_EQ(ahead.next(), drawn[static_cast<std::size_t>(i)]);
}

TEST(WindowBatches, GoOnBeyondWhatIsKept) {
  constexpr int kBeyond = (1 << 17) + 5;
  WindowBatches drawn = make(1, false), kept = make(1, true), again = make(1, true);
  for (int i = 0; i < kBeyond; ++i) {
    const WindowHistogram& wanted = drawn.next();
    ASSERT_EQ(kept.next(), wanted) << i;
    ASSERT_EQ(again.next(), wanted) << i;
  }
}

}  // namespace
}  // namespace task

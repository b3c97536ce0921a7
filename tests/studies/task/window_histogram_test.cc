#include "studies/task/window_histogram.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "life/soup.h"

namespace task {
namespace {

// Window by window, as the header says.
WindowHistogram count_one_by_one(const std::vector<life::Board>& boards) {
  WindowHistogram counts{};
  for (const life::Board& board : boards) {
    const bool torus = board.topology() == life::Topology::torus;
    const int height = board.height(), width = board.width();
    const auto cell = [&](int y, int x) {
      if (torus) return board.get((y + height) % height, (x + width) % width);
      return y >= 0 && y < height && x >= 0 && x < width && board.get(y, x);
    };
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        unsigned window = 0;
        for (int row = 0; row < 3; ++row) {
          for (int column = 0; column < 3; ++column) {
            window |= unsigned{cell(y + row - 1, x + column - 1)} << histogram_bit(row, column);
          }
        }
        ++counts[window];
      }
    }
  }
  return counts;
}

TEST(CountWindows, EqualsCountingOneByOne) {
  const base::Stream stream(1, "boards");
  std::uint64_t index = 0;
  for (const auto topology : {life::Topology::torus, life::Topology::dead_edge}) {
    for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 20U}) {
      std::vector<life::Board> boards(count, life::Board(32, 32, topology));
      for (life::Board& board : boards) {
        const double density = 0.1 * static_cast<double>(index % 11);
        life::soup(board, density, stream, index++);
      }
      EXPECT_EQ(count_windows(boards), count_one_by_one(boards)) << count << " boards";
    }
  }
}

TEST(CountWindows, CountsBeyondSixteenBits) {
  const std::vector<life::Board> boards(100, life::Board(32, 32, life::Topology::torus));
  EXPECT_EQ(count_windows(boards)[0], 100U * 32 * 32);
}

TEST(CountWindows, EveryCellHasOneWindow) {
  std::vector<life::Board> boards(8, life::Board(32, 32, life::Topology::torus));
  for (std::uint64_t i = 0; i < boards.size(); ++i) {
    life::soup(boards[i], 0.125 * static_cast<double>(i), base::Stream(2, "boards"), i);
  }
  const auto counts = count_windows(boards);
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0U), 8U * 32 * 32);
  EXPECT_GE(counts[0], 32U * 32);  // the board of density 0
}

}  // namespace
}  // namespace task

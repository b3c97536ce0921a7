#include "life/soup.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "base/lane_generator.h"
#include "expect_refused.h"

namespace life {
namespace {

Board soup_of(int height, int width, double density, std::uint64_t index) {
  Board board(height, width, Topology::torus);
  soup(board, density, base::Stream(11, "soup"), index);
  return board;
}

TEST(Soup, HasItsDensity) {
  constexpr double kCells = 1000.0 * 1000.0;
  for (const double density : {1.0 / 65536, 0.01, 0.25, 0.375, 0.38, 0.5, 0.6180339, 0.99}) {
    const double rounded = std::round(density * 65536) / 65536;
    const double sigma = std::sqrt(rounded * (1 - rounded) * kCells);
    const auto population = static_cast<double>(soup_of(1000, 1000, density, 0).population());
    EXPECT_NEAR(population, rounded * kCells, 5 * sigma) << density;
  }
}

TEST(Soup, ZeroAndOneAreExact) {
  EXPECT_EQ(soup_of(50, 70, 0, 0).population(), 0);
  EXPECT_EQ(soup_of(50, 70, 1, 0).population(), 50 * 70);
  EXPECT_EQ(soup_of(50, 70, 1e-6, 0).population(), 0);
}

TEST(Soup, OverwritesWhatWasThere) {
  Board board = soup_of(20, 100, 1, 0);
  soup(board, 0.3, base::Stream(11, "soup"), 5);
  EXPECT_EQ(board, soup_of(20, 100, 0.3, 5));
}

TEST(Soup, NeighboursAreIndependent) {
  constexpr double kDensity = 0.375;
  const Board board = soup_of(1000, 1000, kDensity, 3);
  for (const auto& [dy, dx] : {std::pair{0, 1}, {1, 0}, {1, 1}, {0, 32}, {0, 64}, {16, 0}}) {
    double both = 0, pairs = 0;
    for (int y = 0; y + dy < 1000; ++y) {
      for (int x = 0; x + dx < 1000; ++x) {
        both += board.get(y, x) && board.get(y + dy, x + dx);
        ++pairs;
      }
    }
    // The variance of one product is p^2 (1 - p^2); pairs that share a cell add to it.
    const double p = kDensity * kDensity;
    const double variance = p * (1 - p) + 2 * (p * kDensity - p * p);
    EXPECT_NEAR(both, p * pairs, 5 * std::sqrt(variance * pairs)) << dy << ", " << dx;
  }
}

TEST(Soup, DependsOnStreamAndIndex) {
  const Board board = soup_of(32, 32, 0.5, 7);
  EXPECT_EQ(board, soup_of(32, 32, 0.5, 7));
  EXPECT_NE(board, soup_of(32, 32, 0.5, 8));
  Board other(32, 32, Topology::torus);
  soup(other, 0.5, base::Stream(11, "test"), 7);
  EXPECT_NE(board, other);
  soup(other, 0.5, base::Stream(12, "soup"), 7);
  EXPECT_NE(board, other);
}

TEST(Soup, LeavesBitsBeyondTheWidthZero) {
  for (int width = 1; width <= 130; ++width) {
    const Board board = soup_of(9, width, 0.9, 1);
    for (int y = 0; y < 9; ++y) {
      ASSERT_EQ(board.row(y).back() & ~board.last_word_mask(), 0u) << width;
    }
  }
}

TEST(Soup, FillsTheHalfWordsOfRowsInOrder) {
  // At density 1/2 one digit is drawn: the cells are the generator's bits.
  base::LaneGenerator generator(base::Stream(11, "soup"), 4);
  base::Lanes bits;
  generator.next(bits);
  const Board narrow = soup_of(4, 32, 0.5, 4);
  const Board wide = soup_of(2, 90, 0.5, 4);
  for (int y = 0; y < 4; ++y) {
    EXPECT_EQ(narrow.row(y)[0], bits[y / 2] >> (y % 2 * 32) & 0xffffffff) << y;
  }
  EXPECT_EQ(wide.row(0)[0], bits[0]);
  EXPECT_EQ(wide.row(0)[1], bits[1] & 0x3ffffff);
  EXPECT_EQ(wide.row(1)[0], bits[1] >> 32 | bits[2] << 32);
  EXPECT_EQ(wide.row(1)[1], bits[2] >> 32 & 0x3ffffff);
}

std::uint64_t fold(std::uint64_t hash, const Board& board) {
  for (int y = 0; y < board.height(); ++y) {
    for (const Word word : board.row(y)) hash = std::rotl(hash, 5) * 0x9e3779b97f4a7c15 + word;
  }
  return hash;
}

TEST(Soup, NeverChanges) {
  // Computed by an independent Philox, xoshiro256++ and comparison of digits.
  const Board board = soup_of(32, 32, 0.38, 123456789);
  EXPECT_EQ(fold(0, board), 607645799114406741u);
  EXPECT_EQ(board.row(0)[0], 2687802229u);
}

// Committed results rest on these boards: as they were when the first of them was written.
TEST(Soup, NeverChangesAtAnySize) {
  struct Pinned {
    int height, width;
    std::uint64_t hash;
  };
  for (const auto& [height, width, hash] :
       {Pinned{1, 1, 1151169794319892461u}, Pinned{1, 32, 16227631392789028595u},
        Pinned{3, 31, 6866858937314206783u}, Pinned{32, 32, 3527696141158810621u},
        Pinned{40, 17, 11231673538761807173u}, Pinned{33, 33, 15989175965085154497u},
        Pinned{20, 64, 7206311201347296978u}, Pinned{7, 65, 13189475999593197729u},
        Pinned{9, 96, 16797538743198517977u}, Pinned{11, 97, 13521764405298663406u},
        Pinned{64, 128, 10899247052685201495u}, Pinned{5, 1000, 12611527545798961346u}}) {
    std::uint64_t found = 0;
    std::uint64_t index = 7;
    for (const double density : {1. / 65536, 0.25, 0.38, 0.5, 24903. / 65536, 65535. / 65536}) {
      found = fold(found, soup_of(height, width, density, index++));
    }
    EXPECT_EQ(found, hash) << height << "x" << width;
  }
}

TEST(Soup, NeverChangesAtAnyWidthDensityAndIndex) {
  std::uint64_t widths = 0, numerators = 0, indices = 0;
  for (int width = 1; width <= 260; ++width) widths = fold(widths, soup_of(19, width, 0.3, 1));
  for (int numerator = 0; numerator <= 65536; ++numerator) {
    numerators = fold(numerators, soup_of(32, 32, numerator / 65536., 2));
  }
  for (unsigned bit = 0; bit < 64; ++bit) {
    const std::uint64_t power = std::uint64_t{1} << bit;
    for (const std::uint64_t index : {power - 1, power, ~power}) {
      indices = fold(indices, soup_of(32, 32, 0.38, index));
    }
  }
  EXPECT_EQ(widths, 8660572580418279095u);
  EXPECT_EQ(numerators, 12571577623271553425u);
  EXPECT_EQ(indices, 10295147859499661015u);
}

TEST(Soup, RefusesDensitiesOutsideTheUnitInterval) {
  expect_refused([] { soup_of(4, 4, 1.5, 0); }, "density 1.5: needs a number from 0 to 1");
  EXPECT_THROW(soup_of(4, 4, -0.1, 0), std::invalid_argument);
  EXPECT_THROW(soup_of(4, 4, std::numeric_limits<double>::quiet_NaN(), 0), std::invalid_argument);
}

}  // namespace
}  // namespace life

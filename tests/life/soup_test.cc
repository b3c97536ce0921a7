#include "life/soup.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "base/lane_generator.h"
#include "expect_refused.h"

namespace life {
namespace {

Board soup_of(int height, int width, double density, std::uint64_t index) {
  Board board(height, width, Topology::torus);
  soup(board, density, base::Stream(11, "soup"), index);
  return board;
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

TEST(Soup, RoundsDensitiesToTheNearest16Digits) {
  const auto numerator = [](double n) { return soup_of(32, 32, n / 65536, 4); };
  EXPECT_EQ(soup_of(32, 32, 0.38, 4), numerator(24904));  // 24903.68
  EXPECT_EQ(numerator(24903.5), numerator(24904));
  EXPECT_EQ(numerator(std::nextafter(24903.5, 0)), numerator(24903));
  EXPECT_NE(numerator(24903), numerator(24904));
  EXPECT_EQ(numerator(std::nextafter(0.5, 0)).population(), 0);
  EXPECT_EQ(numerator(65535.5).population(), 32 * 32);
}

// In pairs, alone and one after the other.
TEST(Soups, AreTheBoardsOneByOne) {
  const Size sizes[] = {{32, 32}, {32, 32}, {32, 32}, {40, 17}, {40, 17}, {40, 18},
                        {5, 32},  {5, 33},  {5, 33},  {9, 100}, {16, 1},  {16, 1}};
  std::vector<Board> boards;
  std::vector<double> densities;
  for (const auto& [height, width] : sizes) {
    boards.push_back(soup_of(height, width, 1, 0));
    // Every number of digits meets others, 0 and 16 included.
    densities.push_back(std::ldexp(1.0, -static_cast<int>(densities.size() * 7 % 17)));
  }
  soups(boards, densities, base::Stream(11, "soup"), 1000);
  for (std::size_t i = 0; i < boards.size(); ++i) {
    EXPECT_EQ(boards[i], soup_of(sizes[i].height, sizes[i].width, densities[i], 1000 + i)) << i;
  }
  soups({}, {}, base::Stream(11, "soup"), 0);
}

TEST(Soups, PairsOfAllDensitiesAreTheBoardsOneByOne) {
  std::vector<Board> boards(2, Board(32, 32, Topology::torus));
  for (unsigned digits = 0; digits < 17 * 17; ++digits) {
    const double densities[] = {std::ldexp(1.0, -static_cast<int>(digits / 17)),
                                std::ldexp(1.0, -static_cast<int>(digits % 17))};
    soups(boards, densities, base::Stream(11, "soup"), digits);
    EXPECT_EQ(boards[0], soup_of(32, 32, densities[0], digits)) << digits;
    EXPECT_EQ(boards[1], soup_of(32, 32, densities[1], digits + 1)) << digits;
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
  constexpr Pinned kPinned[] = {{1, 1, 1151169794319892461u},     {1, 32, 16227631392789028595u},
                                {3, 31, 6866858937314206783u},    {32, 32, 3527696141158810621u},
                                {40, 17, 11231673538761807173u},  {33, 33, 15989175965085154497u},
                                {20, 64, 7206311201347296978u},   {7, 65, 13189475999593197729u},
                                {9, 96, 16797538743198517977u},   {11, 97, 13521764405298663406u},
                                {64, 128, 10899247052685201495u}, {5, 1000, 12611527545798961346u}};
  for (const auto& [height, width, hash] : kPinned) {
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

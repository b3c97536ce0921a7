// Chi-square tests of soups against cells that are independent and alive with the soup's density,
// and that the same statistics find sources that are not. All seeds are fixed, so a test passes
// always or never; the level is for the choice of the seeds: were the soups perfect, a choice that
// fails any of the 203 statistics would have a probability of 1e-6.

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <vector>

#include "life/soup.h"

namespace life {
namespace {

constexpr int kSide = 32;
constexpr std::size_t kBoards = 4096;
constexpr int kStatistics = 203;

double critical_value(int degrees_of_freedom) {
  const boost::math::chi_squared distribution(degrees_of_freedom);
  return boost::math::quantile(boost::math::complement(distribution, 1e-6 / kStatistics));
}

using Sample = std::vector<Board>;

Sample make_sample(double density, const char* name = "cells", std::uint64_t key = 1) {
  Sample boards(kBoards, Board(kSide, kSide, Topology::torus));
  soups(boards, std::vector(kBoards, density), base::Stream(key, name), 0);
  return boards;
}

std::uint32_t row_of(const Board& board, int y) {
  return static_cast<std::uint32_t>(board.row(y % kSide)[0]);
}

/// (observed - expected)^2 / variance of the living cells of all boards: one degree of freedom.
double density_statistic(const Sample& boards, double density) {
  double population = 0;
  for (const Board& board : boards) population += static_cast<double>(board.population());
  const double cells = static_cast<double>(boards.size()) * kSide * kSide;
  return std::pow(population - density * cells, 2) / (density * (1 - density) * cells);
}

/// The same for each place on the board, summed: a degree of freedom a place.
double places_statistic(const Sample& boards, double density) {
  const auto count = static_cast<double>(boards.size());
  double sum = 0;
  for (int y = 0; y < kSide; ++y) {
    std::array<std::uint32_t, kSide> alive{};
    for (const Board& board : boards) {
      std::uint32_t row = row_of(board, y);
      for (std::uint32_t& place : alive) {
        place += row & 1;
        row >>= 1;
      }
    }
    for (const std::uint32_t place : alive) {
      sum += std::pow(place - density * count, 2) / (density * (1 - density) * count);
    }
  }
  return sum;
}

/// Counts of pairs of cells of which no two share a cell.
struct Pairs {
  double count = 0, first = 0, second = 0, both = 0;

  /// Pairs the cells of `a` and of `b` at the places in `where`.
  void add(std::uint32_t a, std::uint32_t b, std::uint32_t where) {
    count += std::popcount(where);
    first += std::popcount(a & where);
    second += std::popcount(b & where);
    both += std::popcount(a & b & where);
  }

  /// Against the four outcomes' probabilities: three degrees of freedom.
  double statistic(double density) const {
    const double p = density, q = 1 - density;
    const auto term = [&](double observed, double probability) {
      return std::pow(observed - probability * count, 2) / (probability * count);
    };
    return term(both, p * p) + term(first - both, p * q) + term(second - both, q * p) +
           term(count - first - second + both, q * q);
  }
};
constexpr int kPairsFreedom = 3;

/// Where the second cell of a pair lies from the first.
struct Offset {
  int dy, dx;
};
// Neighbours, and what lies close to each other in the generator: rows in lanes side by side and in
// successive vectors, halves of a row.
constexpr Offset kOffsets[] = {{0, 1}, {1, 0}, {1, 1}, {1, -1}, {2, 0}, {16, 0}, {0, 16}};

/// Whether the cell at `place` (of a row or of a column) is the first of a pair: every second
/// `step` cells, or the others if `odd`.
bool is_first(int place, int step, bool odd) { return (place / step % 2 != 0) == odd; }

/// The first cells of a row that has any.
std::uint32_t first_columns(const Offset& offset, bool odd) {
  if (offset.dy != 0) return ~0u;
  std::uint32_t columns = 0;
  for (int x = 0; x < kSide; ++x) {
    if (is_first(x, offset.dx, odd)) columns |= 1u << x;
  }
  return columns;
}

Pairs neighbours(const Sample& boards, const Offset& offset, bool odd) {
  const std::uint32_t columns = first_columns(offset, odd);
  Pairs pairs;
  for (const Board& board : boards) {
    for (int y = 0; y < kSide; ++y) {
      if (offset.dy != 0 && !is_first(y, offset.dy, odd)) continue;
      pairs.add(row_of(board, y), std::rotr(row_of(board, y + offset.dy), offset.dx), columns);
    }
  }
  return pairs;
}

/// Each cell with the same place of another board.
Pairs same_places(const Sample& first, const Sample& second) {
  Pairs pairs;
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (int y = 0; y < kSide; ++y) pairs.add(row_of(first[i], y), row_of(second[i], y), ~0u);
  }
  return pairs;
}

/// Every second board with the one `after` it.
Pairs successive_boards(const Sample& boards, std::size_t start) {
  Sample first, second;
  for (std::size_t i = start; i + 1 < boards.size(); i += 2) {
    first.push_back(boards[i]);
    second.push_back(boards[i + 1]);
  }
  return same_places(first, second);
}

constexpr double kDensities[] = {0.5, 0.25, 24903. / 65536, 24904. / 65536, 58001. / 65536, 0.02};

double rounded(double density) { return std::round(density * 65536) / 65536; }

TEST(SoupStatistics, DensitiesAreRight) {
  for (const double density : kDensities) {
    const Sample boards = make_sample(density);
    EXPECT_LT(density_statistic(boards, rounded(density)), critical_value(1)) << density;
    EXPECT_LT(places_statistic(boards, rounded(density)), critical_value(kSide * kSide)) << density;
  }
}

TEST(SoupStatistics, ExtremeDensitiesAreRight) {
  for (const int numerator : {1, 2, 3, 65533, 65534, 65535}) {
    const double density = numerator / 65536.;
    const Sample boards = make_sample(density);
    EXPECT_LT(density_statistic(boards, density), critical_value(1)) << numerator;
    // And are told apart from the next.
    EXPECT_GT(density_statistic(boards, density + (numerator < 9 ? 4 : -4) / 65536.),
              critical_value(1))
        << numerator;
  }
}

// What 2^-16 adds to a density is too little to be seen next to the rest, but alone it can be:
// boards of as many digits compare the same random digits.
TEST(SoupStatistics, ADensityALittleHigherAddsThatShareOfCells) {
  for (const int numerator : {1, 24903, 32767, 32769, 65533}) {
    const Sample lower = make_sample(numerator / 65536.);
    const Sample higher = make_sample((numerator + 2) / 65536.);
    Sample added = higher;
    for (std::size_t i = 0; i < kBoards; ++i) {
      for (int y = 0; y < kSide; ++y) {
        ASSERT_EQ(lower[i].row(y)[0] & ~higher[i].row(y)[0], 0u) << numerator;
        added[i].row(y)[0] = higher[i].row(y)[0] & ~lower[i].row(y)[0];
      }
    }
    EXPECT_LT(density_statistic(added, 2 / 65536.), critical_value(1)) << numerator;
    EXPECT_GT(density_statistic(added, 5 / 65536.), critical_value(1)) << numerator;
  }
}

TEST(SoupStatistics, NeighboursAreIndependent) {
  for (const double density : kDensities) {
    const Sample boards = make_sample(density);
    for (const Offset& offset : kOffsets) {
      for (const bool odd : {false, true}) {
        EXPECT_LT(neighbours(boards, offset, odd).statistic(rounded(density)),
                  critical_value(kPairsFreedom))
            << density << ": " << offset.dy << ", " << offset.dx << (odd ? ", odd" : ", even");
      }
    }
  }
}

TEST(SoupStatistics, NeighboursAcrossTheWordsOfARowAreIndependent) {
  for (const double density : kDensities) {
    for (const int width : {100, 128, 200}) {
      Board board(60'000, width, Topology::torus);
      soup(board, density, base::Stream(1, "wide"), 0);
      for (int x = 31; x + 1 < width; x += 32) {
        Pairs pairs;
        for (int y = 0; y < board.height(); ++y) {
          pairs.add(board.get(y, x), board.get(y, x + 1), 1);
        }
        EXPECT_LT(pairs.statistic(rounded(density)), critical_value(kPairsFreedom))
            << density << ": " << width << " columns, after " << x;
      }
    }
  }
}

TEST(SoupStatistics, BoardsAreIndependent) {
  for (const double density : kDensities) {
    const Sample boards = make_sample(density);
    const double critical = critical_value(kPairsFreedom);
    const double p = rounded(density);
    EXPECT_LT(successive_boards(boards, 0).statistic(p), critical) << density;
    EXPECT_LT(successive_boards(boards, 1).statistic(p), critical) << density;
    EXPECT_LT(same_places(boards, make_sample(density, "cellt")).statistic(p), critical) << density;
    EXPECT_LT(same_places(boards, make_sample(density, "cells", 2)).statistic(p), critical)
        << density;
  }
}

TEST(SoupStatistics, FindABiasOfTwoToTheMinusNine) {
  const Sample boards = make_sample(0.375 + 1. / 512);
  EXPECT_GT(density_statistic(boards, 0.375), critical_value(1));
  EXPECT_GT(neighbours(boards, {1, 0}, false).statistic(0.375), critical_value(kPairsFreedom));
}

TEST(SoupStatistics, FindAPlaceThatDiffers) {
  Sample boards = make_sample(0.375);
  for (std::size_t i = 0; i < kBoards; i += 4) boards[i].set(5, 9, true);
  EXPECT_LT(density_statistic(boards, 0.375), critical_value(1));
  EXPECT_GT(places_statistic(boards, 0.375), critical_value(kSide * kSide));
}

// In every fourth board the second cells of one row's pairs repeat the first: the density is right.
TEST(SoupStatistics, FindDependentNeighbours) {
  for (const Offset& offset : kOffsets) {
    for (const bool odd : {false, true}) {
      const std::uint32_t columns = first_columns(offset, odd);
      const int y = odd ? offset.dy : 0;
      Sample boards = make_sample(0.375);
      for (std::size_t i = 0; i < kBoards; i += 4) {
        Word& second = boards[i].row((y + offset.dy) % kSide)[0];
        const std::uint32_t repeated = row_of(boards[i], y) & columns;
        second = (second & ~std::rotl(columns, offset.dx)) | std::rotl(repeated, offset.dx);
      }
      EXPECT_LT(density_statistic(boards, 0.375), critical_value(1));
      EXPECT_GT(neighbours(boards, offset, odd).statistic(0.375), critical_value(kPairsFreedom))
          << offset.dy << ", " << offset.dx << (odd ? ", odd" : ", even");
    }
  }
}

TEST(SoupStatistics, FindBoardsThatComeTwice) {
  Sample boards = make_sample(0.375);
  for (std::size_t i = 0; i + 1 < kBoards; i += 128) boards[i + 1] = boards[i];
  EXPECT_GT(successive_boards(boards, 0).statistic(0.375), critical_value(kPairsFreedom));
  EXPECT_LT(successive_boards(boards, 1).statistic(0.375), critical_value(kPairsFreedom));
}

}  // namespace
}  // namespace life

#include "studies/task/dataset.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace task {
namespace {

constexpr double kCells = kBoardSide * kBoardSide;

Dataset make(Density density, int batch, std::uint64_t key = 1) {
  return {life::Topology::torus, density, batch, base::Stream(key, "data"),
          base::Stream(key, "density")};
}

TEST(Density, ParsesANumberOrUniform) {
  EXPECT_TRUE(Density::parse("uniform").drawn);
  EXPECT_EQ(Density::parse("0.38").fixed, 0.38);
  EXPECT_EQ(Density::parse("0.380").to_string(), "0.38");
  EXPECT_EQ(Density::parse("-0").to_string(), "0");
  EXPECT_EQ(Density::parse("uniform").to_string(), "uniform");
  for (const char* text : {"", "1.5", "-0.1", "U", "0.38 "}) {
    EXPECT_THROW(Density::parse(text), std::invalid_argument) << text;
  }
}

TEST(Dataset, FixedDensityHasThatManyLivingCells) {
  Dataset dataset = make({false, 0.38}, 100);
  double alive = 0;
  for (int batch = 0; batch < 10; ++batch) {
    dataset.next();
    for (const auto& board : dataset.boards()) alive += static_cast<double>(board.population());
  }
  const double count = 1000 * kCells;
  EXPECT_NEAR(alive / count, 0.38, 5 * std::sqrt(0.38 * 0.62 / count));
}

TEST(Dataset, DrawnDensityIsUniform) {
  Dataset dataset = make({true, 0}, 1000);
  dataset.next();
  double sum = 0, squares = 0;
  for (const auto& board : dataset.boards()) {
    const double share = static_cast<double>(board.population()) / kCells;
    sum += share;
    squares += share * share;
  }
  // Mean 1/2, second moment 1/3 + 1/(6 * 1024); five standard errors.
  EXPECT_NEAR(sum / 1000, 0.5, 5 * std::sqrt(1. / 12 / 1000));
  EXPECT_NEAR(squares / 1000, 1. / 3 + 1 / (6 * kCells), 5 * std::sqrt(4. / 45 / 1000));
}

TEST(Dataset, BoardsAreFreshAndDoNotDependOnTheBatch) {
  Dataset eights = make({true, 0}, 8), threes = make({true, 0}, 3);
  std::vector<life::Board> one, other;
  std::set<std::vector<life::Word>> different;
  for (int batch = 0; batch < 3; ++batch) {
    eights.next();
    one.insert(one.end(), eights.boards().begin(), eights.boards().end());
  }
  for (int batch = 0; batch < 8; ++batch) {
    threes.next();
    other.insert(other.end(), threes.boards().begin(), threes.boards().end());
  }
  EXPECT_EQ(one, other);
  for (const auto& board : one) different.emplace(board.words().begin(), board.words().end());
  EXPECT_EQ(different.size(), one.size());
}

}  // namespace
}  // namespace task

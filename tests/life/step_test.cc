#include "life/step.h"

#include <gtest/gtest.h>

#include <bit>

#include "base/random.h"
#include "expect_refused.h"
#include "life/soup.h"

namespace life {
namespace {

constexpr Topology kTopologies[] = {Topology::torus, Topology::dead_edge};

Rule random_rule(base::Stream& stream) {
  const std::uint32_t bits = stream.next_u32();
  return Rule(bits, bits >> 9);
}

void expect_bits_beyond_width_zero(const Board& board) {
  for (int y = 0; y < board.height(); ++y) {
    ASSERT_EQ(board.row(y).back() & ~board.last_word_mask(), 0u) << "row " << y;
  }
}

/// One generation of `step` and of the reference, compared.
void check_step(const Board& start, const Rule& rule) {
  Board fast = start, reference = start;
  step(fast, rule);
  step_reference(reference, rule);
  ASSERT_EQ(fast, reference) << rule.to_string() << " on " << to_string(start.size()) << " "
                             << to_string(start.topology());
  expect_bits_beyond_width_zero(fast);
}

/// Conway's rule, which has a circuit of its own, and one random rule of each kind of background.
void check_rules(const Board& start, base::Stream& stream) {
  const Rule rule = random_rule(stream);
  check_step(start, Rule::conway());
  check_step(start, rule);
  check_step(start, Rule(1, 0x1ff));
}

TEST(StepReference, CountsEightNeighbours) {
  Board board(3, 3, Topology::dead_edge);
  for (int x = 0; x < 3; ++x) board.set(1, x, true);
  step_reference(board, Rule::conway());
  Board expected(3, 3, Topology::dead_edge);
  for (int y = 0; y < 3; ++y) expected.set(y, 1, true);
  EXPECT_EQ(board, expected);
}

TEST(StepReference, TheOnlyCellOfATorusIsItsOwnEightNeighbours) {
  Board board(1, 1, Topology::torus);
  board.set(0, 0, true);
  step_reference(board, Rule::parse("B/S8"));
  EXPECT_EQ(board.population(), 1);
  step_reference(board, Rule::parse("B/S01234567"));
  EXPECT_EQ(board.population(), 0);
}

/// All windows at columns `x` to `x` + 2 of a board of `width`, under all 18 bits of a rule.
void check_every_window(int width, int x) {
  for (int window = 0; window < 512; ++window) {
    Board start(5, width, Topology::dead_edge);
    for (int i = 0; i < 9; ++i) start.set(1 + i / 3, x + i % 3, (window >> i & 1) != 0);
    const int alive = window >> 4 & 1;
    const int neighbours = std::popcount(static_cast<unsigned>(window)) - alive;
    for (unsigned bit = 0; bit < 18; ++bit) {
      const Rule rule(1u << bit, 1u << bit >> 9);
      Board board = start;
      step(board, rule);
      ASSERT_EQ(board.get(2, x + 1), rule.alive_next(alive != 0, neighbours)) << window;
    }
    check_step(start, Rule::conway());
  }
}

TEST(Step, EveryWindowUnderEveryCountOfARule) {
  check_every_window(5, 1);
  check_every_window(100, 62);
  check_every_window(1100, 510);
}

TEST(Step, EveryTorusOf4x4) {
  base::Stream stream(1, "rules");
  for (unsigned cells = 0; cells < 1u << 16; ++cells) {
    Board board(4, 4, Topology::torus);
    for (int y = 0; y < 4; ++y) board.row(y)[0] = cells >> 4 * y & 15;
    check_step(board, Rule::conway());
    if (cells % 16 == 0) check_step(board, random_rule(stream));
    if (HasFatalFailure()) return;
  }
}

TEST(Step, EveryWidthAndHeight) {
  base::Stream rules(2, "rules");
  const base::Stream cells(2, "cells");
  for (int height = 1; height <= 130; ++height) {
    for (int width = 1; width <= 130; ++width) {
      for (const Topology topology : kTopologies) {
        Board board(height, width, topology);
        soup(board, 0.4, cells, static_cast<std::uint64_t>(1000 * height + width));
        const bool all_rules = height <= 3 || width <= 3 || (height + width) % 8 == 0;
        all_rules ? check_rules(board, rules) : check_step(board, Rule::conway());
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST(Step, LongAndWideBoards) {
  base::Stream rules(3, "rules");
  const base::Stream cells(3, "cells");
  for (const Size size :
       {Size{200, 33}, {128, 64}, {65, 1}, {2, 1000}, {3, 1024}, {9, 511}, {9, 513}, {5, 1537}}) {
    for (const Topology topology : kTopologies) {
      Board board(size.height, size.width, topology);
      soup(board, 0.5, cells, 0);
      check_rules(board, rules);
    }
  }
}

TEST(Step, ManyGenerationsAreOneAfterTheOther) {
  base::Stream rules(4, "rules");
  for (const Size size : {Size{32, 32}, Size{40, 100}}) {
    for (const Topology topology : kTopologies) {
      for (const Rule& rule : {Rule::conway(), random_rule(rules), Rule::parse("B0/S23")}) {
        Board fast(size.height, size.width, topology);
        soup(fast, 0.4, base::Stream(4, "cells"), 0);
        Board reference = fast;
        step(fast, rule, 20);
        step_reference(reference, rule, 20);
        EXPECT_EQ(fast, reference) << rule.to_string();
      }
    }
  }
}

// Several generations a pass, panel after panel of rows, against one generation a pass.
TEST(Step, PassesOfSeveralGenerationsAreGenerationsOneByOne) {
  base::Stream rules(5, "rules");
  for (const Topology topology : kTopologies) {
    for (const Size size : {Size{5000, 1024},
                            {9000, 500},
                            {70, 65600},
                            {200, 65600},
                            {129, 40000},
                            {4100, 1100},
                            {67, 128},
                            {40, 300000}}) {
      for (const Rule& rule : {Rule::conway(), Rule::parse("B0/S8"), random_rule(rules)}) {
        Board passes(size.height, size.width, topology);
        soup(passes, 0.4, base::Stream(1, "passes"), 0);
        Board singles = passes;
        step(passes, rule, 37);
        for (int i = 0; i < 37; ++i) step(singles, rule);
        ASSERT_EQ(passes, singles)
            << rule.to_string() << " on " << to_string(size) << " " << to_string(topology);
      }
    }
  }
}

// Threads meet at seams: chunks as low as they get, chunks of several panels, more threads than
// chunks, a last pass that is shorter.
TEST(Step, AnyNumberOfThreadsGivesTheSameCells) {
  for (const Topology topology : kTopologies) {
    for (const Size size :
         {Size{256, 2100}, {1030, 700}, {4000, 100}, {3000, 9000}, {300, 70001}}) {
      for (const Rule& rule : {Rule::conway(), Rule::parse("B0/S8")}) {
        Board alone(size.height, size.width, topology);
        soup(alone, 0.4, base::Stream(1, "threads"), 0);
        const Board start = alone;
        step(alone, rule, 45);
        for (const int threads : {2, 3, 7, 64}) {
          Board shared = start;
          step(shared, rule, 45, threads);
          ASSERT_EQ(shared, alone)
              << threads << " threads on " << to_string(size) << " " << to_string(topology);
        }
      }
    }
  }
}

TEST(Step, NoGenerationsChangeNothing) {
  Board board(5, 5, Topology::torus);
  board.set(2, 2, true);
  const Board before = board;
  step(board, Rule::conway(), 0);
  EXPECT_EQ(board, before);
  expect_refused([&] { step(board, Rule::conway(), -1); }, "generations -1: needs at least 0");
  expect_refused([&] { step(board, Rule::conway(), 1, 0); }, "threads 0: needs at least 1");
}

}  // namespace
}  // namespace life

#include "life/batch.h"

#include <gtest/gtest.h>

#include <bit>
#include <vector>

#include "base/random.h"
#include "expect_refused.h"
#include "life/soup.h"
#include "life/step.h"

namespace life {
namespace {

constexpr Topology kTopologies[] = {Topology::torus, Topology::dead_edge};

std::vector<Board> soups(int count, Size size, Topology topology) {
  std::vector<Board> boards(static_cast<std::size_t>(count),
                            Board(size.height, size.width, topology));
  std::uint64_t index = 0;
  for (Board& board : boards) soup(board, 0.4, base::Stream(1, "batch"), index++);
  return boards;
}

Batch batch_of(std::span<const Board> boards) {
  Batch batch(static_cast<int>(boards.size()), boards[0].size(), boards[0].topology());
  batch.read(boards);
  return batch;
}

std::vector<Board> boards_of(const Batch& batch) {
  std::vector<Board> boards(static_cast<std::size_t>(batch.count()),
                            Board(batch.height(), batch.width(), batch.topology()));
  batch.write(boards);
  return boards;
}

/// `generations` of a batch and of its boards one by one by the reference, compared.
void check_step(std::span<const Board> start, const Rule& rule, std::int64_t generations) {
  Batch batch = batch_of(start);
  step(batch, rule, generations);
  std::vector<Board> expected(start.begin(), start.end());
  for (Board& board : expected) step_reference(board, rule, generations);
  ASSERT_EQ(boards_of(batch), expected) << rule.to_string() << " on " << to_string(batch.size())
                                        << " " << to_string(batch.topology());
  ASSERT_EQ(batch, batch_of(expected)) << "bits that are no cells";
}

TEST(Batch, LaneBOfAVectorIsBoardBOfItsGroup) {
  Batch narrow(17, {2, 32}, Topology::torus);
  EXPECT_EQ(narrow.words().size(), 2u * 2u * 8u);
  Board board(2, 32, Topology::torus);
  board.set(1, 0, true);
  board.set(1, 31, true);
  narrow.read({&board, 1}, 3);
  EXPECT_EQ(narrow.words()[8 + 1], 0x8000000100000000u);
  narrow.read({&board, 1}, 16);
  EXPECT_EQ(narrow.words()[16 + 8], 0x80000001u);

  Batch wide(9, {1, 33}, Topology::torus);
  EXPECT_EQ(wide.words().size(), 2u * 8u);
  Board row(1, 33, Topology::torus);
  row.set(0, 32, true);
  wide.read({&row, 1}, 5);
  EXPECT_EQ(wide.words()[5], Word{1} << 32);
}

// Whole groups and parts of groups, rows in whole squares and beyond them.
TEST(Batch, WritesWhatItHasRead) {
  for (const Size size : {Size{1, 1}, {32, 32}, {33, 31}, {64, 64}, {7, 40}, {15, 33}, {17, 5}}) {
    const std::vector<Board> boards = soups(53, size, Topology::torus);
    const Batch batch = batch_of(boards);
    EXPECT_EQ(boards_of(batch), boards) << to_string(size);

    std::vector<Board> part(boards.begin() + 9, boards.begin() + 44);
    for (Board& board : part) board = Board(size.height, size.width, Topology::torus);
    batch.write(part, 9);
    EXPECT_TRUE(std::equal(part.begin(), part.end(), boards.begin() + 9)) << to_string(size);

    Batch pieces(53, size, Topology::torus);
    pieces.read(std::span(boards).subspan(20), 20);
    pieces.read(std::span(boards).first(20));
    EXPECT_EQ(pieces, batch) << to_string(size);
  }
}

TEST(Batch, EveryWindowUnderEveryCountOfARule) {
  for (const int width : {5, 32, 40, 64}) {
    std::vector<Board> windows(512, Board(5, width, Topology::dead_edge));
    for (unsigned window = 0; window < 512; ++window) {
      for (unsigned i = 0; i < 9; ++i) {
        windows[window].set(static_cast<int>(1 + i / 3), static_cast<int>(1 + i % 3),
                            (window >> i & 1) != 0);
      }
    }
    check_step(windows, Rule::conway(), 1);
    for (unsigned bit = 0; bit < 18; ++bit) {
      const Rule rule(1u << bit, 1u << bit >> 9);
      Batch batch = batch_of(windows);
      step(batch, rule);
      const std::vector<Board> next = boards_of(batch);
      for (unsigned window = 0; window < 512; ++window) {
        const bool alive = (window >> 4 & 1) != 0;
        const int neighbours = std::popcount(window) - (alive ? 1 : 0);
        ASSERT_EQ(next[window].get(2, 2), rule.alive_next(alive, neighbours)) << window;
      }
    }
  }
}

TEST(Batch, EveryTorusOf4x4) {
  std::vector<Board> tori(1 << 16, Board(4, 4, Topology::torus));
  for (std::size_t cells = 0; cells < tori.size(); ++cells) {
    for (int y = 0; y < 4; ++y) tori[cells].row(y)[0] = cells >> 4 * y & 15;
  }
  check_step(tori, Rule::conway(), 1);
  check_step(tori, Rule::parse("B0257/S1346"), 1);
}

TEST(Batch, EveryWidthAndHeight) {
  base::Stream rules(2, "rules");
  for (int height = 1; height <= Batch::kMaxSide; ++height) {
    for (int width = 1; width <= Batch::kMaxSide; ++width) {
      for (const Topology topology : kTopologies) {
        const std::uint32_t bits = rules.next_u32();
        const bool conway = (height + width) % 2 == 0;
        check_step(soups(3, {height, width}, topology),
                   conway ? Rule::conway() : Rule(bits, bits >> 9), 1);
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST(Batch, ManyGenerationsAVisit) {
  for (const Size size : {Size{32, 32}, {20, 32}, {32, 20}, {64, 64}, {40, 50}}) {
    for (const Topology topology : kTopologies) {
      for (const char* const rule : {"B3/S23", "B36/S23", "B0/S8", "B01234567/S"}) {
        check_step(soups(21, size, topology), Rule::parse(rule), 17);
      }
    }
  }
}

TEST(Batch, BoardsInTheirOwnLayoutAreSteppedTheSame) {
  for (const Size size : {Size{32, 32}, {64, 64}, {10, 11}}) {
    std::vector<Board> boards = soups(37, size, Topology::torus);
    Batch batch = batch_of(boards);
    step(batch, Rule::conway(), 9);
    step(std::span<Board>(boards), Rule::conway(), 9);
    EXPECT_EQ(boards_of(batch), boards) << to_string(size);
  }
  step(std::span<Board>(), Rule::conway(), 9);
}

TEST(Batch, RefusesWhatItCannotHold) {
  const auto batch = [](int count, int height, int width) {
    return [=] { Batch(count, {height, width}, Topology::torus); };
  };
  expect_refused(batch(1, 65, 1), "batch of 65x1 boards: needs sides from 1 to 64");
  expect_refused(batch(1, 1, 0), "batch of 1x0 boards: needs sides from 1 to 64");
  expect_refused(batch(0, 64, 64), "batch of 0 boards of 64x64: needs from 1 to 1048576 boards");
  expect_refused(batch(4194305, 32, 1),
                 "batch of 4194305 boards of 32x1: needs from 1 to 4194304 boards");
  expect_refused(batch(1048577, 64, 64),
                 "batch of 1048577 boards of 64x64: needs from 1 to 1048576 boards");

  Batch four(4, {8, 8}, Topology::torus);
  std::vector<Board> boards(5, Board(8, 8, Topology::torus));
  expect_refused([&] { four.read(boards); }, "boards 0 to 4 of a batch: it has 4");
  expect_refused([&] { four.write(std::span(boards).first(1), 4); },
                 "boards 4 to 4 of a batch: it has 4");
  expect_refused([&] { four.read(std::span(boards).first(1), -1); },
                 "boards -1 to -1 of a batch: it has 4");
  boards[2] = Board(8, 8, Topology::dead_edge);
  expect_refused([&] { four.read(std::span(boards).first(3)); },
                 "a board of 8x8 (dead-edge) in a batch of 8x8 (torus)");
  expect_refused([&] { step(std::span(boards), Rule::conway()); },
                 "boards to step together: needs all of one size and topology");
  expect_refused([&] { step(four, Rule::conway(), -1); }, "generations -1: needs at least 0");
}

}  // namespace
}  // namespace life

#include "life/batch.h"

#include <array>
#include <type_traits>
#include <utility>

#include "base/check.h"
#include "life/lanes.h"

namespace life {
namespace {

/// A square of row bits: rows of boards become boards of rows, and back.
template <class Bits>
using Square = std::array<Bits, 64 / sizeof(Bits{}[0])>;

/// Exchanges the parts of two vectors of a square whose numbers differ in the bit kStep.
template <std::size_t kStep, class Bits, std::size_t... kLane>
void exchange(Bits& a, Bits& b, std::index_sequence<kLane...>) {
  constexpr std::size_t kLanes = sizeof...(kLane);
  const Bits first =
      __builtin_shufflevector(a, b, ((kLane & kStep) != 0 ? kLanes + kLane - kStep : kLane)...);
  b = __builtin_shufflevector(a, b, ((kLane & kStep) != 0 ? kLanes + kLane : kLane + kStep)...);
  a = first;
}

template <std::size_t kStep, class Bits>
void exchange_all(Square<Bits>& square) {
  constexpr std::size_t kLanes = std::tuple_size_v<Square<Bits>>;
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kLanes; ++i) {
    if ((i & kStep) != 0) continue;
    exchange<kStep>(square[i], square[i + kStep], std::make_index_sequence<kLanes>());
  }
}

void transpose(Square<Lanes>& square) {
  exchange_all<4>(square);
  exchange_all<2>(square);
  exchange_all<1>(square);
}

void transpose(Square<Lanes32>& square) {
  exchange_all<8>(square);
  exchange_all<4>(square);
  exchange_all<2>(square);
  exchange_all<1>(square);
}

// As many rows of a board as a vector has lanes, side by side in it.
void load_rows(const Word* rows, Lanes& bits) { bits = load(rows); }
void store_rows(Word* rows, Lanes bits) { store(rows, bits); }
void load_rows(const Word* rows, Lanes32& bits) {
  const auto low = __builtin_convertvector(load(rows), HalfLanes32);
  const auto high = __builtin_convertvector(load(rows + 8), HalfLanes32);
  bits = __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
void store_rows(Word* rows, Lanes32 bits) {
  const auto low = __builtin_shufflevector(bits, bits, 0, 1, 2, 3, 4, 5, 6, 7);
  const auto high = __builtin_shufflevector(bits, bits, 8, 9, 10, 11, 12, 13, 14, 15);
  store(rows, __builtin_convertvector(low, Lanes));
  store(rows + 8, __builtin_convertvector(high, Lanes));
}

template <class Bits>
constexpr int kGroupBoards = static_cast<int>(std::tuple_size_v<Square<Bits>>);

// The direction of a copy is that of its types: from const boards into rows of lanes, or from const
// rows into boards. Boards up to 64 cells wide have a word a row, without a gap.

template <class Rows, class AnyBoard>
void copy_board(Rows* rows, AnyBoard& board, int lane, int first_row) {
  for (int y = first_row; y < board.height(); ++y) {
    if constexpr (std::is_const_v<AnyBoard>) {
      rows[y][lane] = static_cast<std::remove_cvref_t<decltype(rows[y][lane])>>(board.row(y)[0]);
    } else {
      board.row(y)[0] = rows[y][lane];
    }
  }
}

/// As many rows from `rows` on as a group has boards, which are row `y` and on of the boards.
template <class Bits, class Rows, class AnyBoard>
void copy_square(Rows* rows, std::span<AnyBoard> boards, int y) {
  Square<Bits> square;
#pragma GCC unroll 16
  for (std::size_t i = 0; i < square.size(); ++i) {
    if constexpr (std::is_const_v<AnyBoard>) {
      load_rows(boards[i].words().data() + y, square[i]);
    } else {
      square[i] = rows[i];
    }
  }
  transpose(square);
#pragma GCC unroll 16
  for (std::size_t i = 0; i < square.size(); ++i) {
    if constexpr (std::is_const_v<AnyBoard>) {
      rows[i] = square[i];
    } else {
      store_rows(boards[i].words().data() + y, square[i]);
    }
  }
}

template <class Bits, class AnyBoard>
void copy_group(auto* rows, std::span<AnyBoard> boards) {
  constexpr int kRows = kGroupBoards<Bits>;
  const int height = boards[0].height();
  int y = 0;
  for (; y + kRows <= height; y += kRows) copy_square<Bits>(rows + y, boards, y);
  for (int lane = 0; lane < kRows; ++lane) {
    copy_board(rows, boards[static_cast<std::size_t>(lane)], lane, y);
  }
}

/// `rows` is the first of the batch, `first` the number of `boards`' first in it.
template <class Bits, class AnyBoard>
void copy_boards(auto* rows, std::span<AnyBoard> boards, int first) {
  constexpr int kBoards = kGroupBoards<Bits>;
  for (std::size_t i = 0; i < boards.size();) {
    const int number = first + static_cast<int>(i);
    auto* const group = rows + std::ptrdiff_t{number / kBoards} * boards[i].height();
    if (number % kBoards == 0 && boards.size() - i >= kBoards) {
      copy_group<Bits>(group, boards.subspan(i, kBoards));
      i += kBoards;
    } else {
      copy_board(group, boards[i], number % kBoards, 0);
      ++i;
    }
  }
}

template <class AnyWord, class AnyBoard>
void copy_boards(std::span<AnyWord> words, int row_bits, std::span<AnyBoard> boards, int first) {
  using Rows32 [[gnu::may_alias]] =
      std::conditional_t<std::is_const_v<AnyWord>, const Lanes32, Lanes32>;
  using Rows64 [[gnu::may_alias]] =
      std::conditional_t<std::is_const_v<AnyWord>, const Lanes, Lanes>;
  if (row_bits == 32) {
    copy_boards<Lanes32>(reinterpret_cast<Rows32*>(words.data()), boards, first);
  } else {
    copy_boards<Lanes>(reinterpret_cast<Rows64*>(words.data()), boards, first);
  }
}

std::size_t checked_words(int count, Size size, int boards_per_group) {
  base::require(size.height >= 1 && size.width >= 1 && size.height <= Batch::kMaxSide &&
                    size.width <= Batch::kMaxSide,
                "batch of {} boards: needs sides from 1 to {}", to_string(size), Batch::kMaxSide);
  const std::int64_t most = kMaxCells / (std::int64_t{size.height} * Batch::row_bits(size.width));
  base::require(count >= 1 && count <= most, "batch of {} boards of {}: needs from 1 to {} boards",
                count, to_string(size), most);
  const int groups = (count - 1) / boards_per_group + 1;
  return static_cast<std::size_t>(groups) * static_cast<std::size_t>(size.height) * 8;
}

}  // namespace

Batch::Batch(int count, Size size, Topology topology)
    : count_(count),
      size_(size),
      topology_(topology),
      words_(checked_words(count, size, boards_per_group(size.width))) {}

void Batch::check(std::span<const Board> boards, int first) const {
  base::require(
      first >= 0 && first <= count_ && boards.size() <= static_cast<std::size_t>(count_ - first),
      "boards {} to {} of a batch: it has {}", first,
      first + static_cast<std::int64_t>(boards.size()) - 1, count_);
  for (const Board& board : boards) {
    if (board.size() == size_ && board.topology() == topology_) continue;
    throw std::invalid_argument(fmt::format("a board of {} ({}) in a batch of {} ({})",
                                            to_string(board.size()), to_string(board.topology()),
                                            to_string(size_), to_string(topology_)));
  }
}

void Batch::read(std::span<const Board> boards, int first) {
  check(boards, first);
  copy_boards(words(), row_bits(width()), boards, first);
}

void Batch::write(std::span<Board> boards, int first) const {
  check(boards, first);
  copy_boards(words(), row_bits(width()), boards, first);
}

}  // namespace life

#include "studies/task/window_histogram.h"

#include <algorithm>
#include <cassert>

#include "studies/task/dataset.h"

#if defined(__AVX512VBMI__)
#include <immintrin.h>
#endif

namespace task {
namespace {

// Three rows of four cells hold two windows, so counting such pairs halves the increments: the
// upper row is in the lowest four bits, the leftmost cell lowest.
constexpr std::size_t kPairs = 4096;
constexpr int kPairsABoard = kBoardSide * kBoardSide / 2;

// The pair of dead cells and that of living ones, most of what boards of extreme densities hold,
// have this many counters each, as an increment would wait for the last one of the same counter.
constexpr std::size_t kShares = 8;
// The first counters are those of the pairs, with the first shares of the two; then come the other
// shares of the living pair, then those of the dead.
constexpr std::size_t kLivingShares = kPairs, kDeadShares = kLivingShares + kShares - 1;
using Counters = std::array<std::uint16_t, kDeadShares + kShares - 1>;

// Boards counted at once: their pairs are fewer than 2^16.
constexpr std::size_t kGroup = 8;
// The counter of each pair.
using Pairs = std::array<std::uint16_t, kPairsABoard>;

// Eight rows of a board: first as words, later as bytes and as pairs.
using Rows [[gnu::vector_size(64)]] = std::uint64_t;
constexpr int kRows = 8;
constexpr int kGroups = kBoardSide / kRows;
static_assert(kBoardSide == 32,
              "a row and its two neighbours lie in a word, four vectors in a board");

// Byte i of each word: its bits first + 2 i to first + 2 i + 3.
Rows every_second_nibble(Rows rows, int first) {
  constexpr std::uint64_t kLowNibbles = 0x0f0f0f0f0f0f0f0f;
#if defined(__AVX512VBMI__)
  const Rows shifts =
      Rows{} + (0x0e0c0a0806040200 + 0x0101010101010101 * static_cast<unsigned>(first));
  const __m512i bytes = _mm512_maskz_multishift_epi64_epi8(
      ~__mmask64{0}, reinterpret_cast<__m512i>(shifts), reinterpret_cast<__m512i>(rows));
  return reinterpret_cast<Rows>(bytes) & kLowNibbles;
#else
  const auto spread = [](Rows x) {
    x &= 0xffff;
    x = (x | x << 24) & 0x000000ff000000ff;
    x = (x | x << 12) & 0x000f000f000f000f;
    return (x | x << 6) & 0x0303030303030303;
  };
  return (spread(rows >> first) | spread(rows >> (first + 2)) << 2) & kLowNibbles;
#endif
}

// Rows y .. y + 7, in bits 1 .. 32, between their left and right neighbours.
Rows framed_rows(const life::Board& board, int y) {
  Rows rows;
  __builtin_memcpy(&rows, board.row(y).data(), sizeof rows);
  if (board.topology() == life::Topology::dead_edge) return rows << 1;
  return rows << 1 | rows >> (kBoardSide - 1) | (rows & 1) << (kBoardSide + 1);
}

using PairVector [[gnu::vector_size(sizeof(Rows))]] = std::uint16_t;

// The counters of pairs: neighbours that are equal have different ones.
PairVector counters_of(PairVector pairs) {
  constexpr PairVector kShare = {0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7,
                                 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7};
  static_assert(kShares == 8 && kLivingShares == kPairs);
  constexpr PairVector kFirst = {};
  const PairVector dead = kShare == 0 ? kFirst : kShare + (kDeadShares - 1);
  return pairs + (pairs == 0 ? dead : kFirst) + (pairs == kPairs - 1 ? kShare : kFirst);
}

// All pairs of a board, in any order.
void write_pairs(const life::Board& board, Pairs& pairs) {
  constexpr std::uint64_t kEvenBytes = 0x00ff00ff00ff00ff;
  const bool torus = board.topology() == life::Topology::torus;
  std::uint16_t* to = pairs.data();
  for (const int first : {0, 16}) {
    Rows nibbles[kGroups];
    for (int group = 0; group < kGroups; ++group) {
      nibbles[group] = every_second_nibble(framed_rows(board, group * kRows), first);
    }
    for (int group = 0; group < kGroups; ++group) {
      const Rows here = nibbles[group];
      const bool top = group == 0, bottom = group == kGroups - 1;
      const Rows before = !top ? nibbles[group - 1] : torus ? nibbles[kGroups - 1] : Rows{};
      const Rows after = !bottom ? nibbles[group + 1] : torus ? nibbles[0] : Rows{};
      const Rows above = __builtin_shufflevector(before, here, 7, 8, 9, 10, 11, 12, 13, 14);
      const Rows below = __builtin_shufflevector(here, after, 1, 2, 3, 4, 5, 6, 7, 8);
      // Bytes of the lower two rows' nibbles and of the third's, put side by side.
      const Rows lower = above | here << 4;
      for (const Rows bytes : {(lower & kEvenBytes) | (below & kEvenBytes) << 8,
                               (lower >> 8 & kEvenBytes) | (below & ~kEvenBytes)}) {
        const PairVector counters = counters_of(reinterpret_cast<PairVector>(bytes));
        __builtin_memcpy(to, &counters, sizeof counters);
        to += sizeof counters / sizeof *to;
      }
    }
  }
}

// Sums over the two values of a bit of the index, which leaves the other bits in their order.
template <unsigned kBit, std::size_t kSize>
std::array<std::uint16_t, kSize / 2> without_bit(const std::uint16_t* counts) {
  constexpr std::size_t kStride = std::size_t{1} << kBit;
  std::array<std::uint16_t, kSize / 2> sums;
  for (std::size_t high = 0; high < kSize / 2; high += kStride) {
    for (std::size_t low = 0; low < kStride; ++low) {
      const std::size_t i = 2 * high + low;
      sums[high + low] = static_cast<std::uint16_t>(counts[i] + counts[i + kStride]);
    }
  }
  return sums;
}

// Sums over three bits of the pairs' index, the highest first.
template <unsigned kHigh, unsigned kMiddle, unsigned kLow>
std::array<std::uint16_t, kWindows> windows_of(const Counters& counters) {
  const auto halves = without_bit<kHigh, kPairs>(counters.data());
  const auto quarters = without_bit<kMiddle, kPairs / 2>(halves.data());
  return without_bit<kLow, kPairs / 4>(quarters.data());
}

Counters count_pairs(std::span<const life::Board> boards) {
  std::array<Pairs, kGroup> pairs;
  for (std::size_t b = 0; b < boards.size(); ++b) write_pairs(boards[b], pairs[b]);
  Counters counters{};
  constexpr std::size_t kTurn = 8;
  for (std::size_t first = 0; first < kPairsABoard; first += kTurn) {
    for (std::size_t b = 0; b < boards.size(); ++b) {
      for (std::size_t i = 0; i < kTurn; ++i) ++counters[pairs[b][first + i]];
    }
  }
  for (std::size_t share = 0; share < kShares - 1; ++share) {
    counters[0] += counters[kDeadShares + share];
    counters[kPairs - 1] += counters[kLivingShares + share];
  }
  return counters;
}

}  // namespace

WindowHistogram count_windows(std::span<const life::Board> boards) {
  WindowHistogram windows{};
  while (!boards.empty()) {
    const auto group = boards.first(std::min(kGroup, boards.size()));
    boards = boards.subspan(group.size());
    const Counters pairs = count_pairs(group);
    const auto left = windows_of<11, 7, 3>(pairs);
    const auto right = windows_of<8, 4, 0>(pairs);
    for (std::size_t i = 0; i < kWindows; ++i) windows[i] += std::uint32_t{left[i]} + right[i];
  }
  return windows;
}

}  // namespace task

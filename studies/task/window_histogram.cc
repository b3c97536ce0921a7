#include "studies/task/window_histogram.h"

#include <algorithm>

#if defined(__BMI2__)
#include <immintrin.h>
#endif

namespace task {
namespace {

constexpr int kSegment = 32;  // cells of a row counted at a time
constexpr int kHalf = kSegment / 2;

// Cells start - 1 .. start + count of row y (count <= 32), the leftmost in the lowest bit.
std::uint64_t framed_segment(const life::Board& board, int y, int start, int count) {
  const bool torus = board.topology() == life::Topology::torus;
  if (y < 0 || y >= board.height()) {
    if (!torus) return 0;
    y = y < 0 ? board.height() - 1 : 0;
  }
  const auto row = board.row(y);
  const auto cell = [&](int x) -> std::uint64_t {
    return row[static_cast<std::size_t>(x) / 64] >> (x % 64) & 1;
  };
  const std::uint64_t cells =
      row[static_cast<std::size_t>(start) / 64] >> (start % 64) & 0xffffffff;
  const int last = start + count;
  const std::uint64_t left = start > 0 ? cell(start - 1) : torus ? cell(board.width() - 1) : 0;
  const std::uint64_t right = last < board.width() ? cell(last) : torus ? cell(0) : 0;
  return left | (cells & ((std::uint64_t{1} << count) - 1)) << 1 | right << (count + 1);
}

// Bit i of the low 21 bits goes to bit 3 i.
std::uint64_t spread_by_three(std::uint64_t x) {
#if defined(__BMI2__)
  return _pdep_u64(x, 0x1249249249249249);
#else
  x &= 0x1fffff;
  x = (x | x << 32) & 0x001f00000000ffff;
  x = (x | x << 16) & 0x001f0000ff0000ff;
  x = (x | x << 8) & 0x100f00f00f00f00f;
  x = (x | x << 4) & 0x10c30c30c30c30c3;
  x = (x | x << 2) & 0x1249249249249249;
  return x;
#endif
}

// Columns of three rows side by side: 18 columns from the segment's first and 18 from its 16th cell
// hold the windows of its 32 cells.
struct SpreadRow {
  std::uint64_t first, second;
  explicit SpreadRow(std::uint64_t framed)
      : first(spread_by_three(framed)), second(spread_by_three(framed >> kHalf)) {}
};

// Three rows and four columns hold two windows, so counting such pairs halves the increments.
// Column c of a pair is in bits 3c .. 3c + 2: its first window is the low nine bits, its second the
// high nine.
constexpr std::size_t kPairs = 4096;

struct Counts {
  std::array<std::uint32_t, kPairs> pairs{};
  WindowHistogram singles{};  // the last window of a row of odd length

  void add(std::uint64_t columns, int windows) {
    for (int i = 0; i + 1 < windows; i += 2) ++pairs[columns >> (3 * i) & (kPairs - 1)];
    if (windows % 2 != 0) ++singles[columns >> (3 * (windows - 1)) & (kWindows - 1)];
  }

  WindowHistogram windows() const {
    WindowHistogram sum = singles;
    for (std::size_t pair = 0; pair < kPairs; pair += kWindows) {
      for (std::size_t window = 0; window < kWindows; ++window) sum[window] += pairs[pair + window];
    }
    // The second window: neighbours that differ in the first column added up, bit by bit.
    std::array<std::uint32_t, kPairs / 2> folded;
    for (std::size_t i = 0; i < kPairs / 2; ++i) folded[i] = pairs[2 * i] + pairs[2 * i + 1];
    for (std::size_t i = 0; i < kPairs / 4; ++i) folded[i] = folded[2 * i] + folded[2 * i + 1];
    for (std::size_t i = 0; i < kWindows; ++i) sum[i] += folded[2 * i] + folded[2 * i + 1];
    return sum;
  }
};

void count_segment(const life::Board& board, int start, Counts& counts) {
  const int count = std::min(kSegment, board.width() - start);
  const auto spread = [&](int y) { return SpreadRow(framed_segment(board, y, start, count)); };
  SpreadRow above = spread(-1), here = spread(0);
  for (int y = 0; y < board.height(); ++y) {
    const SpreadRow below = spread(y + 1);
    const std::uint64_t first = above.first | here.first << 1 | below.first << 2;
    const std::uint64_t second = above.second | here.second << 1 | below.second << 2;
    if (count == kSegment) {  // a constant count unrolls
      counts.add(first, kHalf);
      counts.add(second, kHalf);
    } else {
      counts.add(first, std::min(count, kHalf));
      counts.add(second, std::max(count - kHalf, 0));
    }
    above = here;
    here = below;
  }
}

}  // namespace

WindowHistogram count_windows(std::span<const life::Board> boards) {
  Counts counts;
  for (const life::Board& board : boards) {
    for (int start = 0; start < board.width(); start += kSegment) {
      count_segment(board, start, counts);
    }
  }
  return counts.windows();
}

}  // namespace task

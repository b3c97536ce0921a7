#pragma once

#include <cstdint>
#include <span>

#include "base/aligned_vector.h"
#include "life/board.h"
#include "life/rule.h"

namespace life {

/// Many boards of one size, up to 64x64, laid out as drawn in life/README.md: a 512-bit vector
/// holds the same row of 16 boards (8 if wider than 32 cells), so that boards are stepped side by
/// side. Example: Batch batch(4096, {32, 32}, Topology::torus); batch.read(boards); step(batch,
/// rule, 8);
class Batch {
 public:
  static constexpr int kMaxSide = 64;

  /// `count` >= 1 boards, all cells dead. Throws std::invalid_argument, before any memory is taken,
  /// for a side outside 1 .. kMaxSide, and for a count below 1 or so high that the boards take more
  /// than kMaxCells bits.
  Batch(int count, Size size, Topology topology);

  int count() const { return count_; }
  int height() const { return size_.height; }
  int width() const { return size_.width; }
  Size size() const { return size_; }
  Topology topology() const { return topology_; }

  /// Copies `boards` into the boards from number `first` on. Throws std::invalid_argument if one
  /// differs in size or topology, or if there are more than the batch has from there.
  void read(std::span<const Board> boards, int first = 0);

  /// Copies the boards from number `first` on into `boards`. Throws as read() does.
  void write(std::span<Board> boards, int first = 0) const;

  /// The bits that each board has in a vector for a row of `width` cells, and how many boards are
  /// side by side in it.
  static constexpr int row_bits(int width) { return width <= 32 ? 32 : 64; }
  static constexpr int boards_per_group(int width) { return 512 / row_bits(width); }

  /// Group after group of boards, in each row after row of 8 words: 512 bits, of which board b of
  /// the group has those from b * row_bits(width()) on, the leftmost cell lowest. Bits beyond the
  /// width, and those of boards that the last group lacks, are 0.
  std::span<const Word> words() const { return words_; }
  std::span<Word> words() { return words_; }

  /// Equal in count, size, topology and every cell.
  bool operator==(const Batch&) const = default;

 private:
  void check(std::span<const Board> boards, int first) const;

  int count_;
  Size size_;
  Topology topology_;
  base::AlignedVector<Word> words_;
};

/// Advances every board by `generations` >= 0, as step() of a Board does, group by group: all
/// generations of one group, which stays in the first cache, then the next. Allocates nothing.
void step(Batch& batch, const Rule& rule, std::int64_t generations = 1);

/// The same for boards in their own layout: a group of them at a time is copied to a batch, stepped
/// and copied back, while it is in cache. Throws std::invalid_argument unless all are of one size,
/// with sides up to Batch::kMaxSide, and one topology.
void step(std::span<Board> boards, const Rule& rule, std::int64_t generations = 1);

}  // namespace life

#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/aligned_vector.h"
#include "life/band_stepper.h"
#include "life/board.h"

namespace life {

/// Advances a board wider than 64 cells, several generations a pass over memory.
///
/// The rows are cut into chunks, one a thread, and a chunk into panels that stay in cache. A panel
/// goes through all generations of the pass before the next one does, each generation's rows one
/// higher than the last one's, so that the rows it needs have not gone further than it. Where
/// chunks meet (on a torus of one chunk: where it meets itself) each leaves out one row more a
/// generation; the wedges so left are closed when all chunks are done. Two barriers a pass.
template <class Circuit>
class WideStepper {
 public:
  /// With up to `threads` >= 1 threads; fewer if chunks had less than kChunkRows rows or
  /// kChunkBytes, for which a barrier is not worth its while.
  WideStepper(Board& board, const Circuit& circuit, int threads)
      : words_(board.words().data()),
        pitch_(board.pitch()),
        height_(board.height()),
        torus_(board.topology() == Topology::torus),
        zeros_(pitch_) {
    const auto chunks_worthwhile = static_cast<int>(board.words().size_bytes() / kChunkBytes);
    const int count = std::clamp(std::min(height_ / kChunkRows, chunks_worthwhile), 1, threads);
    panel_ = panel_rows(pitch_ * sizeof(Word));
    longest_pass_ = longest_pass(count);
    for (int i = 0; i < count; ++i) {
      const auto begin_of = [&](int chunk) {
        return static_cast<int>(std::int64_t{height_} * chunk / count);
      };
      chunks_.emplace_back(begin_of(i), begin_of(i + 1), board, circuit,
                           static_cast<std::size_t>(longest_pass_) * pitch_);
    }
  }

  void advance(std::int64_t generations) {
    if (chunks_.size() == 1) return advance_alone(generations);
    const int count = static_cast<int>(chunks_.size());
#pragma omp parallel num_threads(count)
    for (std::int64_t left = generations; left > 0;) {
      const int k = next_pass(left);
#pragma omp for schedule(static, 1)
      for (int i = 0; i < count; ++i) advance_chunk(chunk(i), k);
#pragma omp for schedule(static, 1)
      for (int i = 0; i < count; ++i) close_seam_above(chunk(i), chunk((i + count - 1) % count), k);
      left -= k;
    }
  }

 private:
  static constexpr int kGenerations = 32;
  static constexpr int kChunkRows = 4 * kGenerations;
  static constexpr std::size_t kChunkBytes = 1 << 16;
  static constexpr std::size_t kPanelBytes = 1 << 18;

  // A row for each generation of a pass.
  using Rows = base::AlignedVector<Word>;

  struct Chunk {
    Chunk(int begin_row, int end_row, Board& board, const Circuit& circuit, std::size_t words)
        : begin(begin_row),
          end(end_row),
          bands(board, circuit, end_row - begin_row),
          above_panel(words),
          above_next_panel(words),
          top(words),
          bottom(words) {}

    int begin, end;
    BandStepper<Circuit> bands;
    // Rows as they were before a generation: above the panel, above the next one, and the outermost
    // two advanced where a seam is.
    Rows above_panel, above_next_panel, top, bottom;
  };

  Word* row(int y) const { return words_ + static_cast<std::size_t>(y) * pitch_; }
  Word* saved(Rows& rows, int g) const { return &rows[static_cast<std::size_t>(g) * pitch_]; }
  void save(int y, Rows& rows, int g) const { std::copy_n(row(y), pitch_, saved(rows, g)); }

  Chunk& chunk(int i) { return chunks_[static_cast<std::size_t>(i)]; }
  bool seam_above(const Chunk& chunk) const { return torus_ || chunk.begin > 0; }
  bool seam_below(const Chunk& chunk) const { return torus_ || chunk.end < height_; }

  static int panel_rows(std::size_t row_bytes) {
    const std::size_t in_cache = kPanelBytes / row_bytes;
    // Wide rows take some more than their share of the cache, for the sake of longer passes.
    return static_cast<int>(std::max<std::size_t>(
        {in_cache, std::min<std::size_t>(2 * in_cache, 2 * kGenerations), 16}));
  }

  // The first panel of a chunk, and a chunk as a whole, lose up to two rows a generation to seams
  // and keep one at least. A board that stays in cache needs no passes.
  int longest_pass(int chunks) const {
    const bool in_cache = static_cast<std::size_t>(height_) * pitch_ * sizeof(Word) <= kPanelBytes;
    if (chunks == 1 && in_cache) return 1;
    return std::clamp((std::min(height_ / chunks, panel_) - 1) / 2, 1, kGenerations);
  }

  int next_pass(std::int64_t left) const {
    return static_cast<int>(std::min<std::int64_t>(left, longest_pass_));
  }

  void advance_alone(std::int64_t generations) {
    while (generations > 0) {
      const int k = next_pass(generations);
      if (k == 1) {
        advance_whole(chunk(0));
      } else {
        advance_chunk(chunk(0), k);
        close_seam_above(chunk(0), chunk(0), k);
      }
      generations -= k;
    }
  }

  void advance_chunk(Chunk& chunk, int k) {
    const int panels = std::max(1, (chunk.end - chunk.begin - 2 * k) / panel_);
    for (int panel = 0; panel < panels; ++panel) {
      const bool first = panel == 0, last = panel + 1 == panels;
      const int begin = chunk.begin + panel * panel_;
      const int end = last ? chunk.end : begin + panel_;
      for (int g = 0; g < k; ++g) {
        const int from = !first ? begin - g : seam_above(chunk) ? begin + g + 1 : begin;
        const int to = !last ? end - g : seam_below(chunk) ? end - g - 1 : end;
        advance_panel(chunk, from, to, g, first, last);
      }
      std::swap(chunk.above_panel, chunk.above_next_panel);
    }
  }

  // Rows from .. to - 1 from generation g to g + 1.
  void advance_panel(Chunk& chunk, int from, int to, int g, bool first, bool last) {
    const bool seam_at_from = first && seam_above(chunk), seam_at_to = last && seam_below(chunk);
    if (!last) save(to - 1, chunk.above_next_panel, g);
    if (seam_at_from) save(from, chunk.top, g);
    if (seam_at_to) save(to - 1, chunk.bottom, g);
    const Word* above = !first         ? saved(chunk.above_panel, g)
                        : seam_at_from ? row(from - 1)
                                       : zeros_.data();
    chunk.bands.advance(from, to, {above, last && !seam_at_to ? zeros_.data() : row(to)});
  }

  void advance_whole(Chunk& chunk) {
    save(height_ - 1, chunk.top, 0);
    save(0, chunk.bottom, 0);
    const Word* zeros = zeros_.data();
    chunk.bands.advance(
        0, height_,
        {torus_ ? saved(chunk.top, 0) : zeros, torus_ ? saved(chunk.bottom, 0) : zeros});
  }

  // Generation g of the wedge: the g + 1 rows above the seam and those below it, between the rows
  // that the two chunks have saved.
  void close_seam_above(Chunk& lower, Chunk& upper, int k) {
    if (!seam_above(lower)) return;
    for (int g = 0; g < k; ++g) {
      save(upper.end - 1, lower.above_panel, 0);
      lower.bands.advance(upper.end - 1 - g, upper.end, {saved(upper.bottom, g), row(lower.begin)});
      lower.bands.advance(lower.begin, lower.begin + g + 1,
                          {saved(lower.above_panel, 0), saved(lower.top, g)});
    }
  }

  Word* words_;
  std::size_t pitch_;
  int height_;
  bool torus_;
  Rows zeros_;        // what lies beyond a dead edge
  int panel_;         // rows a panel
  int longest_pass_;  // generations
  std::vector<Chunk> chunks_;
};

}  // namespace life

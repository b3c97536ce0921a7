#include <algorithm>

#include "base/check.h"
#include "life/batch.h"
#include "life/lane_rows.h"

namespace life {
namespace {

template <class Bits, class Neighbours, class Circuit>
void step_groups(Batch& batch, const Neighbours& neighbours, const Circuit& circuit,
                 std::int64_t generations) {
  using Rows [[gnu::may_alias]] = Bits;
  const bool torus = batch.topology() == Topology::torus;
  const int height = batch.height();
  Word* const end = batch.words().data() + batch.words().size();
  const auto words_per_group = 8 * static_cast<std::size_t>(height);
  for (Word* group = batch.words().data(); group != end; group += words_per_group) {
    Rows* const rows = reinterpret_cast<Rows*>(group);
    for (std::int64_t i = 0; i < generations; ++i) {
      const Bits above = torus ? rows[height - 1] : Bits{};
      const Bits below = torus ? rows[0] : Bits{};
      advance_column(
          circuit, 0, height, neighbours(above), neighbours(below),
          [=](int y) { return neighbours(rows[y]); },
          [=](int y, Bits next) { rows[y] = neighbours.only_cells(next); });
    }
  }
}

/// Kills what a rule with B0 has born where the last group lacks boards.
template <class Bits>
void clear_lacking(Batch& batch) {
  using Rows [[gnu::may_alias]] = Bits;
  const int boards = Batch::boards_per_group(batch.width());
  Bits present{};
  for (int lane = 0; lane <= (batch.count() - 1) % boards; ++lane) present[lane] = ~present[lane];
  Word* const end = batch.words().data() + batch.words().size();
  Rows* const rows = reinterpret_cast<Rows*>(end - 8 * static_cast<std::ptrdiff_t>(batch.height()));
  for (int y = 0; y < batch.height(); ++y) rows[y] &= present;
}

template <class Bits>
void step_lanes(Batch& batch, const Rule& rule, std::int64_t generations) {
  with_circuit<Bits>(rule, [&](const auto& circuit) {
    with_lane_rows<Bits>(batch.width(), batch.topology(), [&](const auto& neighbours) {
      step_groups<Bits>(batch, neighbours, circuit, generations);
    });
  });
  if (rule.alive_next(false, 0)) clear_lacking<Bits>(batch);
}

}  // namespace

void step(Batch& batch, const Rule& rule, std::int64_t generations) {
  base::require(generations >= 0, "generations {}: needs at least 0", generations);
  if (Batch::row_bits(batch.width()) == 32) {
    step_lanes<Lanes32>(batch, rule, generations);
  } else {
    step_lanes<Lanes>(batch, rule, generations);
  }
}

void step(std::span<Board> boards, const Rule& rule, std::int64_t generations) {
  if (boards.empty()) return;
  const Board& first = boards.front();
  for (const Board& board : boards) {
    base::require(board.size() == first.size() && board.topology() == first.topology(),
                  "boards to step together: needs all of one size and topology");
  }
  Batch group(Batch::boards_per_group(first.width()), first.size(), first.topology());
  while (!boards.empty()) {
    const auto count = std::min(boards.size(), static_cast<std::size_t>(group.count()));
    group.read(boards.first(count));
    step(group, rule, generations);
    group.write(boards.first(count));
    boards = boards.subspan(count);
  }
}

}  // namespace life

#include "base/check.h"
#include "life/step.h"

namespace life {
namespace {

int living_neighbours(const Board& board, int y, int x) {
  const int height = board.height(), width = board.width();
  int count = 0;
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      if (dy == 0 && dx == 0) continue;
      const int ny = (y + dy + height) % height, nx = (x + dx + width) % width;
      const bool inside = ny == y + dy && nx == x + dx;
      if (inside || board.topology() == Topology::torus) count += board.get(ny, nx);
    }
  }
  return count;
}

}  // namespace

void step_reference(Board& board, const Rule& rule, std::int64_t generations) {
  base::require(generations >= 0, "generations {}: needs at least 0", generations);
  for (std::int64_t i = 0; i < generations; ++i) {
    const Board before = board;
    for (int y = 0; y < board.height(); ++y) {
      for (int x = 0; x < board.width(); ++x) {
        board.set(y, x, rule.alive_next(before.get(y, x), living_neighbours(before, y, x)));
      }
    }
  }
}

}  // namespace life

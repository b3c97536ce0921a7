#include <algorithm>
#include <bit>
#include <utility>

#include "base/check.h"
#include "life/rle.h"

namespace life {
namespace {

/// Where the cells of `row` that are as the one at `x` end: at most `width`.
int run_end(std::span<const Word> row, int width, int x) {
  std::size_t i = static_cast<std::size_t>(x) / 64;
  const Word same = (row[i] >> (x % 64) & 1) != 0 ? ~Word{0} : 0;
  Word differs = (row[i] ^ same) & ~Word{0} << (x % 64);
  while (differs == 0 && ++i < row.size()) differs = row[i] ^ same;
  if (differs == 0) return width;
  return std::min(width, static_cast<int>(i) * 64 + std::countr_zero(differs));
}

/// Collects counted symbols in lines that never split one.
class Lines {
 public:
  explicit Lines(std::string header) : text_(std::move(header)) {}

  void put(int count, char symbol) {
    if (count == 0) return;
    const std::string token =
        count == 1 ? std::string(1, symbol) : fmt::format("{}{}", count, symbol);
    if (column_ + token.size() > kMaxLine) {
      text_ += '\n';
      column_ = 0;
    }
    text_ += token;
    column_ += token.size();
  }

  std::string finish() {
    put(1, '!');
    text_ += '\n';
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kMaxLine = 69;

  std::string text_;
  std::size_t column_ = 0;
};

}  // namespace

std::string write_rle(const Board& board, const Rule& rule) {
  Lines lines(
      fmt::format("x = {}, y = {}, rule = {}\n", board.width(), board.height(), rule.to_string()));
  int rows_to_end = 0;
  for (int y = 0; y < board.height(); ++y) {
    const std::span<const Word> row = board.row(y);
    int dead = 0;
    for (int x = 0; x < board.width();) {
      const int length = run_end(row, board.width(), x) - x;
      if (board.get(y, x)) {
        lines.put(std::exchange(rows_to_end, 0), '$');
        lines.put(std::exchange(dead, 0), 'b');
        lines.put(length, 'o');
      } else {
        dead = length;
      }
      x += length;
    }
    ++rows_to_end;
  }
  return lines.finish();
}

}  // namespace life

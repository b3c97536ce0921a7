#include "life/soup.h"

#include <array>
#include <cassert>
#include <utility>

#include "life/bernoulli_bits.h"

namespace life {
namespace {

// A row takes ceil(width / 32) halves of the generator's words, so that nothing is drawn for a half
// without cells. Boards of one half a row get sixteen at once.
constexpr int kHalf = 32;
constexpr std::size_t kRowsAtOnce = 16;

void write_rows(Lanes bits, Word mask, Word* rows) {
  const Lanes even = bits & mask, odd = bits >> kHalf & mask;
  store(rows, __builtin_shufflevector(even, odd, 0, 8, 1, 9, 2, 10, 3, 11));
  store(rows + 8, __builtin_shufflevector(even, odd, 4, 12, 5, 13, 6, 14, 7, 15));
}

void write_last_rows(Lanes bits, Word mask, std::span<Word> rows) {
  std::array<Word, kRowsAtOnce> all;
  write_rows(bits, mask, all.data());
  std::copy_n(all.begin(), rows.size(), rows.begin());
}

/// Calls draw(write) for every sixteen rows of boards like `board`, from the top: write(bits, to)
/// writes these rows of the board `to`.
template <class Draw>
void for_all_rows(const Board& board, Draw draw) {
  const Word mask = board.last_word_mask();
  assert(board.pitch() == 1);
  const auto height = static_cast<std::size_t>(board.height());
  std::size_t y = 0;
  for (; y + kRowsAtOnce <= height; y += kRowsAtOnce) {
    draw([=](Lanes bits, Board& to) { write_rows(bits, mask, &to.words()[y]); });
  }
  // After the loop, as its calls would spill what the loop has in registers.
  if (y == height) return;
  draw([=](Lanes bits, Board& to) { write_last_rows(bits, mask, to.words().subspan(y)); });
}

void fill_narrow(Board& board, BernoulliBits source) {
  for_all_rows(board, [&](auto write) {
    Lanes bits;
    source.next(bits);
    write(bits, board);
  });
}

void fill_narrow(Board& a, Board& b, BernoulliBits a_source, BernoulliBits b_source) {
  for_all_rows(a, [&](auto write) {
    Lanes a_bits, b_bits;
    next(a_source, b_source, a_bits, b_bits);
    write(a_bits, a);
    write(b_bits, b);
  });
}

/// Hands out 512 bits as words or halves of words, in order.
class Words {
 public:
  explicit Words(const BernoulliBits& source) : source_(source) {}

  Word next_word() {
    if (!kept_) return next_lane();
    const Word lane = next_lane();
    return std::exchange(half_, lane >> kHalf) | lane << kHalf;
  }

  Word next_half() {
    kept_ = !kept_;
    if (!kept_) return half_;
    const Word lane = next_lane();
    half_ = lane >> kHalf;
    return lane & 0xffffffff;
  }

 private:
  Word next_lane() {
    if (used_ == 8) {
      source_.next(bits_);
      used_ = 0;
    }
    return bits_[used_++];
  }

  BernoulliBits source_;
  Lanes bits_{};
  unsigned used_ = 8;
  Word half_ = 0;
  bool kept_ = false;
};

void fill_wide(Board& board, const BernoulliBits& source) {
  Words words(source);
  const bool half = (board.width() - 1) % 64 < kHalf;
  for (int y = 0; y < board.height(); ++y) {
    const std::span<Word> row = board.row(y);
    for (Word& word : row.first(row.size() - 1)) word = words.next_word();
    row.back() = (half ? words.next_half() : words.next_word()) & board.last_word_mask();
  }
}

void fill(Board& board, const BernoulliBits& source) {
  board.width() <= kHalf ? fill_narrow(board, source) : fill_wide(board, source);
}

}  // namespace

void soup(Board& board, double density, const base::Stream& stream, std::uint64_t index) {
  fill(board, {density, stream, index});
}

void soups(std::span<Board> boards, std::span<const double> densities, const base::Stream& stream,
           std::uint64_t first_index) {
  assert(boards.size() == densities.size());
  const auto source = [&](std::size_t i) {
    return BernoulliBits(densities[i], stream, first_index + i);
  };
  for (std::size_t i = 0; i < boards.size(); ++i) {
    Board& board = boards[i];
    if (board.width() <= kHalf && i + 1 < boards.size() && boards[i + 1].size() == board.size()) {
      fill_narrow(board, boards[i + 1], source(i), source(i + 1));
      ++i;
    } else {
      fill(board, source(i));
    }
  }
}

}  // namespace life

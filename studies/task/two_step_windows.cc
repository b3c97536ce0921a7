#include "studies/task/two_step_windows.h"

#include <algorithm>

#include "studies/task/window_form.h"

namespace task {
namespace {

using nn::Lanes;

// The row's five cells three bits apart: three such rows side by side are the window codes of their
// columns, one shifted by 3 against the next.
constexpr std::array<unsigned, kRows> kSpread = [] {
  std::array<unsigned, kRows> spread{};
  for (WindowRow row = 0; row < kRows; ++row) {
    for (int column = 0; column < 5; ++column) {
      spread[row] |= (row >> column & 1) << window_bit(0, column);
    }
  }
  return spread;
}();

unsigned interleave(WindowRow above, WindowRow here, WindowRow below) {
  return kSpread[above] | kSpread[here] << window_bit(1, 0) | kSpread[below] << window_bit(2, 0);
}

}  // namespace

TwoStepWindows::TwoStepWindows(const nn::Network& network, const life::Rule& rule)
    : taps_(network), tail_(network, second_convolution(network) + 1) {
  for (int window = 0; window < kWindows; ++window) {
    alive_next_[static_cast<std::size_t>(window)] = task::alive_next(rule, window);
  }
  for (unsigned cells = 0; cells < kWindows; ++cells) {
    alive_masks_[cells] = alive_next_[interleave(cells & 7, cells >> 3 & 7, cells >> 6)] ? ~0U : 0U;
  }
  upper_.resize(kRows * kRows * taps_.vectors());
  upper_centres_.resize(kRows * kRows);
  lower_.resize(2 * taps_.channels());
  middle_.resize(taps_.vectors());
  sums_.resize(kRows * taps_.vectors());
  place(OnBoard{});
}

void TwoStepWindows::place(const OnBoard& on_board) {
  on_board_ = on_board;
  upside_down_ = on_board.last_row < 4;
  if (upside_down_) {
    on_board_.first_row = 4 - on_board.last_row;
    on_board_.last_row = 4 - on_board.first_row;
  }
  first_rows_.clear();
  last_rows_ = 0;
  for (WindowRow row = 0; row < kRows; ++row) {
    if (on_board_.allows(0, row)) first_rows_.push_back(row);
    last_rows_ |= std::uint32_t{on_board_.allows(4, row)} << row;
  }
  upper_row_.reset();
  lower_rows_.reset();
}

// The rows of the window as it stands, interleaved.
unsigned TwoStepWindows::upright(WindowRow above, WindowRow here, WindowRow below) const {
  return upside_down_ ? interleave(below, here, above) : interleave(above, here, below);
}

// The three cells after one step in the middle of three interleaved rows.
std::uint8_t TwoStepWindows::centres(unsigned rows) const {
  unsigned alive = 0;
  for (int column = 0; column < 3; ++column) {
    const bool next = on_board_.has_column(column + 1) &&
                      alive_next_[rows >> window_bit(0, column) & (kWindows - 1)];
    alive |= unsigned{next} << column;
  }
  return static_cast<std::uint8_t>(alive);
}

// Adds what kernel row `kernel_row` gives on three interleaved rows; nothing beyond the board.
void TwoStepWindows::add_kernel_row(int kernel_row, unsigned rows, Lanes* sum) const {
  if (!on_board_.has_row(kernel_row + 1)) return;
  const int row = upside_down_ ? 2 - kernel_row : kernel_row;
  for (int column = 0; column < 3; ++column) {
    if (!on_board_.has_column(column + 1)) continue;
    const Lanes* add = taps_.add(row, column, rows >> window_bit(0, column) & (kWindows - 1));
    for (std::size_t v = 0; v < taps_.vectors(); ++v) sum[v] += add[v];
  }
}

void TwoStepWindows::make_upper(WindowRow row2) {
  upper_row_ = row2;
  for (WindowRow row1 = 0; row1 < kRows; ++row1) {
    if (!on_board_.allows(1, row1)) continue;
    for (std::size_t k = 0; k < first_rows_.size(); ++k) {
      const unsigned rows = upright(first_rows_[k], row1, row2);
      Lanes* sum = &upper_[(row1 * kRows + k) * taps_.vectors()];
      std::copy_n(taps_.biases(), taps_.vectors(), sum);
      add_kernel_row(0, rows, sum);
      upper_centres_[row1 * kRows + k] = on_board_.has_row(1) ? centres(rows) : std::uint8_t{0};
    }
  }
}

void TwoStepWindows::make_lower(WindowRow row2, WindowRow row3) {
  lower_rows_ = {row2, row3};
  std::array<std::uint32_t, 8> rows_giving{};  // by three cells after one step: the last rows
  for (WindowRow row4 = 0; row4 < kRows; ++row4) {
    if ((last_rows_ >> row4 & 1) == 0) continue;
    const unsigned rows = upright(row2, row3, row4);
    std::ranges::fill(middle_, Lanes{});
    add_kernel_row(2, rows, middle_.data());
    const auto* channels = reinterpret_cast<const float*>(middle_.data());
    auto* lanes = reinterpret_cast<float*>(lower_.data()) + row4;
    for (std::size_t c = 0; c < taps_.channels(); ++c) lanes[c * kRows] = channels[c];
    rows_giving[on_board_.has_row(3) ? centres(rows) : 0U] |= 1U << row4;
  }
  alive_.fill(0);
  for (std::size_t below = 0; below < rows_giving.size(); ++below) {
    for (std::size_t above = 0; above < alive_.size(); ++above) {
      alive_[above] |= alive_masks_[below * alive_.size() + above] & rows_giving[below];
    }
  }
}

void TwoStepWindows::find_wrong(WindowRow row1, WindowRow row2, WindowRow row3) {
  if (upper_row_ != row2) make_upper(row2);
  if (lower_rows_ != std::pair{row2, row3}) make_lower(row2, row3);
  const unsigned rows = upright(row1, row2, row3);
  std::ranges::fill(middle_, Lanes{});
  add_kernel_row(1, rows, middle_.data());

  const std::size_t vectors = taps_.vectors();
  const Lanes* upper = &upper_[row1 * kRows * vectors];
  for (std::size_t k = 0; k < first_rows_.size(); ++k) {
    for (std::size_t v = 0; v < vectors; ++v) {
      sums_[k * vectors + v] = upper[k * vectors + v] + middle_[v];
    }
  }
  std::array<std::uint32_t, kRows> alive;
  tail_.evaluate(reinterpret_cast<const float*>(sums_.data()),
                 static_cast<std::ptrdiff_t>(vectors * nn::kLanes), lower_,
                 std::span(alive).first(first_rows_.size()));
  const unsigned second = unsigned{centres(rows)} << 3;
  for (std::size_t k = 0; k < first_rows_.size(); ++k) {
    const std::uint32_t expected = alive_[upper_centres_[row1 * kRows + k] | second];
    wrong_[first_rows_[k]] = (alive[k] ^ expected) & last_rows_;
  }
}

const std::array<std::uint32_t, kRows>& TwoStepWindows::wrong(WindowRow row1, WindowRow row2,
                                                              WindowRow row3) {
  wrong_.fill(0);
  if (upside_down_) std::swap(row1, row3);
  if (!allows(row1, row2, row3)) return wrong_;
  find_wrong(row1, row2, row3);
  if (upside_down_) {
    // Their first row is the last of the window, and beyond the board: only 0 there.
    const std::uint32_t by_first_row = wrong_[0];
    for (unsigned row = 0; row < kRows; ++row) wrong_[row] = by_first_row >> row & 1;
  }
  return wrong_;
}

}  // namespace task

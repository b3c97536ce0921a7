#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "life/rule.h"
#include "nn/network.h"
#include "studies/task/two_step_tail.h"
#include "studies/task/two_step_taps.h"

namespace task {

/// A row of a 5x5 window: bit c is the cell in column c.
using WindowRow = unsigned;
inline constexpr unsigned kRows = 32;  ///< values of a row

/// The part of a 5x5 window that lies on the board, from its first to its last row and column.
struct OnBoard {
  int first_row = 0, last_row = 4, first_column = 0, last_column = 4;

  unsigned column_mask() const { return (2U << last_column) - (1U << first_column); }
  bool has_row(int row) const { return row >= first_row && row <= last_row; }
  bool has_column(int column) const { return column >= first_column && column <= last_column; }
  /// Whether a window can have `cells` in `row`: nothing lives beyond the board.
  bool allows(int row, WindowRow cells) const {
    return has_row(row) ? (cells & ~column_mask()) == 0 : cells == 0;
  }
};

/// A two-step network on all 5x5 windows, sharing work between them: its first block is a table
/// over 3x3 windows, its second convolution a sum of three tables over row triples, of which only
/// the parts that are being looked at are made.
class TwoStepWindows {
 public:
  /// Windows that lie wholly on the board. Throws std::invalid_argument unless `network` has two
  /// 3x3 convolutions, the first of them its first layer, and only 1x1 convolutions, at least one,
  /// and activations after the second, as TwoStepTail takes them.
  TwoStepWindows(const nn::Network& network, const life::Rule& rule);

  /// From here on, windows of which this part lies on the board.
  void place(const OnBoard& on_board);

  /// Of the 1,024 windows with these three rows in the middle: which are wrong, by last row (bit)
  /// and first row (index). Windows that the board does not allow are never wrong. Fast in the
  /// order of for_all_rows.
  const std::array<std::uint32_t, kRows>& wrong(WindowRow row1, WindowRow row2, WindowRow row3);

  /// Calls body(row1, row2, row3) for all middle rows that the board allows until it returns false.
  template <class Body>
  void for_all_rows(Body body) const {
    for (WindowRow row2 = 0; row2 < kRows; ++row2) {
      for (WindowRow row3 = 0; row3 < kRows; ++row3) {
        for (WindowRow row1 = 0; row1 < kRows; ++row1) {
          if (!allows(row1, row2, row3)) continue;
          if (upside_down_ ? !body(row3, row2, row1) : !body(row1, row2, row3)) return;
        }
      }
    }
  }

 private:
  bool allows(WindowRow row1, WindowRow row2, WindowRow row3) const {
    return on_board_.allows(1, row1) && on_board_.allows(2, row2) && on_board_.allows(3, row3);
  }
  unsigned upright(WindowRow above, WindowRow here, WindowRow below) const;
  std::uint8_t centres(unsigned rows) const;
  void add_kernel_row(int kernel_row, unsigned rows, nn::Lanes* sum) const;
  void make_upper(WindowRow row2);
  void make_lower(WindowRow row2, WindowRow row3);
  void find_wrong(WindowRow row1, WindowRow row2, WindowRow row3);

  TwoStepTaps taps_;
  TwoStepTail tail_;
  std::bitset<512> alive_next_;  // by window code
  // All ones where the centre of a 3x3 window lives next, by its three rows of three cells, the
  // first in the lowest bits.
  std::array<std::uint32_t, 512> alive_masks_;

  // The last row is the one that differs from lane to lane, so windows that lack rows below are
  // looked at upside down: what follows is in their own order of rows.
  bool upside_down_ = false;
  OnBoard on_board_;
  std::vector<WindowRow> first_rows_;  // those that the board allows
  std::uint32_t last_rows_ = 0;        // bits: likewise

  // For one row2, by row1 and index in first_rows_: kernel row 0 with the biases, and the three
  // cells after one step in the middle of the rows.
  std::optional<WindowRow> upper_row_;
  std::vector<nn::Lanes> upper_;
  std::vector<std::uint8_t> upper_centres_;
  // For one row2 and row3: kernel row 2 by channel and last row; the last rows with which the
  // centre lives after two steps, by six cells after one step (first row 1, from bit 3 on row 2).
  std::optional<std::pair<WindowRow, WindowRow>> lower_rows_;
  std::vector<nn::Lanes> lower_;
  std::array<std::uint32_t, 64> alive_{};

  std::vector<nn::Lanes> middle_, sums_;
  std::array<std::uint32_t, kRows> wrong_{};
};

}  // namespace task

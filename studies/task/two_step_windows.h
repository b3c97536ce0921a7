#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "life/rule.h"
#include "nn/network.h"
#include "nn/workspace.h"

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
/// over 3x3 windows, its second convolution a sum of three tables over row triples.
class TwoStepWindows {
 public:
  /// Throws std::invalid_argument unless `network` has two 3x3 convolutions, the first of them its
  /// first layer, and a 1x1 convolution after the second.
  TwoStepWindows(const nn::Network& network, const life::Rule& rule, OnBoard on_board);

  /// Of the 1,024 windows with these first three rows: which are wrong, by last row (bit) and
  /// fourth row (index). Windows that the board does not allow are never wrong.
  const std::array<std::uint32_t, kRows>& wrong(WindowRow row0, WindowRow row1, WindowRow row2);

 private:
  void make_tables(const nn::Network& network, std::size_t second_convolution);
  void make_automaton(const life::Rule& rule);
  void fill_tail_input(unsigned row0, unsigned row1, unsigned row2);
  std::uint32_t expected(unsigned centres0, unsigned row2, unsigned row3) const;

  OnBoard on_board_;
  nn::Network tail_;  // what follows the second convolution, as dense layers on 32 x 32 samples
  bool relu_first_;
  nn::Workspace workspace_;
  std::size_t channels_;  // of the second convolution
  // By row triple and channel: what kernel rows 0 and 1 add to the second convolution.
  std::vector<float> upper_, middle_;
  // By rows 2 and 3, channel and last row: what kernel row 2 adds.
  std::vector<float> lower_;
  std::vector<std::uint8_t> next_centres_;  // by row triple: three cells after one step
  std::bitset<512> outcome_;                // by three rows of three cells: the centre after a step
  std::array<std::uint32_t, kRows> wrong_{};
};

}  // namespace task

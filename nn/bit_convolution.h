#pragma once

#include <cstdint>
#include <span>

#include "base/aligned_vector.h"
#include "nn/planes.h"

namespace nn {

/// The 3x3 convolution of one channel of bits, 32 wide, as a network's first layer has it: what a
/// filter makes of the nine cells it sees is looked up, five and four cells at a time, and half of
/// the weight gradient's products are additions where a cell lives. The same function as convolve()
/// on planes of 0 and 1, up to rounding, in a fraction of the time.
class BitConvolution {
 public:
  /// For boards of `height` rows and `out` filters; `padding` circular or zero.
  BitConvolution(int height, int out, Padding padding);

  /// Fills the tables; `weights` in the order out, row, column.
  void load(const float* weights, const float* biases);

  /// The cells: bit x of rows[y] is column x.
  void set_rows(std::span<const std::uint64_t> rows);

  /// Planes of `out` channels in even_odd order; with `relu`, max(value, 0).
  void forward(bool relu, const PlanesView& out) const;

  /// Adds the gradients by the rows of set_rows, as convolution_parameter_gradient does. The halo
  /// of `out_gradient` is filled.
  void parameter_gradient(const PlanesView& out_gradient, Lanes* weight_lanes,
                          Lanes* bias_lanes) const;

 private:
  using Codes [[gnu::vector_size(kLanes * sizeof(std::uint32_t))]] = std::uint32_t;

  // Of a row: which lanes have a living cell in an even column, in an odd one, and in the odd
  // column to the left of the even, the even column to the right of the odd one.
  struct RowMasks {
    std::uint16_t even, odd, before_even, after_odd;
  };

  // What the low four and the high five cells of a window's code add.
  struct Table {
    Lanes low, high[2];
  };

  template <int kOut>
  void forward_block(bool relu, const PlanesView& out, int first) const;
  template <int kOut>
  void parameter_gradient_block(const PlanesView& out_gradient, Lanes* weight_lanes,
                                Lanes* bias_lanes, int first) const;

  int height_, out_;
  Padding padding_;
  base::AlignedVector<Table> tables_;   // one a filter
  base::AlignedVector<Codes> codes_;    // of the windows: bit 3 * row + column; two vectors a row
  base::AlignedVector<Codes> triples_;  // of a row's three columns, with a row above and one below
  base::AlignedVector<RowMasks> masks_;
};

}  // namespace nn

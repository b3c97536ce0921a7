#pragma once

#include <cstddef>
#include <span>

#include "base/aligned_vector.h"
#include "nn/epilogue.h"
#include "nn/planes.h"

namespace nn {

/// A 3x3 convolution by Winograd's F(2x2, 3x3) (Lavin & Gray 2016, arXiv 1509.09308, section 4.1):
/// 16 multiplications for a tile of 2x2 outputs where the direct sum takes 36. It gives what
/// convolution.h gives but for rounding, and pays from about 8 input channels on.
///
/// Planes are in even_odd order, so that the lanes of a vector are the 16 tiles of two rows. The
/// halo of what a pass takes a neighbourhood of is filled (fill_halo); `padding` says what lies
/// left and right. Passes share scratch memory, and so may convolutions.
///
/// Example, one training step:
///   convolution.load(weights);
///   for (board : batch) {
///     convolution.forward(in, {.biases = biases, .relu = true}, scratch, out);
///     ...
///     convolution.add_weight_gradient(in, out_slope, scratch);
///     convolution.input_gradient(out_slope, {.mask = &in}, scratch, in_slope);
///   }
///   convolution.gradient(weight_gradient, bias_gradient);
class Winograd {
 public:
  /// Whether planes of this shape can be convolved so: rows in even_odd order, an even number of
  /// them.
  static bool fits(const PlanesShape& shape);

  /// Throws std::invalid_argument unless in and out are positive, fits({in, height, 32, even_odd})
  /// and padding is circular or zero.
  Winograd(int in, int out, int height, Padding padding);

  /// Vectors of scratch memory that a pass needs.
  std::size_t scratch_size() const;

  /// Takes the weights, in the order out, in, row, column, and sets the gradient to 0.
  void load(const float* weights);

  /// out = the convolution of in, and what `epilogue` adds.
  void forward(const PlanesView& in, const Epilogue& epilogue, std::span<Lanes> scratch,
               const PlanesView& out) const;

  /// in_slope = the gradient of the input, and what `epilogue` adds.
  void input_gradient(const PlanesView& out_slope, const Epilogue& epilogue,
                      std::span<Lanes> scratch, const PlanesView& in_slope) const;

  /// Adds a board's gradient of the weights and the biases. The halo of out_slope is not read.
  void add_weight_gradient(const PlanesView& in, const PlanesView& out_slope,
                           std::span<Lanes> scratch);

  /// Writes the gradient since load(): 9 in x out values in the weights' order, and one an output
  /// channel.
  void gradient(std::span<float> weights, std::span<float> biases) const;

 private:
  int in_, out_, height_;
  bool circular_;
  base::AlignedVector<float> weights_;         // transformed: row, in, out, column
  base::AlignedVector<float> turned_weights_;  // of the way back: row, out, in, column
  base::AlignedVector<float> gradient_;        // of the transformed weights: row, column, out, in
  base::AlignedVector<Lanes> bias_gradient_;   // 16 partial sums a channel
};

}  // namespace nn

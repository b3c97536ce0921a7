#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/aligned_vector.h"
#include "nn/bit_convolution.h"
#include "nn/epilogue.h"
#include "nn/network.h"
#include "nn/packed_weights.h"
#include "nn/planes.h"
#include "nn/winograd.h"

namespace nn {

/// By what 3x3 convolutions are computed.
enum class Convolutions {
  fastest,  ///< whatever is: sums are rounded one way or another
  direct,   ///< products and sums as the formula has them, to check the others against
};

/// Activations and gradients of one network on planes of one size: a board (height x width cells)
/// for convolutions, one row of samples (height 1) for dense layers. Allocated once; a training
/// step allocates nothing. A batch of boards goes through one by one, the gradient adds up.
///
/// Example, one training step:
///   workspace.load(network);
///   for (board : batch) {
///     workspace.set_input(0, cells);
///     workspace.forward();
///     bce_with_logits(workspace.logits(), targets, weights, workspace.logits_gradient());
///     workspace.backward();
///   }
///   adam.step(network.parameters(), workspace.gradient());
class Workspace {
 public:
  /// For networks with the layers of `network`. Throws std::invalid_argument when a side is not in
  /// 1..65536, or when valid convolutions leave nothing of it.
  Workspace(const Network& network, int height, int width,
            Convolutions convolutions = Convolutions::fastest);

  /// Takes the parameters, in the order in which the kernels read them, and sets the gradient to 0.
  void load(const Network& network);

  /// Where the caller writes the input: network.input_channels() planes.
  const PlanesView& input() const { return values_.front().view(); }

  /// Writes one channel of it: height x width values, row after row.
  void set_input(int channel, std::span<const float> values);

  /// What the last layer gave: network.output_channels() planes.
  const PlanesView& output() const { return values_.back().view(); }

  /// Where the caller writes the loss's gradient by the output, laid out like it. It must be 0 in
  /// the padding of each row.
  PlanesView output_gradient() { return slope(steps_.size()); }

  /// The output of a network with one output channel: cell (y, x) is at position(y, x), and each
  /// row is padded to a multiple of 16 values.
  std::span<const float> logits() const;

  /// output_gradient() of a network with one output channel (a loss with weight 0 in the padding
  /// makes it 0 there).
  std::span<float> logits_gradient();

  /// Where cell (y, x) of the output lies in logits(); planes.h tells the orders of a row.
  std::size_t position(int y, int x) const;

  /// Targets or weights, one a cell of the output, row after row: laid out like the logits, with 0
  /// in the padding.
  base::AlignedVector<float> arrange(std::span<const float> values) const;

  /// Fills the logits from the input.
  void forward();

  /// The same for an input of zeros and ones: bit x of rows[y] is column x. Needs takes_bits();
  /// input() stays as it was.
  void forward(std::span<const std::uint64_t> rows);

  /// Whether the input can be given as bits: the first layer is a 3x3 convolution from one channel,
  /// with circular or zero padding, on boards 32 wide, and no skip adds the input.
  bool takes_bits() const { return bits_.has_value(); }

  /// Adds to the gradient of the parameters, from logits_gradient() and the last forward(), whose
  /// activations it needs unchanged; logits_gradient() is used up.
  void backward();

  /// The sum since load(), one value a parameter in the network's order.
  std::span<const float> gradient();

 private:
  enum class Kernel { pointwise, convolution, winograd, gathered, activation, skip };

  // Step k leads from value k, of which the first is the input, to value k + 1: a layer, with the
  // ReLU that may follow it.
  struct Step {
    Layer layer = Relu{};
    Kernel kernel = Kernel::activation;
    bool relu = false;
    bool skip_source = false;  // some later skip adds the value that this step takes in
    std::size_t skip_from = 0;
    std::size_t weights_begin = 0, biases_begin = 0;
    PackedWeights weights{0, 0, 1}, turned_weights{0, 0, 1};
    std::optional<Winograd> winograd;
  };

  Step plan_step(const Network& network, std::size_t layer) const;
  void plan(const Network& network);
  void plan_winograd();
  void plan_bits();
  void allocate(const PlanesShape& input);
  Kernel kernel_of(const Layer& layer) const;

  PlanesView slope(std::size_t value);
  Epilogue forward_epilogue(const Step& step) const;
  void run_forward(const Step& step, std::size_t k);
  void run_backward(Step& step, std::size_t k);
  void pointwise_backward(const Step& step, const PlanesView& in, const PlanesView& out_slope,
                          const PlanesView* in_slope, bool mask);
  void convolution_backward(const Step& step, const PlanesView& in, const PlanesView& out_slope,
                            const PlanesView* in_slope, bool mask);
  void winograd_backward(Step& step, const PlanesView& in, const PlanesView& out_slope,
                         const PlanesView& in_slope, bool mask);
  void gathered_backward(const Step& step, const PlanesView& in, const PlanesView& out_slope,
                         const PlanesView* in_slope);

  RowOrder order_;
  std::vector<Step> steps_;
  std::optional<BitConvolution> bits_;  // the first step, where it can be run on bits
  bool bits_given_ = false;             // by the last forward()
  std::vector<Planes> values_;
  std::vector<Planes> skip_slopes_;  // by value; of one position where no skip adds it
  std::array<base::AlignedVector<float>, 2> slopes_;  // of values of even and odd number, in turn
  base::AlignedVector<float> gathered_, gathered_slope_;
  base::AlignedVector<Lanes> winograd_scratch_;
  std::vector<float> winograd_gradient_;  // of one layer, its weights and then its biases
  std::vector<float> parameters_;
  base::AlignedVector<Lanes> gradient_lanes_;
  std::vector<float> gradient_;
};

}  // namespace nn

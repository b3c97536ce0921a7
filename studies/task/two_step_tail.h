#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "nn/network.h"
#include "nn/packed_weights.h"
#include "nn/planes.h"

namespace task {

/// What follows the second 3x3 convolution of a two-step network: activations and 1x1 convolutions
/// down to one logit, on groups of 32 windows that differ in their last row only. With ReLUs it is
/// fastest.
class TwoStepTail {
 public:
  /// Layers of `network` from `begin` on. Throws std::invalid_argument for other layers, for
  /// activations that follow each other, without a 1x1 convolution, or unless the last one gives
  /// one channel and nothing, a ReLU or a shift follows it.
  TwoStepTail(const nn::Network& network, std::size_t begin);

  /// Groups that are evaluated together: any number can be asked for, multiples are fastest.
  static constexpr int kGroups = 4;

  /// For each group: bit b of alive[group] says whether the logit of window b is above 0. The
  /// convolution's output in channel c is sums[group * sums_pitch + c] + last[2 * c + b / 16][b %
  /// 16]. `sums` must be readable for a multiple of kGroups groups.
  void evaluate(const float* sums, std::ptrdiff_t sums_pitch, std::span<const nn::Lanes> last,
                std::span<std::uint32_t> alive);

 private:
  static constexpr int kChunk = 2 * kGroups;  // vectors of a channel

  /// An activation other than a ReLU.
  struct Curve {
    nn::Layer layer;
    std::vector<float> coefficients;
  };
  /// What follows a convolution.
  struct Activation {
    float floor;  // of its outputs: 0 with a ReLU, else minus infinity
    std::optional<Curve> curve;
  };
  /// A 1x1 convolution.
  struct Stage {
    nn::PackedWeights weights;
    std::vector<float> biases;
    Activation activation;
  };
  static Activation activation_after(const nn::Network& network, std::size_t layer);
  static Stage make_stage(const nn::Network& network, std::size_t layer);
  template <class Source>
  void run(std::size_t stage, int vectors, const Source& source);
  void run_first(const float* sums, std::ptrdiff_t sums_pitch, const nn::Lanes* last, int vectors);
  void advance(const std::optional<Curve>& curve, int channels);

  Activation input_;
  std::vector<Stage> stages_;  // all but the last, which gives the logit
  std::vector<float> logit_weights_;
  float logit_bias_;
  // Of a chunk of groups: by channel, what the last stage gave and what the next one gives.
  std::vector<nn::Lanes> values_, next_values_;
  std::array<nn::Lanes, kChunk> logits_;
};

}  // namespace task

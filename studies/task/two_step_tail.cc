#include "studies/task/two_step_tail.h"

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "nn/activation.h"

namespace task {
namespace {

using nn::Lanes;

// What a ReLU does with a floor of 0. NaN stays NaN, so that it never counts as alive.
inline Lanes at_least(Lanes floor, Lanes x) { return x < floor ? floor : x; }

inline unsigned positive(const Lanes& x) {
#if defined(__AVX512F__)
  return _mm512_cmp_ps_mask(reinterpret_cast<__m512>(x), _mm512_setzero_ps(), _CMP_GT_OQ);
#else
  unsigned mask = 0;
  for (int lane = 0; lane < nn::kLanes; ++lane) mask |= unsigned{x[lane] > 0} << lane;
  return mask;
#endif
}

template <int kOut, int kVectors>
struct Tile {
  Lanes value[kOut][kVectors];
};

// kOut output channels on kVectors vectors; source(i, v) is vector v of input channel i.
template <int kOut, int kVectors, class Source>
inline Tile<kOut, kVectors> convolve(int in, const float* weights, const float* biases,
                                     const Source& source) {
  Tile<kOut, kVectors> sum;
  for (int o = 0; o < kOut; ++o) {
    for (int v = 0; v < kVectors; ++v) sum.value[o][v] = Lanes{} + biases[o];
  }
  for (int i = 0; i < in; ++i, weights += kOut) {
    Lanes value[kVectors];
    for (int v = 0; v < kVectors; ++v) value[v] = source(i, v);
    for (int o = 0; o < kOut; ++o) {
      for (int v = 0; v < kVectors; ++v) sum.value[o][v] += weights[o] * value[v];
    }
  }
  return sum;
}

template <int kOut, int kVectors>
inline void raise(const Lanes& floor, Tile<kOut, kVectors>& tile) {
  for (auto& channel : tile.value) {
    for (Lanes& value : channel) value = at_least(floor, value);
  }
}

// Adds to kVectors vectors from `sums` on the tile's channels, each times its weight.
template <int kOut, int kVectors>
inline void add_products(const Tile<kOut, kVectors>& tile, const float* weights, Lanes* sums) {
  Lanes sum[kVectors];
  for (int v = 0; v < kVectors; ++v) sum[v] = sums[v];
  for (int o = 0; o < kOut; ++o) {
    for (int v = 0; v < kVectors; ++v) sum[v] += weights[o] * tile.value[o][v];
  }
  for (int v = 0; v < kVectors; ++v) sums[v] = sum[v];
}

template <int kOut, int kVectors>
inline void store(const Tile<kOut, kVectors>& tile, Lanes* out, std::ptrdiff_t pitch) {
  for (int o = 0; o < kOut; ++o) {
    for (int v = 0; v < kVectors; ++v) out[o * pitch + v] = tile.value[o][v];
  }
}

bool is_last_shift(const nn::Network& network, std::size_t layer) {
  return layer + 1 == network.layers().size() &&
         std::holds_alternative<nn::Shift>(network.layers()[layer]);
}

nn::PlanesView one_channel(Lanes* values, int vectors) {
  return {{1, 1, vectors * nn::kLanes, nn::RowOrder::plain}, reinterpret_cast<float*>(values)};
}

}  // namespace

TwoStepTail::TwoStepTail(const nn::Network& network, std::size_t begin)
    : input_(activation_after(network, begin - 1)) {
  for (std::size_t k = begin; k < network.layers().size(); ++k) {
    const nn::Layer& layer = network.layers()[k];
    const nn::Layer& before = network.layers()[k - 1];
    if (std::holds_alternative<nn::Relu>(layer) && std::holds_alternative<nn::Relu>(before))
      continue;
    if (is_last_shift(network, k) && nn::is_linear(before)) continue;
    const bool is_activation = !nn::is_linear(layer) && !std::holds_alternative<nn::Skip>(layer);
    if (is_activation && nn::is_linear(before)) continue;
    base::require(nn::is_linear(layer) && nn::kernel_side(layer) == 1,
                  "network: layer {}: only 1x1 convolutions, each with one activation after it at "
                  "most, may follow the second 3x3 convolution",
                  k);
    stages_.push_back(make_stage(network, k));
  }
  base::require(!stages_.empty() && stages_.back().weights.out() == 1,
                "network: needs a 1x1 convolution to one channel at its end");
  base::require(!stages_.back().activation.curve,
                "network: no activation but a ReLU or a shift may follow the last 1x1 convolution");
  if (stages_.size() == 1) {
    logit_weights_ = {1};
    logit_bias_ = 0;
  } else {
    const nn::PackedWeights& weights = stages_.back().weights;
    logit_weights_.assign(weights.block(0), weights.block(0) + weights.in());
    logit_bias_ = stages_.back().biases[0];
    stages_.pop_back();
  }
  if (const auto* shift = std::get_if<nn::Shift>(&network.layers().back())) {
    logit_bias_ += shift->by;
  }
  auto widest = static_cast<std::size_t>(stages_.front().weights.in());
  for (const Stage& stage : stages_) widest = std::max(widest, stage.biases.size());
  values_.resize(widest * kChunk);
  next_values_.resize(values_.size());
}

TwoStepTail::Activation TwoStepTail::activation_after(const nn::Network& network,
                                                      std::size_t layer) {
  const std::size_t after = layer + 1;
  Activation activation{-std::numeric_limits<float>::infinity(), {}};
  if (after == network.layers().size() || nn::is_linear(network.layers()[after]) ||
      is_last_shift(network, after)) {
    return activation;
  }
  if (std::holds_alternative<nn::Relu>(network.layers()[after])) {
    activation.floor = 0;
    return activation;
  }
  const auto coefficients = network.weights(after);
  activation.curve = Curve{network.layers()[after], {coefficients.begin(), coefficients.end()}};
  return activation;
}

TwoStepTail::Stage TwoStepTail::make_stage(const nn::Network& network, std::size_t layer) {
  const nn::Layer& convolution = network.layers()[layer];
  nn::PackedWeights weights(nn::input_channels(convolution), nn::output_channels(convolution), 1);
  weights.pack(network.weights(layer).data());
  const auto biases = network.biases(layer);
  return {std::move(weights), {biases.begin(), biases.end()}, activation_after(network, layer)};
}

// The values that were made become those of the next stage.
void TwoStepTail::advance(const std::optional<Curve>& curve, int channels) {
  if (!curve) return values_.swap(next_values_);
  const std::size_t coefficients = curve->coefficients.size() / static_cast<std::size_t>(channels);
  for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
    nn::activation_forward(curve->layer, curve->coefficients.data() + c * coefficients,
                           one_channel(&next_values_[c * kChunk], kChunk),
                           one_channel(&values_[c * kChunk], kChunk));
  }
}

// source(i, v) is vector v of input channel i. The last stage, unless a curve follows, adds to the
// logits what its outputs give, straight from registers; others leave theirs in next_values_.
template <class Source>
void TwoStepTail::run(std::size_t index, int vectors, const Source& source) {
  const Stage& stage = stages_[index];
  const bool adds = index + 1 == stages_.size() && !stage.activation.curve;
  const Lanes floor = Lanes{} + stage.activation.floor;
  nn::for_channel_blocks<nn::PackedWeights::kBlock>(stage.weights.out(), [&]<int kOut>(int first) {
    constexpr int kVectors = std::min(kChunk, 16 / kOut);
    const float* weights = stage.weights.block(first);
    const float* biases = stage.biases.data() + first;
    for (int begin = 0; begin < vectors; begin += kVectors) {
      auto tile = convolve<kOut, kVectors>(stage.weights.in(), weights, biases,
                                           [&](int i, int v) { return source(i, begin + v); });
      raise(floor, tile);
      if (adds) {
        add_products(tile, logit_weights_.data() + first, logits_.data() + begin);
      } else {
        store(tile, next_values_.data() + first * kChunk + begin, kChunk);
      }
    }
  });
}

// What the convolution gave, of so many vectors: sums[v / 2 * sums_pitch + i]
// + last[2 * i + v % 2].
void TwoStepTail::run_first(const float* sums, std::ptrdiff_t sums_pitch, const Lanes* last,
                            int vectors) {
  const auto convolved = [&](int i, int v) {
    return sums[v / 2 * sums_pitch + i] + last[2 * i + v % 2];
  };
  if (!input_.curve) {
    const Lanes floor = Lanes{} + input_.floor;
    return run(0, vectors, [&](int i, int v) { return at_least(floor, convolved(i, v)); });
  }
  const int channels = stages_.front().weights.in();
  for (int i = 0; i < channels; ++i) {
    for (int v = 0; v < vectors; ++v) next_values_.data()[i * kChunk + v] = convolved(i, v);
  }
  advance(input_.curve, channels);
  run(0, vectors, [&](int i, int v) { return values_.data()[i * kChunk + v]; });
}

void TwoStepTail::evaluate(const float* sums, std::ptrdiff_t sums_pitch,
                           std::span<const Lanes> last, std::span<std::uint32_t> alive) {
  while (!alive.empty()) {
    const auto groups = std::min<std::size_t>(kGroups, alive.size());
    const int vectors = 2 * static_cast<int>(groups);
    logits_.fill(Lanes{} + logit_bias_);
    run_first(sums, sums_pitch, last.data(), vectors);
    for (std::size_t k = 1; k < stages_.size(); ++k) {
      advance(stages_[k - 1].activation.curve, stages_[k].weights.in());
      run(k, vectors, [&](int i, int v) { return values_.data()[i * kChunk + v]; });
    }
    if (const auto& curve = stages_.back().activation.curve) {
      advance(curve, static_cast<int>(logit_weights_.size()));
      for (std::size_t c = 0; c < logit_weights_.size(); ++c) {
        for (std::size_t v = 0; v < kChunk; ++v) {
          logits_[v] += logit_weights_[c] * values_[c * kChunk + v];
        }
      }
    }
    for (std::size_t group = 0; group < groups; ++group) {
      alive[group] = positive(logits_[2 * group]) | positive(logits_[2 * group + 1]) << nn::kLanes;
    }
    alive = alive.subspan(groups);
    sums += kGroups * sums_pitch;
  }
}

}  // namespace task

#include "studies/task/two_step_tail.h"

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <limits>

#include "base/check.h"

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

float floor_after(const nn::Network& network, std::size_t layer) {
  const bool relu = layer + 1 < network.layers().size() &&
                    std::holds_alternative<nn::Relu>(network.layers()[layer + 1]);
  return relu ? 0 : -std::numeric_limits<float>::infinity();
}

}  // namespace

TwoStepTail::TwoStepTail(const nn::Network& network, std::size_t begin)
    : input_floor_(floor_after(network, begin - 1)) {
  for (std::size_t k = begin; k < network.layers().size(); ++k) {
    const nn::Layer& layer = network.layers()[k];
    if (std::holds_alternative<nn::Relu>(layer)) continue;
    base::require(nn::is_linear(layer) && nn::kernel_side(layer) == 1,
                  "network: layer {}: only ReLUs and 1x1 convolutions may follow the second 3x3 "
                  "convolution",
                  k);
    stages_.push_back(make_stage(network, k));
  }
  base::require(!stages_.empty() && stages_.back().weights.out() == 1,
                "network: needs a 1x1 convolution to one channel at its end");
  if (stages_.size() == 1) {
    logit_weights_ = {1};
    logit_bias_ = 0;
  } else {
    const nn::PackedWeights& weights = stages_.back().weights;
    logit_weights_.assign(weights.block(0), weights.block(0) + weights.in());
    logit_bias_ = stages_.back().biases[0];
    stages_.pop_back();
  }
  std::size_t widest = 0;
  for (const Stage& stage : stages_) widest = std::max(widest, stage.biases.size());
  values_.resize(widest * kChunk);
  next_values_.resize(values_.size());
}

TwoStepTail::Stage TwoStepTail::make_stage(const nn::Network& network, std::size_t layer) {
  const nn::Layer& convolution = network.layers()[layer];
  nn::PackedWeights weights(nn::input_channels(convolution), nn::output_channels(convolution), 1);
  weights.pack(network.weights(layer).data());
  const auto biases = network.biases(layer);
  return {std::move(weights), {biases.begin(), biases.end()}, floor_after(network, layer)};
}

// source(i, v) is vector v of input channel i. The last stage adds to the logits what its outputs
// give, straight from registers; others leave theirs in next_values_.
template <class Source>
void TwoStepTail::run(std::size_t index, int vectors, const Source& source) {
  const Stage& stage = stages_[index];
  const bool last = index + 1 == stages_.size();
  const Lanes floor = Lanes{} + stage.floor;
  nn::for_channel_blocks<nn::PackedWeights::kBlock>(stage.weights.out(), [&]<int kOut>(int first) {
    constexpr int kVectors = std::min(kChunk, 16 / kOut);
    const float* weights = stage.weights.block(first);
    const float* biases = stage.biases.data() + first;
    for (int begin = 0; begin < vectors; begin += kVectors) {
      auto tile = convolve<kOut, kVectors>(stage.weights.in(), weights, biases,
                                           [&](int i, int v) { return source(i, begin + v); });
      raise(floor, tile);
      if (last) {
        add_products(tile, logit_weights_.data() + first, logits_.data() + begin);
      } else {
        store(tile, next_values_.data() + first * kChunk + begin, kChunk);
      }
    }
  });
}

void TwoStepTail::evaluate(const float* sums, std::ptrdiff_t sums_pitch,
                           std::span<const Lanes> last, std::span<std::uint32_t> alive) {
  const Lanes input_floor = Lanes{} + input_floor_;
  while (!alive.empty()) {
    const auto groups = std::min<std::size_t>(kGroups, alive.size());
    const int vectors = 2 * static_cast<int>(groups);
    logits_.fill(Lanes{} + logit_bias_);
    run(0, vectors, [&](int i, int v) {
      return at_least(input_floor, sums[v / 2 * sums_pitch + i] + last.data()[2 * i + v % 2]);
    });
    for (std::size_t k = 1; k < stages_.size(); ++k) {
      values_.swap(next_values_);
      run(k, vectors, [&](int i, int v) { return values_.data()[i * kChunk + v]; });
    }
    for (std::size_t group = 0; group < groups; ++group) {
      alive[group] = positive(logits_[2 * group]) | positive(logits_[2 * group + 1]) << nn::kLanes;
    }
    alive = alive.subspan(groups);
    sums += kGroups * sums_pitch;
  }
}

}  // namespace task

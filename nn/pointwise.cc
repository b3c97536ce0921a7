#include "nn/pointwise.h"

#include "nn/multiply_add.h"
#include "nn/unroll.h"

namespace nn {
namespace {

// Calls body.operator()<out, in>() if the layer's weights are few enough to stay in registers
// through a whole plane; else returns false.
template <class Body>
bool with_small_layer(int out, int in, Body body) {
  if (in > 4) return false;
  switch (out * 8 + in) {
    case 8 + 1:
      return body.template operator()<1, 1>(), true;
    case 8 + 2:
      return body.template operator()<1, 2>(), true;
    case 8 + 3:
      return body.template operator()<1, 3>(), true;
    case 8 + 4:
      return body.template operator()<1, 4>(), true;
    case 16 + 4:
      return body.template operator()<2, 4>(), true;
    default:
      return false;
  }
}

template <int kOut, int kIn, Ending kEnding>
[[gnu::flatten]] void forward_small(const PlanesView& in, const float* packed,
                                    const Epilogue& epilogue, const PlanesView& out) {
  const std::ptrdiff_t pitch = in.shape.channel_pitch() / kLanes;
  const Lanes* values = in.lanes(0);
  Lanes* targets[kOut];
  Lanes start[kOut], weight[kIn][kOut];
  unroll<kOut>([&](auto o) {
    targets[o] = out.lanes(o);
    start[o] = epilogue.start(o);
    unroll<kIn>([&](auto i) { weight[i][o] = Lanes{} + packed[i * kOut + o]; });
  });
  for (int at = 0; at < out.shape.plane_vectors(); ++at) {
    unroll<kOut>([&](auto o) {
      Lanes sum = start[o];
      unroll<kIn>([&](auto i) { sum += weight[i][o] * values[i * pitch + at]; });
      targets[o][at] = finish<kEnding>(sum, epilogue.mask_of(o), at);
    });
  }
}

// Output channels first .. first + kOut - 1 at vectors at .. at + kVectors - 1 of the planes.
template <int kOut, int kVectors, Ending kEnding>
[[gnu::flatten]] void pointwise_tile(const PlanesView& in, const float* weights,
                                     const Epilogue& epilogue, const PlanesView& out, int first,
                                     int at) {
  Lanes sum[kVectors][kOut];
  unroll<kVectors>(
      [&](auto v) { unroll<kOut>([&](auto o) { sum[v][o] = epilogue.start(first + o); }); });
  const float* source = in.origin + at * kLanes;
  const std::ptrdiff_t pitch = in.shape.channel_pitch();
  for (int i = 0; i < in.shape.channels; ++i) {
    unroll<kVectors>([&](auto v) {
      const Lanes value = reinterpret_cast<const Lanes*>(source)[v];
      unroll<kOut>([&](auto o) { sum[v][o] = multiply_add(sum[v][o], weights[o], value); });
    });
    weights += kOut;
    source += pitch;
  }
  unroll<kOut>([&](auto o) {
    Lanes* target = out.lanes(first + o) + at;
    const Lanes* mask = epilogue.mask_of(first + o);
    unroll<kVectors>([&](auto v) { target[v] = finish<kEnding>(sum[v][o], mask, at + v); });
  });
}

template <Ending kEnding>
void pointwise_planes(const PlanesView& in, const PackedWeights& weights, const Epilogue& epilogue,
                      const PlanesView& out) {
  const int count = out.shape.plane_vectors();
  for_channel_blocks<PackedWeights::kBlock>(out.shape.channels, [&]<int kOut>(int first) {
    constexpr int kVectors = kOut == 8 ? 2 : kOut == 4 ? 4 : 8;
    const float* block = weights.block(first);
    int at = 0;
    for (; at + kVectors <= count; at += kVectors) {
      pointwise_tile<kOut, kVectors, kEnding>(in, block, epilogue, out, first, at);
    }
    for (; at < count; ++at) {
      pointwise_tile<kOut, 1, kEnding>(in, block, epilogue, out, first, at);
    }
  });
}

// One vector's products for a block of the weight gradient.
template <int kOut, int kIn>
void add_products(const float* in, std::ptrdiff_t in_pitch, const float* slopes,
                  std::ptrdiff_t slope_pitch, Lanes (&sum)[kOut][kIn]) {
  Lanes value[kIn];
  unroll<kIn>([&](auto i) { value[i] = *reinterpret_cast<const Lanes*>(in + i * in_pitch); });
  unroll<kOut>([&](auto o) {
    const Lanes slope = *reinterpret_cast<const Lanes*>(slopes + o * slope_pitch);
    unroll<kIn>([&](auto i) { sum[o][i] += slope * value[i]; });
  });
}

// The kOut x kIn block of the weight gradient at (first_out, first_in), in kChains sums each, so
// that small blocks do not wait for their additions.
template <int kOut, int kIn, int kChains>
[[gnu::flatten]] void weight_gradient_block(const PlanesView& in, const PlanesView& out_gradient,
                                            Lanes* gradient_lanes, int first_out, int first_in) {
  Lanes sum[kChains][kOut][kIn] = {};
  const std::ptrdiff_t in_pitch = in.shape.channel_pitch();
  const std::ptrdiff_t slope_pitch = out_gradient.shape.channel_pitch();
  const float* values = in.row(first_in, 0);
  const float* slopes = out_gradient.row(first_out, 0);
  const int count = in.shape.plane_vectors();
  int at = 0;
  for (; at + kChains <= count; at += kChains) {
    unroll<kChains>([&](auto chain) {
      add_products(values + chain * kLanes, in_pitch, slopes + chain * kLanes, slope_pitch,
                   sum[chain]);
    });
    values += kChains * kLanes;
    slopes += kChains * kLanes;
  }
  for (; at < count; ++at, values += kLanes, slopes += kLanes) {
    add_products(values, in_pitch, slopes, slope_pitch, sum[0]);
  }
  unroll<kOut>([&](auto o) {
    unroll<kIn>([&](auto i) {
      Lanes& target = gradient_lanes[(first_out + o) * in.shape.channels + first_in + i];
      unroll<kChains>([&](auto chain) { target += sum[chain][o][i]; });
    });
  });
}

void weight_gradient(const PlanesView& in, const PlanesView& out_gradient, Lanes* lanes) {
  for_channel_blocks<4>(out_gradient.shape.channels, [&]<int kOut>(int first_out) {
    for_channel_blocks<4>(in.shape.channels, [&]<int kIn>(int first_in) {
      constexpr int kChains = kOut * kIn >= 8 ? 1 : 8 / (kOut * kIn);
      weight_gradient_block<kOut, kIn, kChains>(in, out_gradient, lanes, first_out, first_in);
    });
  });
}

// All gradients of a layer to kOut channels that have to do with kIn of its input channels; with
// the first of them that of the biases.
template <int kOut, int kIn, Ending kEnding>
[[gnu::flatten]] void backward_block(const PointwiseBackward& pass, int first_in) {
  const std::ptrdiff_t in_pitch = pass.in.shape.channel_pitch() / kLanes;
  const std::ptrdiff_t out_pitch = pass.out_gradient.shape.channel_pitch() / kLanes;
  const int channels = pass.in.shape.channels, count = pass.in.shape.plane_vectors();
  const Lanes* values = pass.in.lanes(first_in);
  const Lanes* slopes = pass.out_gradient.lanes(0);
  Lanes* targets = pass.in_gradient->lanes(first_in);
  const float* weights = pass.weights + first_in;
  Lanes weight_sum[kOut][kIn] = {}, bias_sum[kOut] = {};
  for (int at = 0; at < count; ++at) {
    Lanes value[kIn], in_slope[kIn] = {};
    unroll<kIn>([&](auto i) { value[i] = values[i * in_pitch + at]; });
    unroll<kOut>([&](auto o) {
      const Lanes slope = slopes[o * out_pitch + at];
      bias_sum[o] += slope;
      unroll<kIn>([&](auto i) {
        weight_sum[o][i] += slope * value[i];
        in_slope[i] = multiply_add(in_slope[i], weights[o * channels + i], slope);
      });
    });
    unroll<kIn>(
        [&](auto i) { targets[i * in_pitch + at] = finish<kEnding>(in_slope[i], &value[i], 0); });
  }
  unroll<kOut>([&](auto o) {
    unroll<kIn>(
        [&](auto i) { pass.weight_lanes[o * channels + first_in + i] += weight_sum[o][i]; });
    if (first_in == 0) pass.bias_lanes[o] += bias_sum[o];
  });
}

// Layers to at most 4 channels, whose sums fit in registers beside all else.
template <int kOut, Ending kEnding>
void backward_to(const PointwiseBackward& pass) {
  constexpr int kLargest = kOut == 1 ? 8 : 4;
  for_channel_blocks<kLargest>(pass.in.shape.channels, [&]<int kIn>(int first_in) {
    backward_block<kOut, kIn, kEnding>(pass, first_in);
  });
}

template <Ending kEnding>
bool backward_in_one_pass(const PointwiseBackward& pass) {
  switch (pass.out_gradient.shape.channels) {
    case 1:
      return backward_to<1, kEnding>(pass), true;
    case 2:
      return backward_to<2, kEnding>(pass), true;
    case 3:
      return backward_to<3, kEnding>(pass), true;
    case 4:
      return backward_to<4, kEnding>(pass), true;
    default:
      return false;
  }
}

}  // namespace

void pointwise(const PlanesView& in, const PackedWeights& weights, const Epilogue& epilogue,
               const PlanesView& out) {
  with_ending(epilogue, [&]<Ending kEnding>() {
    const bool done =
        with_small_layer(out.shape.channels, in.shape.channels, [&]<int kOut, int kIn>() {
          forward_small<kOut, kIn, kEnding>(in, weights.block(0), epilogue, out);
        });
    if (!done) pointwise_planes<kEnding>(in, weights, epilogue, out);
  });
}

void pointwise_backward(const PointwiseBackward& pass) {
  if (pass.in_gradient) {
    const bool done = pass.mask_input ? backward_in_one_pass<Ending::mask>(pass)
                                      : backward_in_one_pass<Ending::plain>(pass);
    if (done) return;
    const Epilogue epilogue{.mask = pass.mask_input ? &pass.in : nullptr};
    pointwise(pass.out_gradient, pass.turned_weights, epilogue, *pass.in_gradient);
  }
  bias_gradient(pass.out_gradient, pass.bias_lanes);
  weight_gradient(pass.in, pass.out_gradient, pass.weight_lanes);
}

void bias_gradient(const PlanesView& out_gradient, Lanes* lanes) {
  constexpr int kChains = 4;
  const int count = out_gradient.shape.plane_vectors();
  for (int channel = 0; channel < out_gradient.shape.channels; ++channel) {
    const Lanes* slope = out_gradient.lanes(channel);
    Lanes sum[kChains] = {};
    int at = 0;
    for (; at + kChains <= count; at += kChains) {
      for (int chain = 0; chain < kChains; ++chain) sum[chain] += slope[at + chain];
    }
    for (; at < count; ++at) sum[0] += slope[at];
    lanes[channel] += (sum[0] + sum[1]) + (sum[2] + sum[3]);
  }
}

}  // namespace nn

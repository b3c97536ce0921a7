// 3x3 convolutions from m to 2m channels on one 32x32 board that stays in cache, a pass at a time.

#include <benchmark/benchmark.h>

#include <vector>

#include "base/random.h"
#include "nn/convolution.h"
#include "nn/flush_denormals.h"
#include "nn/winograd.h"

namespace {

constexpr int kSide = 32;
constexpr auto kPadding = nn::Padding::circular;

std::vector<float> random_values(std::size_t count, base::Stream& stream) {
  std::vector<float> result(count);
  for (float& value : result) value = static_cast<float>(stream.normal());
  return result;
}

nn::Planes random_planes(int channels, base::Stream& stream) {
  nn::Planes result({channels, kSide, kSide, nn::RowOrder::even_odd});
  for (int channel = 0; channel < channels; ++channel) {
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) {
        result.view().at(channel, y, x) = static_cast<float>(stream.normal());
      }
    }
  }
  nn::fill_halo(result.view(), kPadding);
  return result;
}

// What a pass takes and gives. With ReLU on both sides, as in a network.
struct Layer {
  explicit Layer(int overcompleteness)
      : in_channels(overcompleteness),
        out_channels(2 * overcompleteness),
        weights(random_values(static_cast<std::size_t>(in_channels * out_channels * 9), stream)),
        biases(random_values(static_cast<std::size_t>(out_channels), stream)),
        in(random_planes(in_channels, stream)),
        out(random_planes(out_channels, stream)),
        in_slope(random_planes(in_channels, stream)),
        out_slope(random_planes(out_channels, stream)) {}

  nn::Epilogue forward_epilogue() const { return {biases.data(), true, nullptr}; }
  nn::Epilogue backward_epilogue() const { return {nullptr, false, &in.view()}; }

  base::Stream stream{1, "layer"};
  int in_channels, out_channels;
  std::vector<float> weights, biases;
  nn::Planes in, out, in_slope, out_slope;
};

struct Direct : Layer {
  explicit Direct(int overcompleteness) : Layer(overcompleteness) {
    packed.pack(weights.data());
    turned.pack_turned(weights.data());
  }

  void forward() { convolve(in.view(), packed, kPadding, forward_epilogue(), out.view()); }
  void input_gradient() {
    convolve(out_slope.view(), turned, kPadding, backward_epilogue(), in_slope.view());
  }
  void weight_gradient() {
    convolution_parameter_gradient(in.view(), out_slope.view(), kPadding, gradient.data(),
                                   gradient.data() + weights.size());
  }

  nn::PackedWeights packed{in_channels, out_channels, 9}, turned{out_channels, in_channels, 9};
  base::AlignedVector<nn::Lanes> gradient{weights.size() + biases.size()};
};

struct Winograd : Layer {
  explicit Winograd(int overcompleteness) : Layer(overcompleteness) {
    convolution.load(weights.data());
  }

  void forward() { convolution.forward(in.view(), forward_epilogue(), scratch, out.view()); }
  void input_gradient() {
    convolution.input_gradient(out_slope.view(), backward_epilogue(), scratch, in_slope.view());
  }
  void weight_gradient() { convolution.add_weight_gradient(in.view(), out_slope.view(), scratch); }

  nn::Winograd convolution{in_channels, out_channels, kSide, kPadding};
  base::AlignedVector<nn::Lanes> scratch{convolution.scratch_size()};
};

// The rate is that of useful operations: two a multiply-add of the direct sum.
template <class Kernels>
void convolution(benchmark::State& state, void (Kernels::*pass)()) {
  Kernels kernels(static_cast<int>(state.range(0)));
  const nn::FlushDenormals flush;
  for (auto _ : state) {
    (kernels.*pass)();
    benchmark::ClobberMemory();
  }
  const double flops = 2. * static_cast<double>(kernels.weights.size()) * kSide * kSide;
  state.counters["flops_per_second"] = {flops * static_cast<double>(state.iterations()),
                                        benchmark::Counter::kIsRate};
}

#define CONVOLUTION_BENCHMARK(kernels, name, pass)              \
  BENCHMARK_CAPTURE(convolution, name##_##pass, &kernels::pass) \
      ->Name("convolution/" #name "/" #pass)                    \
      ->ArgsProduct({{4, 8, 16, 24}})                           \
      ->Unit(benchmark::kMicrosecond)
CONVOLUTION_BENCHMARK(Direct, direct, forward);
CONVOLUTION_BENCHMARK(Direct, direct, input_gradient);
CONVOLUTION_BENCHMARK(Direct, direct, weight_gradient);
CONVOLUTION_BENCHMARK(Winograd, winograd, forward);
CONVOLUTION_BENCHMARK(Winograd, winograd, input_gradient);
CONVOLUTION_BENCHMARK(Winograd, winograd, weight_gradient);
#undef CONVOLUTION_BENCHMARK

}  // namespace

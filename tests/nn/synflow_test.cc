#include "nn/synflow.h"

#include <gtest/gtest.h>

#include <cmath>

#include "nn/gradient_check.h"
#include "nn/live_path.h"
#include "nn/pruning_scores.h"
#include "random_case.h"

namespace nn {
namespace {

// R of a network of linear layers and ReLUs on planes of ones, in double and written out.
double sum_of_outputs(const Network& network, std::span<const double> parameters, int height,
                      int width) {
  const auto cells = static_cast<std::size_t>(height * width);
  std::vector<double> values(cells * static_cast<std::size_t>(network.input_channels()), 1);
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    const Layer& layer = network.layers()[k];
    if (!is_linear(layer)) continue;  // a ReLU of what is not below 0
    const auto* conv = std::get_if<Conv2d>(&layer);
    const int side = kernel_side(layer), in = input_channels(layer), out = output_channels(layer);
    const double* weight = &parameters[network.weights_begin(k)];
    std::vector<double> next;
    for (int o = 0; o < out; ++o) {
      const double bias = parameters[network.biases_begin(k) + static_cast<std::size_t>(o)];
      next.insert(next.end(), cells, std::abs(bias));
      for (int tap = 0; tap < in * side * side; ++tap, ++weight) {
        const int i = tap / (side * side), dy = tap / side % side - side / 2,
                  dx = tap % side - side / 2;
        for (int y = 0; y < height; ++y) {
          for (int x = 0; x < width; ++x) {
            const bool inside = y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width;
            if (conv != nullptr && conv->padding == Padding::zero && !inside) continue;
            const int from_y = (y + dy + height) % height, from_x = (x + dx + width) % width;
            next[static_cast<std::size_t>((o * height + y) * width + x)] +=
                std::abs(*weight) *
                values[static_cast<std::size_t>((i * height + from_y) * width + from_x)];
          }
        }
      }
    }
    values = std::move(next);
  }
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

void expect_close(const std::vector<double>& a, const std::vector<double>& b, double factor = 1) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_NEAR(a[i], factor * b[i], 1e-5 * std::abs(a[i]) + 1e-7) << i;
  }
}

// R is linear in each parameter by itself, so that its central difference is exact.
TEST(Synflow, EqualsFiniteDifferences) {
  std::uint64_t seed = 0;
  for (const auto& layers : sample_architectures()) {
    const RandomCase sample(layers, 4, 5, ++seed);
    SCOPED_TRACE(seed);
    Mask mask(sample.parameters.size());
    for (std::size_t i = 0; i < sample.parameters.size(); i += 5) mask.prune(i);
    const auto scores = synflow_scores(sample.network, mask, 4, 5);
    std::vector<double> masked = sample.parameters;
    for (std::size_t i = 0; i < masked.size(); i += 5) masked[i] = 0;
    std::vector<double> expected;
    for (std::size_t i = 0; i < masked.size(); ++i) {
      std::vector<double> grown = masked, shrunk = masked;
      grown[i] *= 1.25;
      shrunk[i] *= 0.75;
      expected.push_back((sum_of_outputs(sample.network, grown, 4, 5) -
                          sum_of_outputs(sample.network, shrunk, 4, 5)) /
                         0.5);
    }
    expect_close(scores, expected);
  }
}

// Conservation (Tanaka et al., theorem 1): what flows into a layer's units flows out of them.
TEST(Synflow, EveryLayerHasTheSameSum) {
  std::uint64_t seed = 50;
  for (const auto& layers : sample_architectures()) {
    const RandomCase sample(layers, 4, 5, ++seed);
    const Network& network = sample.network;
    const auto scores = synflow_scores(network, Mask(sample.parameters.size()), 4, 5);
    const double total = sum_of_outputs(network, sample.parameters, 4, 5);
    double biases = 0;  // from the layer on
    for (std::size_t k = network.layers().size(); k-- > 0;) {
      if (!is_linear(network.layers()[k])) continue;
      double weights = 0;
      for (std::size_t i = 0; i < network.weights(k).size(); ++i) {
        weights += scores[network.weights_begin(k) + i];
      }
      for (std::size_t i = 0; i < network.biases(k).size(); ++i) {
        biases += scores[network.biases_begin(k) + i];
      }
      EXPECT_NEAR(weights + biases, total, 1e-5 * total) << "layer " << k;
    }
  }
}

TEST(Synflow, OnATorusTheSizeIsAFactor) {
  const RandomCase sample(sample_architectures()[7], 4, 5, 1);
  const Mask mask(sample.parameters.size());
  const auto small = synflow_scores(sample.network, mask, 1, 1);
  expect_close(synflow_scores(sample.network, mask, 4, 5), small, 20);
  expect_close(synflow_scores(sample.network, mask, 32, 32), small, 1024);
}

Network without_biases(int width, std::uint64_t seed) {
  Network network({Dense{9, 2 * width}, Relu{}, Dense{2 * width, width}, Relu{}, Dense{width, 1}});
  base::Stream stream(seed, "init");
  initialise(network, Initialisation::normal, stream);
  return network;
}

// Maximal critical compression (their axiom): a path lives down to one weight a layer, where
// magnitudes empty a layer long before.
TEST(Synflow, KeepsAPathDownToOneWeightALayer) {
  int collapsed = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Network network = without_biases(8, seed);
    const auto parts = weight_parts(network, Biases::kept);
    for (const std::size_t keep : {40U, 10U, 3U}) {
      Mask mask(network.parameters().size());
      base::Stream ties(seed, "ties");
      prune_by_synflow(mask, network, parts, keep, Scope::global, 1, 1, ties);
      EXPECT_EQ(live_count(mask, parts), keep);
      Network masked = network;
      mask.apply(masked.parameters());
      EXPECT_TRUE(has_live_path(masked)) << keep;
    }
    Mask mask(network.parameters().size());
    base::Stream ties(seed, "ties");
    const auto scores = part_scores(parts, magnitude_scores(network.parameters()));
    prune(mask, parts, scores, parts.size() - 3, Scope::global, ties);
    mask.apply(network.parameters());
    collapsed += has_live_path(network) ? 0 : 1;
  }
  EXPECT_EQ(collapsed, 10);
}

TEST(Synflow, CountsAreExactWithBiasesAndForFilters) {
  const RandomCase sample(sample_architectures()[7], 4, 5, 3);
  for (const auto& parts :
       {weight_parts(sample.network, Biases::prunable), filter_parts(sample.network)}) {
    for (const Scope scope : {Scope::global, Scope::layerwise}) {
      for (const std::size_t keep : {parts.size(), parts.size() / 3, std::size_t{1}}) {
        Mask mask(sample.parameters.size());
        base::Stream ties(1, "ties");
        prune_by_synflow(mask, sample.network, parts, keep, scope, 1, 1, ties);
        EXPECT_EQ(live_count(mask, parts), keep);
      }
    }
  }
}

}  // namespace
}  // namespace nn

#include "studies/task/hand_made.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "studies/task/life_network.h"

namespace task {
namespace {

// A 3x3 kernel that is `outer` on the eight neighbours and `centre` on the cell.
struct Kernel {
  float outer, centre;
};

// 3x3 convolution to two channels, ReLU, 1x1 convolution to one.
nn::Network two_filters(life::Topology topology, std::initializer_list<Kernel> kernels,
                        std::initializer_list<float> biases, std::initializer_list<float> mixing,
                        float mixing_bias, std::vector<nn::Layer> rest,
                        std::initializer_list<float> rest_parameters) {
  const nn::Padding padding = padding_of(topology);
  std::vector<nn::Layer> layers{nn::Conv2d{1, 2, 3, padding}, nn::Relu{},
                                nn::Conv2d{2, 1, 1, padding}};
  layers.insert(layers.end(), rest.begin(), rest.end());
  nn::Network network(std::move(layers));
  auto parameter = network.parameters().begin();
  for (const auto [outer, centre] : kernels) {
    std::fill_n(parameter, 9, outer);
    parameter[4] = centre;
    parameter += 9;
  }
  parameter = std::ranges::copy(biases, parameter).out;
  parameter = std::ranges::copy(mixing, parameter).out;
  *parameter++ = mixing_bias;
  std::ranges::copy(rest_parameters, parameter);
  return network;
}

}  // namespace

nn::Network springer_kenyon_network(life::Topology topology) {
  return two_filters(topology, {{1, 0.1F}, {1, 1}}, {-3, -2}, {-10, 1}, 0,
                     {nn::Relu{}, nn::Conv2d{1, 1, 1, padding_of(topology)}}, {40, -20});
}

nn::Network bibin_dereventsov_network(life::Topology topology) {
  return two_filters(topology, {{1, 0}, {-1, -1}}, {-3, 3}, {-1, -1}, 1, {nn::Relu{}}, {});
}

nn::Network interval_network(life::Topology topology) {
  return two_filters(topology, {{2, 1}, {-2, -1}}, {-6, 6}, {-2, -2}, 3, {}, {});
}

nn::Network sparse_network(life::Topology topology) {
  return two_filters(topology, {{1, 1}, {1, 0}}, {-2, -3}, {1, -4}, 0, {}, {});
}

nn::Network sparse_life_network(life::Topology topology) {
  return two_filters(topology, {{1, 1}, {1, 0}}, {0, -3}, {1, -3}, 0,
                     {nn::Relu{}, nn::Conv2d{1, 1, 1, padding_of(topology)}}, {1, -2.5F});
}

nn::Network one_filter_network(life::Topology topology) {
  const nn::Padding padding = padding_of(topology);
  nn::Network network({nn::Conv2d{1, 1, 3, padding}, nn::Relu{}, nn::Conv2d{1, 2, 1, padding},
                       nn::Relu{}, nn::Conv2d{2, 1, 1, padding}});
  constexpr float kParameters[] = {2, 2, 2, 2, 1, 2, 2, 2, 2, 0, 1, 1, -4, -6, 1, -2, 0};
  std::ranges::copy(kParameters, network.parameters().begin());
  return network;
}

nn::Network composition(const nn::Network& first, const nn::Network& second) {
  std::vector<nn::Layer> layers(first.layers().begin(), first.layers().end());
  layers.insert(layers.end(), second.layers().begin(), second.layers().end());
  nn::Network network(std::move(layers));
  const auto end = std::ranges::copy(first.parameters(), network.parameters().begin()).out;
  std::ranges::copy(second.parameters(), end);
  return network;
}

}  // namespace task

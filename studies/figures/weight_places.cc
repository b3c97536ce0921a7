#include "studies/figures/weight_places.h"

#include <fmt/core.h>

#include "studies/task/life_network.h"

namespace figures {
namespace {

std::string part_of(const WeightPlace& place, std::size_t last_layer) {
  if (place.kernel == 1) return place.layer == last_layer ? "last 1x1" : "1x1";
  return place.row == 1 && place.column == 1 ? "3x3 centre" : "3x3 neighbours";
}

}  // namespace

std::map<std::string, WeightPlace> weight_places(int steps, int overcompleteness) {
  const nn::Network network = task::life_network(steps, overcompleteness, life::Topology::torus);
  const std::size_t last_layer = 2 * static_cast<std::size_t>(steps) + 1;
  std::map<std::string, WeightPlace> places;
  std::size_t layer = 0;
  for (const nn::Tensor& tensor : network.tensors()) {
    if (!tensor.name.ends_with(".weight")) continue;
    ++layer;
    const auto inputs = static_cast<std::size_t>(tensor.shape[1]);
    const auto side = static_cast<std::size_t>(tensor.shape[2]);
    for (std::size_t i = 0; i < tensor.size; ++i) {
      WeightPlace place{
          layer,    side, i / (side * side * inputs), i / (side * side) % inputs, i / side % side,
          i % side, ""};
      place.part = part_of(place, last_layer);
      places.emplace(fmt::format("{}", tensor.begin + i), std::move(place));
    }
  }
  return places;
}

}  // namespace figures

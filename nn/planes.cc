#include "nn/planes.h"

#include <algorithm>

#include "base/check.h"

namespace nn {
namespace {

const PlanesShape& checked(const PlanesShape& shape) {
  constexpr int kMaxSide = 1 << 16;
  base::require(
      shape.height >= 1 && shape.height <= kMaxSide && shape.width >= 1 && shape.width <= kMaxSide,
      "planes of {}x{}: need sides from 1 to {}", shape.height, shape.width, kMaxSide);
  base::require(shape.order == RowOrder::plain || shape.width == 2 * kLanes,
                "planes {} wide: rows in even_odd order are {} wide", shape.width, 2 * kLanes);
  return shape;
}

}  // namespace

std::size_t PlanesShape::floats() const {
  return static_cast<std::size_t>(channels * channel_pitch());
}

PlanesView planes_in(float* memory, const PlanesShape& shape) {
  return {shape, memory + std::ptrdiff_t{shape.vectors()} * kLanes};
}

void fill_halo(const PlanesView& planes, Padding padding) {
  const auto& [channels, height, width, order] = planes.shape;
  const int row = planes.shape.vectors() * kLanes;
  for (int channel = 0; channel < channels; ++channel) {
    float* above = planes.row(channel, -1);
    float* below = planes.row(channel, height);
    if (padding == Padding::circular) {
      std::copy_n(planes.row(channel, height - 1), row, above);
      std::copy_n(planes.row(channel, 0), row, below);
    } else {
      std::fill_n(above, row, 0.F);
      std::fill_n(below, row, 0.F);
    }
  }
}

Planes::Planes(const PlanesShape& shape)
    : values_(checked(shape).floats()), view_(planes_in(values_.data(), shape)) {}

}  // namespace nn

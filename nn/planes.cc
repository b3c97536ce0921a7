#include "nn/planes.h"

#include <algorithm>

#include "base/check.h"

namespace nn {

Planes::Planes(int channels, int height, int width, bool halo) {
  constexpr int kMaxSide = 1 << 16;
  base::require(height >= 1 && height <= kMaxSide && width >= 1 && width <= kMaxSide,
                "planes of {}x{}: need sides from 1 to {}", height, width, kMaxSide);
  const int vectors = (width + kLanes - 1) / kLanes;
  // With a halo a row has one spare vector before it: its last lane is the left frame, its
  // first lane the right frame of the row above where that fills its vectors.
  const std::ptrdiff_t row_lines = vectors + (halo ? 1 : 0);
  const std::ptrdiff_t rows = height + (halo ? 2 : 0);
  // The odd lines keep planes of 4 KiB from falling into the same sets of the L1 cache.
  const std::ptrdiff_t plane_lines = rows * row_lines + 2;
  lines_.resize(static_cast<std::size_t>(channels * plane_lines));
  float* first = lines_.front().values;
  view_ = {first + (halo ? (row_lines + 1) * kLanes : 0),
           plane_lines * kLanes,
           row_lines * kLanes,
           channels,
           height,
           width,
           vectors};
}

void Planes::fill_halo(Padding padding) {
  const auto [origin, channel_pitch, row_pitch, channels, height, width, vectors] = view_;
  const bool circular = padding == Padding::circular;
  for (int channel = 0; channel < channels; ++channel) {
    for (int y = 0; y < height; ++y) {
      float* row = view_.row(channel, y);
      row[-1] = circular ? row[width - 1] : 0;
      row[width] = circular ? row[0] : 0;
    }
    float* above = view_.row(channel, -1) - 1;
    float* below = view_.row(channel, height) - 1;
    if (circular) {
      std::copy_n(view_.row(channel, height - 1) - 1, width + 2, above);
      std::copy_n(view_.row(channel, 0) - 1, width + 2, below);
    } else {
      std::fill_n(above, width + 2, 0.F);
      std::fill_n(below, width + 2, 0.F);
    }
  }
}

void Planes::clear_tail() {
  const int tail = view_.vectors * kLanes - view_.width;
  if (tail == 0) return;
  for (int channel = 0; channel < view_.channels; ++channel) {
    for (int y = 0; y < view_.height; ++y) {
      std::fill_n(view_.row(channel, y) + view_.width, tail, 0.F);
    }
  }
}

}  // namespace nn

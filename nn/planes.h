#pragma once

#include <cstddef>
#include <vector>

#include "nn/layer.h"

namespace nn {

/// Values side by side in one vector: cells of a row, or samples.
inline constexpr int kLanes = 16;
using Lanes [[gnu::vector_size(kLanes * sizeof(float))]] = float;
/// The same 16 floats at any address of a float.
using UnalignedLanes
    [[gnu::vector_size(kLanes * sizeof(float)), gnu::aligned(alignof(float)), gnu::may_alias]] =
        float;

/// Where planes lie: value (channel, y, x) is origin[channel * channel_pitch + y * row_pitch + x].
/// Rows start at a 64-byte boundary; `vectors` of 16 lanes cover the width.
struct PlanesView {
  float* origin;
  std::ptrdiff_t channel_pitch;
  std::ptrdiff_t row_pitch;
  int channels;
  int height;
  int width;
  int vectors;

  float* row(int channel, int y) const { return origin + channel * channel_pitch + y * row_pitch; }
};

/// Activations or gradients of one board (or of many samples as one row): a plane a channel, see
/// the picture in nn/README.md. A halo is a frame of one value around the plane, for 3x3 kernels.
class Planes {
 public:
  Planes(int channels, int height, int width, bool halo);

  const PlanesView& view() const { return view_; }

  /// Sets the frame from the plane's own edges or to zero. Needs a halo.
  void fill_halo(Padding padding);

  /// Zeroes the lanes beyond the width, so that sums over whole vectors do not see them.
  void clear_tail();

  Planes(const Planes&) = delete;
  Planes& operator=(const Planes&) = delete;
  Planes(Planes&&) = default;
  Planes& operator=(Planes&&) = default;

 private:
  struct alignas(64) Line {
    float values[kLanes];
  };
  std::vector<Line> lines_;
  PlanesView view_;
};

}  // namespace nn

#pragma once

#include <cstddef>

#include "base/aligned_vector.h"
#include "nn/layer.h"

namespace nn {

/// Values side by side in one vector: cells of a row, or samples.
inline constexpr int kLanes = 16;
using Lanes [[gnu::vector_size(kLanes * sizeof(float))]] = float;

/// In which order a row's values lie in memory.
enum class RowOrder {
  plain,     ///< from left to right
  even_odd,  ///< rows of 32: the 16 even columns, then the 16 odd ones, as nn/README.md draws it
};

/// Channels, rows and columns of a set of planes.
struct PlanesShape {
  int channels;
  int height;
  int width;
  RowOrder order;

  /// Vectors of a row; the lanes beyond the width are padding.
  int vectors() const { return (width + kLanes - 1) / kLanes; }
  /// Vectors of a plane: its rows follow each other without a gap.
  int plane_vectors() const { return height * vectors(); }
  /// Floats from a plane to the next: there is room for a row above and one below.
  std::ptrdiff_t channel_pitch() const { return (std::ptrdiff_t{height} + 2) * vectors() * kLanes; }
  /// Floats that all planes take.
  std::size_t floats() const;
  bool operator==(const PlanesShape&) const = default;
};

/// Planes in memory that someone else owns; the first plane's first row begins at `origin`, at a
/// 64-byte boundary.
struct PlanesView {
  PlanesShape shape;
  float* origin;

  float* row(int channel, int y) const {
    return origin + channel * shape.channel_pitch() + std::ptrdiff_t{y} * shape.vectors() * kLanes;
  }
  Lanes* lanes(int channel) const { return reinterpret_cast<Lanes*>(row(channel, 0)); }

  /// Where a column lies within its row.
  int column(int x) const { return shape.order == RowOrder::plain ? x : x % 2 * kLanes + x / 2; }
  float& at(int channel, int y, int x) const { return row(channel, y)[column(x)]; }
};

/// Lays planes into `memory` of shape.floats() floats, at a 64-byte boundary.
PlanesView planes_in(float* memory, const PlanesShape& shape);

/// Fills the row above and the row below each plane with what a 3x3 convolution reads there: the
/// plane's last and first row (circular), or zeros.
void fill_halo(const PlanesView& planes, Padding padding);

/// Activations of one board, or of many samples as one row: a plane a channel, at first all 0.
class Planes {
 public:
  /// Throws std::invalid_argument for sides outside 1 .. 65536, and for rows of another width than
  /// 32 in even_odd order.
  explicit Planes(const PlanesShape& shape);

  const PlanesView& view() const { return view_; }

  Planes(const Planes&) = delete;
  Planes& operator=(const Planes&) = delete;
  Planes(Planes&&) = default;
  Planes& operator=(Planes&&) = default;

 private:
  base::AlignedVector<float> values_;
  PlanesView view_;
};

}  // namespace nn

#include "nn/gathered_convolution.h"

#include <algorithm>

namespace nn {
namespace {

// Calls body(gathered row, input row, shift, first, last) for every row of the gathered planes
// whose tap falls on the input: columns first .. last - 1 see column x + shift.
template <class Body>
void for_each_row(const Conv2d& convolution, const PlanesView& in, const PlanesView& gathered,
                  Body body) {
  const int kernel = convolution.kernel, height = in.shape.height, width = in.shape.width;
  const int reach = convolution.padding == Padding::valid ? 0 : kernel / 2;
  const auto wrap = [&](int at, int size) { return (at % size + size) % size; };
  for (int channel = 0; channel < gathered.shape.channels; ++channel) {
    const int tap = channel % (kernel * kernel);
    const int source = channel / (kernel * kernel);
    const int shift = tap % kernel - reach;
    for (int y = 0; y < gathered.shape.height; ++y) {
      int source_y = y + tap / kernel - reach;
      if (convolution.padding == Padding::circular) source_y = wrap(source_y, height);
      if (source_y < 0 || source_y >= height) continue;
      float* from = in.row(source, source_y);
      float* to = gathered.row(channel, y);
      if (convolution.padding != Padding::circular) {
        body(to, from, shift, std::max(0, -shift), std::min(gathered.shape.width, width - shift));
        continue;
      }
      // Columns in runs between the places where the torus closes.
      for (int x = 0; x < width;) {
        const int source_x = wrap(x + shift, width);
        const int end = std::min(width, x + width - source_x);
        body(to, from, source_x - x, x, end);
        x = end;
      }
    }
  }
}

void clear(const PlanesView& planes) {
  for (int channel = 0; channel < planes.shape.channels; ++channel) {
    std::fill_n(planes.lanes(channel), planes.shape.plane_vectors(), Lanes{});
  }
}

}  // namespace

PlanesShape gathered_shape(const Conv2d& convolution, const PlanesShape& in) {
  const int shrinkage = nn::shrinkage(convolution);
  return {in.channels * convolution.kernel * convolution.kernel, in.height - shrinkage,
          in.width - shrinkage, RowOrder::plain};
}

void gather(const Conv2d& convolution, const PlanesView& in, const PlanesView& gathered) {
  clear(gathered);
  for_each_row(convolution, in, gathered,
               [](float* to, const float* from, int shift, int first, int last) {
                 for (int x = first; x < last; ++x) to[x] = from[x + shift];
               });
}

void scatter(const Conv2d& convolution, const PlanesView& gathered, const PlanesView& in) {
  clear(in);
  for_each_row(convolution, in, gathered,
               [](const float* gathered_row, float* to, int shift, int first, int last) {
                 for (int x = first; x < last; ++x) to[x + shift] += gathered_row[x];
               });
}

}  // namespace nn

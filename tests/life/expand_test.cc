#include "life/expand.h"

#include <gtest/gtest.h>

#include <vector>

#include "life/soup.h"

namespace life {
namespace {

TEST(Expand, WritesEachCellAndZeroBeyondTheWidth) {
  constexpr int kHeight = 5;
  constexpr float kUntouched = -7;
  for (int width = 1; width <= 200; ++width) {
    Board board(kHeight, width, Topology::torus);
    soup(board, 0.5, base::Stream(1, "expand"), static_cast<std::uint64_t>(width));
    const int written = (width + kExpandedCells - 1) / kExpandedCells * kExpandedCells;
    // At an odd address, and with room between rows.
    const int stride = written + 3;
    std::vector<float> values(static_cast<std::size_t>(kHeight * stride + 1), kUntouched);
    expand(board, &values[1], stride);
    EXPECT_EQ(values[0], kUntouched);
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < stride; ++x) {
        const float expected =
            x >= written ? kUntouched : (x < width && board.get(y, x) ? 1.F : 0.F);
        ASSERT_EQ(values[static_cast<std::size_t>(1 + y * stride + x)], expected)
            << width << " columns, cell " << y << ", " << x;
      }
    }
  }
}

}  // namespace
}  // namespace life

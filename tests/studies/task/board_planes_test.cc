#include "studies/task/board_planes.h"

#include <gtest/gtest.h>

#include "life/soup.h"

namespace task {
namespace {

TEST(BoardPlanes, WriteCellsAndCountThemBack) {
  const auto plain = nn::RowOrder::plain;
  for (const nn::PlanesShape& shape : {nn::PlanesShape{1, 1, 1, plain},
                                       {1, 3, 16, plain},
                                       {1, 5, 33, plain},
                                       {1, 32, 32, plain},
                                       {1, 2, 130, plain},
                                       {1, 7, 32, nn::RowOrder::even_odd}}) {
    const int height = shape.height, width = shape.width;
    life::Board board(height, width, life::Topology::torus);
    life::soup(board, 0.5, base::Stream(1, "board"), 0);
    nn::Planes planes(shape);
    write_cells(board, planes.view());
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) ASSERT_EQ(planes.view().at(0, y, x), board.get(y, x) ? 1 : 0);
    }
    EXPECT_EQ(count_wrong_cells(board, planes.view()), 0);
    float& corner = planes.view().at(0, height - 1, width - 1);
    corner = 1 - corner;
    EXPECT_EQ(count_wrong_cells(board, planes.view()), 1);
  }
}

TEST(BoardPlanes, LanesBeyondTheWidthDoNotCount) {
  const life::Board board(2, 3, life::Topology::torus);
  nn::Planes planes({1, 2, 3, nn::RowOrder::plain});
  for (int x = 0; x < nn::kLanes; ++x) planes.view().row(0, 0)[x] = 1;
  EXPECT_EQ(count_wrong_cells(board, planes.view()), 3);
}

}  // namespace
}  // namespace task

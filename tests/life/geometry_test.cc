#include "life/geometry.h"

#include <gtest/gtest.h>

#include "expect_refused.h"

namespace life {
namespace {

TEST(Size, TakesHeightThenWidth) {
  EXPECT_EQ(parse_size("32x64", "--size"), (Size{32, 64}));
  EXPECT_EQ(parse_size("1x1048576", "--size"), (Size{1, 1048576}));
  EXPECT_EQ(parse_size("65536x65536", "--size"), (Size{65536, 65536}));
  EXPECT_EQ(to_string(Size{32, 64}), "32x64");
}

TEST(Size, RefusesWhatIsNoneOrTooLarge) {
  for (const char* text : {"", "x", "32", "32x", "x32", "0x5", "5x0", "-1x5", "3x4x5", "3X4",
                           "3 x4", "1x1048577", "65536x65537", "1e3x4", "99999999999x1"}) {
    EXPECT_THROW(parse_size(text, "--size"), std::invalid_argument) << text;
  }
  expect_refused(
      [] { parse_size("0x5", "--size"); },
      "--size 0x5: needs HEIGHTxWIDTH, each from 1 to 1048576, at most 4294967296 cells");
}

TEST(Topology, ParsesWhatItPrints) {
  for (const Topology topology : {Topology::torus, Topology::dead_edge}) {
    EXPECT_EQ(parse_topology(to_string(topology), "--topology"), topology);
  }
  expect_refused([] { parse_topology("plane", "--topology"); },
                 "--topology plane: needs torus or dead-edge");
}

}  // namespace
}  // namespace life

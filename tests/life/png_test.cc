#include "life/png.h"

#include <gtest/gtest.h>
#include <png.h>

#include <cstdlib>
#include <memory>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "base/random.h"
#include "life/soup.h"

namespace life {
namespace {

struct Picture {
  int height, width, bit_depth, colour_type;
  bool has_time;
  std::vector<png_byte> grey;  ///< a byte a pixel: 0 black, 255 white

  bool black(int y, int x) const {
    return grey.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(x)) == 0;
  }
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// As libpng reads it; a fault of the file ends the test program.
Picture read_png(const std::string& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  png_structp png = png_create_read_struct(
      PNG_LIBPNG_VER_STRING, nullptr, [](png_structp, png_const_charp) { std::abort(); }, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_init_io(png, file.get());
  png_read_info(png, info);
  Picture picture{static_cast<int>(png_get_image_height(png, info)),
                  static_cast<int>(png_get_image_width(png, info)),
                  png_get_bit_depth(png, info),
                  png_get_color_type(png, info),
                  false,
                  {}};
  png_set_expand(png);
  const auto width = static_cast<std::size_t>(picture.width);
  picture.grey.resize(static_cast<std::size_t>(picture.height) * width);
  for (int y = 0; y < picture.height; ++y) {
    png_read_row(png, picture.grey.data() + static_cast<std::size_t>(y) * width, nullptr);
  }
  png_read_end(png, info);
  picture.has_time = png_get_valid(png, info, PNG_INFO_tIME) != 0;
  png_destroy_read_struct(&png, &info, nullptr);
  return picture;
}

/// A file of the running test's own, removed with it.
class WritePng : public testing::Test {
 protected:
  ~WritePng() override { std::filesystem::remove(path_); }

  const std::string path_ =
      testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name() + ".png";
};

Board random_board(Size size, Topology topology) {
  Board board(size.height, size.width, topology);
  soup(board, 0.375, base::Stream(1, "png"), 0);
  return board;
}

TEST(PngScale, MakesTheLongerSide512PixelsOrMore) {
  EXPECT_EQ(png_scale({1, 1}), 512);
  EXPECT_EQ(png_scale({3, 2}), 171);
  EXPECT_EQ(png_scale({64, 64}), 8);
  EXPECT_EQ(png_scale({10, 511}), 2);
  EXPECT_EQ(png_scale({512, 1}), 1);
  EXPECT_EQ(png_scale({kMaxSide, 1}), 1);
}

TEST_F(WritePng, EveryPixelIsItsCell) {
  // Around whole bytes and words, scaled and not.
  for (const Size size :
       {Size{1, 1}, {5, 3}, {2, 64}, {65, 63}, {100, 129}, {3, 520}, {513, 700}}) {
    for (const Topology topology : {Topology::torus, Topology::dead_edge}) {
      const Board board = random_board(size, topology);
      write_png(board, path_);
      const Picture picture = read_png(path_);
      const int scale = png_scale(size);
      ASSERT_EQ(picture.height, size.height * scale);
      ASSERT_EQ(picture.width, size.width * scale);
      EXPECT_EQ(picture.bit_depth, 1);
      EXPECT_EQ(picture.colour_type, PNG_COLOR_TYPE_GRAY);
      EXPECT_FALSE(picture.has_time);
      for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
          ASSERT_EQ(picture.black(y, x), board.get(y / scale, x / scale))
              << to_string(size) << " at " << y << ", " << x;
        }
      }
    }
  }
}

TEST_F(WritePng, TakesTheLongestSides) {
  for (const Size size : {Size{1, kMaxSide}, {kMaxSide, 1}}) {
    const Board board = random_board(size, Topology::torus);
    write_png(board, path_);
    const Picture picture = read_png(path_);
    ASSERT_EQ(picture.height, size.height);
    ASSERT_EQ(picture.width, size.width);
    for (int i = 0; i < kMaxSide; ++i) {
      const int y = std::min(i, size.height - 1), x = std::min(i, size.width - 1);
      ASSERT_EQ(picture.black(y, x), board.get(y, x)) << i;
    }
  }
}

TEST_F(WritePng, TheSameBoardGivesTheSameBytes) {
  const Board board = random_board({100, 100}, Topology::torus);
  write_png(board, path_);
  const std::string first = base::read_file(path_);
  write_png(board, path_);
  EXPECT_EQ(base::read_file(path_), first);
}

TEST_F(WritePng, ErrorsNameThePath) {
  // Large enough to be told of while libpng writes, and so small that only the end tells.
  for (const Size size : {Size{1000, 1000}, {8, 8}}) {
    const Board board = random_board(size, Topology::torus);
    try {
      write_png(board, "/dev/full");
      FAIL() << "wrote on a full device";
    } catch (const std::system_error& error) {
      EXPECT_STREQ(error.what(), "/dev/full: cannot write: No space left on device");
    }
  }
  EXPECT_THROW(write_png(random_board({8, 8}, Topology::torus), "/nowhere/a.png"),
               std::system_error);
}

}  // namespace
}  // namespace life

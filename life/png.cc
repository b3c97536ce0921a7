#include "life/png.h"

#include <png.h>

#include <algorithm>
#include <bit>
#include <csetjmp>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/file.h"

namespace life {
namespace {

constexpr int kLeastPixels = 512;  // of the longer side

/// Where the bytes go, and what went wrong: no exception may pass through libpng.
struct Sink {
  base::FileWriter& file;
  std::exception_ptr error;
};

void write_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  auto* const sink = static_cast<Sink*>(png_get_io_ptr(png));
  try {
    sink->file.write({reinterpret_cast<const char*>(bytes), count});
    return;
  } catch (...) {
    sink->error = std::current_exception();
  }
  png_error(png, "cannot write");
}

void flush_bytes(png_structp) {}

/// Instead of libpng's own, which print on stderr.
void end_writing(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void ignore_warning(png_structp, png_const_charp) {}

/// The structures of libpng.
class Encoder {
 public:
  Encoder() {
    if (info_ == nullptr) {
      png_destroy_write_struct(&png_, nullptr);
      throw std::bad_alloc();
    }
  }
  ~Encoder() { png_destroy_write_struct(&png_, &info_); }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  png_structp png() { return png_; }
  png_infop info() { return info_; }

 private:
  png_structp png_ =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, end_writing, ignore_warning);
  png_infop info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
};

/// Makes the pixels of a row of cells, the leftmost in the highest bit of the first byte.
void draw_row(std::span<const Word> cells, int scale, std::span<png_byte> pixels) {
  std::ranges::fill(pixels, png_byte{0xff});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (Word left = cells[i]; left != 0; left &= left - 1) {
      const auto width = static_cast<std::size_t>(scale);
      const std::size_t x = (64 * i + static_cast<std::size_t>(std::countr_zero(left))) * width;
      for (std::size_t pixel = x; pixel < x + width; ++pixel) {
        pixels[pixel / 8] &= static_cast<png_byte>(~(0x80U >> pixel % 8));
      }
    }
  }
}

/// False when libpng gave up. It leaves by longjmp: nothing here may have a destructor.
bool encode(Encoder& encoder, const Board& board, int scale, std::span<png_byte> pixels) {
  const png_structp png = encoder.png();
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  // Its own limit is a million pixels a side.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(png, encoder.info(), static_cast<png_uint_32>(board.width() * scale),
               static_cast<png_uint_32>(board.height() * scale), 1, PNG_COLOR_TYPE_GRAY,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, encoder.info());
  for (int y = 0; y < board.height(); ++y) {
    draw_row(board.row(y), scale, pixels);
    for (int i = 0; i < scale; ++i) png_write_row(png, pixels.data());
  }
  png_write_end(png, nullptr);
  return true;
}

}  // namespace

int png_scale(Size size) {
  const int longer = std::max(size.height, size.width);
  return std::max(1, (kLeastPixels + longer - 1) / longer);
}

void write_png(const Board& board, const std::filesystem::path& path) {
  base::FileWriter file(path);
  Sink sink{file, nullptr};
  Encoder encoder;
  png_set_write_fn(encoder.png(), &sink, write_bytes, flush_bytes);
  const int scale = png_scale(board.size());
  std::vector<png_byte> pixels((static_cast<std::size_t>(board.width() * scale) + 7) / 8);
  if (!encode(encoder, board, scale, pixels)) {
    if (sink.error) std::rethrow_exception(sink.error);
    throw std::runtime_error(path.string() + ": libpng cannot write it");
  }
  file.finish();
}

}  // namespace life

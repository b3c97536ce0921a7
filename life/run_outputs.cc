#include "life/run_outputs.h"

#include <algorithm>
#include <cstdio>

#include "base/check.h"
#include "base/file.h"
#include "life/ascii.h"
#include "life/pattern_argument.h"
#include "life/png.h"
#include "life/rle.h"

namespace life {

void require_possible(const RunOutputs& outputs, Size size) {
  const auto& [out, png, ascii] = outputs;
  base::require(!ascii || std::max(size.height, size.width) <= kMaxAsciiSide,
                "--ascii: draws boards up to {0}x{0}, this one has {1} cells; --png draws any",
                kMaxAsciiSide, to_string(size));
  require_rle_name(out);
  require_other_file("--png", png, out);
  for (const std::string& path : {out, png}) {
    if (!path.empty()) base::require_writable(path);
  }
}

void write_outputs(const RunOutputs& outputs, const Board& board, const Rule& rule) {
  if (!outputs.out.empty()) base::write_file(outputs.out, write_rle(board, rule));
  if (!outputs.png.empty()) write_png(board, outputs.png);
  if (!outputs.ascii) return;
  // Not fmt::print, which throws.
  std::putchar('\n');
  std::fputs(write_ascii(board).c_str(), stdout);
}

std::string tell_files(const RunOutputs& outputs) {
  const auto& [out, png, ascii] = outputs;
  if (out.empty() && png.empty()) return "";
  const bool both = !out.empty() && !png.empty();
  return fmt::format("; the board is in {}{}{}", out, both ? " and " : "", png);
}

}  // namespace life

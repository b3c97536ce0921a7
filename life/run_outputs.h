#pragma once

#include <string>

#include "life/board.h"
#include "life/rule.h"

namespace life {

/// No side of a board that is drawn as text is longer.
inline constexpr int kMaxAsciiSide = 1000;

/// What becomes of a run's final board.
struct RunOutputs {
  std::string out;  ///< the RLE file, or empty
  std::string png;  ///< the PNG file, or empty
  bool ascii;       ///< on stdout, after an empty line
};

/// All faults that can be told of before a run, which may take long. Throws std::invalid_argument
/// that names the flag, or std::system_error that names the file.
void require_possible(const RunOutputs& outputs, Size size);

/// Throws std::system_error that names the file; a stdout that fails is left to base::run_program.
void write_outputs(const RunOutputs& outputs, const Board& board, const Rule& rule);

/// "; the board is in a.rle and a.png", or nothing if it is in no file.
std::string tell_files(const RunOutputs& outputs);

}  // namespace life

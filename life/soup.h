#pragma once

#include <cstdint>
#include <span>

#include "base/random.h"
#include "life/board.h"

namespace life {

/// Makes every cell of `board` alive with probability `density`, independently of all others and
/// of what was there. The density, in [0, 1], is rounded to the nearest multiple of 2^-16, upwards
/// from halfway (0 and 1 are exact; so are 0.5, 0.375, ...); outside that std::invalid_argument is
/// thrown. Independence and density are held to chi-square tests in soup_statistics_test.cc.
///
/// `index` is below 2^60. The cells depend on the stream's key and name, on `index`, the board's
/// size and the rounded density only, and are the same on every machine: soup number 7 can be made
/// alone, and by any thread. Allocates nothing; a 32x32 board costs two 512-bit vectors of random
/// bits a binary digit of the density. Example: soup(board, 0.375, base::Stream(seed, "data"), 7);
void soup(Board& board, double density, const base::Stream& stream, std::uint64_t index);

/// soup() of each board with its own density, boards[i] being number `first_index` + i: the same
/// boards, faster where two of at most 32 columns and one size follow each other.
/// Takes as many densities as boards; throws as soup() does.
void soups(std::span<Board> boards, std::span<const double> densities, const base::Stream& stream,
           std::uint64_t first_index);

}  // namespace life

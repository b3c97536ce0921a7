#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "life/board.h"
#include "life/rule.h"

namespace task {

/// Training and test boards are 32x32, as in the paper.
inline constexpr int kBoardSide = 32;

/// The share of living cells in a random board: fixed, or drawn anew for every board, uniformly on
/// [0, 1] ("a random proportion of squares", paper).
struct Density {
  bool drawn;
  double fixed;  ///< used unless drawn

  /// "uniform", or a number in [0, 1]; throws std::invalid_argument that says so.
  static Density parse(std::string_view text);
  std::string to_string() const;
};

/// Fresh random boards, a batch at a time: batch after batch no board comes twice. Board number k
/// of all depends on the streams and k only. Allocates nothing after construction.
class Dataset {
 public:
  /// `cells` and `densities` are streams of the trial's own.
  Dataset(life::Topology topology, Density density, int batch_size, const base::Stream& cells,
          const base::Stream& densities);

  /// Draws the next batch into boards().
  void next();

  std::span<const life::Board> boards() const { return boards_; }

 private:
  Density density_;
  base::Stream cells_;
  base::Stream densities_;
  std::uint64_t next_board_ = 0;
  std::vector<life::Board> boards_;
  std::vector<double> board_densities_;
};

}  // namespace task

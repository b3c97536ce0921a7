#include "studies/task/dataset.h"

#include <fmt/core.h>

#include "base/check.h"
#include "base/parse.h"
#include "life/soup.h"

namespace task {

Density Density::parse(std::string_view text) {
  if (text == "uniform") return {true, 0};
  try {
    return {false, base::parse_real(text, "density", 0, 1) + 0.0};  // -0 becomes 0
  } catch (const std::invalid_argument&) {
    throw std::invalid_argument(
        fmt::format("density {}: needs a number from 0 to 1, or 'uniform'", text));
  }
}

std::string Density::to_string() const { return drawn ? "uniform" : fmt::format("{}", fixed); }

Dataset::Dataset(life::Topology topology, Density density, int batch_size,
                 const base::Stream& cells, const base::Stream& densities)
    : density_(density), cells_(cells), densities_(densities) {
  base::require(batch_size >= 1, "batch of {} boards: needs at least 1", batch_size);
  boards_.assign(static_cast<std::size_t>(batch_size),
                 life::Board(kBoardSide, kBoardSide, topology));
  board_densities_.assign(boards_.size(), density.fixed);
}

void Dataset::next() {
  if (density_.drawn) {
    for (double& density : board_densities_) density = densities_.uniform();
  }
  life::soups(boards_, board_densities_, cells_, next_board_);
  next_board_ += boards_.size();
}

}  // namespace task

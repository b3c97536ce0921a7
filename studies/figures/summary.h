#pragma once

#include <cstdint>
#include <string>

namespace figures {

/// What summarise makes of a figure's rows.
struct Summary {
  std::string csv;            ///< the tidy table that the figure's gnuplot script draws, RFC 4180
  std::string text;           ///< the same for a reader, ended by a newline
  std::int64_t least_trials;  ///< of a cell
  std::int64_t most_trials;
};

}  // namespace figures

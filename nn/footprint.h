#pragma once

#include <cstddef>
#include <cstdint>

#include "nn/network.h"

namespace nn {

/// What a network takes to store and to run.
struct Footprint {
  std::size_t parameters;
  std::size_t nonzero_parameters;
  std::size_t dense_bytes;             ///< 4 a parameter
  std::size_t sparse_bytes;            ///< one bit a parameter, and 4 bytes for each that is not 0
  std::int64_t multiply_adds;          ///< a cell, as Network::forward_multiply_adds()
  std::int64_t nonzero_multiply_adds;  ///< those of weights that are not 0: what skipping every
                                       ///< zero would leave

  /// The share of parameters that are not 0: what a mask promises.
  double density() const {
    return static_cast<double>(nonzero_parameters) / static_cast<double>(parameters);
  }
};

Footprint footprint(const Network& network);

}  // namespace nn

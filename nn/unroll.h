#pragma once

#include <type_traits>
#include <utility>

namespace nn {

/// body(0), body(1), ... body(kCount - 1) with constants for arguments, so that an array indexed by
/// them can live in registers. (A loop is unrolled too late for that.)
template <int kCount, class Body>
[[gnu::always_inline]] inline void unroll(Body&& body) {
  [&]<int... k>(std::integer_sequence<int, k...>) __attribute__((always_inline)) {
    (body(std::integral_constant<int, k>{}), ...);
  }
  (std::make_integer_sequence<int, kCount>{});
}

}  // namespace nn

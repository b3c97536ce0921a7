#pragma once

#include <type_traits>
#include <utility>

namespace nn {

/// body(0), body(1), ... body(kCount - 1) with constants for arguments, so that an array indexed by
/// them can live in registers. (A loop is unrolled too late for that.) A kernel that calls it is
/// [[gnu::flatten]], or compilers may leave a body as a call.
template <int kCount, class Body>
void unroll(Body&& body) {
  [&]<int... k>(std::integer_sequence<int, k...>) { (body(std::integral_constant<int, k>{}), ...); }
  (std::make_integer_sequence<int, kCount>{});
}

}  // namespace nn

#pragma once

#include "nn/planes.h"

namespace nn {

/// sum + factor * x, rounded once where the CPU can. With AVX-512 the factor is read and broadcast
/// by the instruction itself: compilers would rather keep factors in registers, which the sums
/// need.
inline Lanes multiply_add(Lanes sum, const float& factor, Lanes x) {
#if defined(__AVX512F__)
  asm("vfmadd231ps %2%{1to16%}, %1, %0" : "+v"(sum) : "v"(x), "m"(factor));
  return sum;
#else
  return sum + factor * x;
#endif
}

}  // namespace nn

#pragma once

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace nn {

/// While it lives, this thread takes denormal floats for 0 and makes none: the moments of an
/// optimiser decay into them, where every operation costs a hundred cycles. Nothing on CPUs other
/// than x86.
class FlushDenormals {
 public:
#if defined(__SSE2__)
  FlushDenormals() : saved_(_mm_getcsr()) { _mm_setcsr(saved_ | kFlushToZero | kDenormalsAreZero); }
  ~FlushDenormals() { _mm_setcsr(saved_); }
#else
  FlushDenormals() = default;
#endif
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
#if defined(__SSE2__)
  static constexpr unsigned kFlushToZero = 0x8000;
  static constexpr unsigned kDenormalsAreZero = 0x0040;
  unsigned saved_;
#endif
};

}  // namespace nn

#pragma once

#include <algorithm>
#include <ctime>
#include <vector>

namespace peers {

/// CPU seconds of the calling thread so far.
inline double thread_cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// The value in the middle, of an even number the upper one; needs one at least.
inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace peers

#include "fuzz_targets.h"

// FUZZ_TARGET is one of the functions of fuzz_targets.h.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  fuzz::FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}

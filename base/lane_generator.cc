#include "base/lane_generator.h"

namespace base {

LaneGenerator::LaneGenerator(const Stream& stream, std::uint64_t index) {
  std::array<std::array<std::uint32_t, 4>, 16> blocks;
  stream.blocks(16 * index, blocks);
  for (unsigned i = 0; i < 16; ++i) {
    const auto& words = blocks[i];
    for (unsigned half = 0; half < 2; ++half) {
      const unsigned lane = 2 * i + half;
      state_[lane / 8][lane % 8] = words[2 * half] | std::uint64_t{words[2 * half + 1]} << 32;
    }
  }
}

}  // namespace base

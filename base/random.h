#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/lanes.h"

namespace base {

/// A named stream of random numbers: Philox4x32-10 (Salmon et al. 2011, by Random123). The key is
/// the Philox key; the upper half of its counter is a hash of the name and the lower half counts
/// blocks, so streams of other keys or names never overlap and any block can be reached at once.
/// Integers are the same on every machine.
/// Example: Stream init(trial_seed, "init"); float weight = float(init.normal());
class Stream {
 public:
  Stream(std::uint64_t key, std::string_view name);

  /// The four words of block `index`; does not move the stream.
  std::array<std::uint32_t, 4> block(std::uint64_t index) const;

  /// Blocks `index` .. `index` + 15 in one go; with AVX-512 in the time of two or three. A block is
  /// two lanes: its words 0 (in the lower half) and 1, then its words 2 and 3.
  std::array<Lanes, 4> sixteen_blocks(std::uint64_t index) const;

  std::uint32_t next_u32();
  std::uint64_t next_u64();

  /// Uniform on (0, 1].
  double uniform();

  /// Normal with mean 0 and variance 1 (Box-Muller, one value a pair of words).
  double normal();

  /// Same key, name and place.
  bool operator==(const Stream&) const = default;

 private:
  std::uint64_t key_;
  std::uint64_t name_;
  // The key of each round, two words that differ from those before by a constant.
  std::array<std::array<std::uint64_t, 2>, 10> round_keys_;
  std::uint64_t next_block_ = 0;
  std::array<std::uint32_t, 4> words_{};
  unsigned used_ = 4;
};

/// FNV-1a of `text`, 64 bits: the number that stands for a stream's name.
std::uint64_t hash_name(std::string_view text);

}  // namespace base

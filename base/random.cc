#include "base/random.h"

#include <Random123/philox.h>
#include <Random123/boxmuller.hpp>
#include <Random123/uniform.hpp>

namespace base {

std::uint64_t hash_name(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return hash;
}

Stream::Stream(std::uint64_t key, std::string_view name) : key_(key), name_(hash_name(name)) {}

std::array<std::uint32_t, 4> Stream::block(std::uint64_t index) const {
  std::array<std::uint32_t, 4> words;
  blocks(index, {&words, 1});
  return words;
}

void Stream::blocks(std::uint64_t index, std::span<std::array<std::uint32_t, 4>> out) const {
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  const r123::Philox4x32::key_type key{{low(key_), high(key_)}};
  for (auto& words : out) {
    const r123::Philox4x32::ctr_type counter{{low(index), high(index), low(name_), high(name_)}};
    const auto random = r123::Philox4x32()(counter, key);
    words = {random[0], random[1], random[2], random[3]};
    ++index;
  }
}

std::uint32_t Stream::next_u32() {
  if (used_ == words_.size()) {
    words_ = block(next_block_++);
    used_ = 0;
  }
  return words_[used_++];
}

std::uint64_t Stream::next_u64() {
  const std::uint64_t low = next_u32();
  return low | std::uint64_t{next_u32()} << 32;
}

double Stream::uniform() { return r123::u01<double>(next_u64()); }

double Stream::normal() {
  const std::uint64_t angle = next_u64();
  const std::uint64_t radius = next_u64();
  return r123::boxmuller(angle, radius).x;
}

}  // namespace base

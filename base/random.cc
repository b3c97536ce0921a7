#include "base/random.h"

#include <Random123/philox.h>
#include <Random123/boxmuller.hpp>
#include <Random123/uniform.hpp>

namespace base {
namespace {

std::uint32_t low_half(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high_half(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

}  // namespace

std::uint64_t hash_name(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return hash;
}

Stream::Stream(std::uint64_t key, std::string_view name) : key_(key), name_(hash_name(name)) {
  std::array<std::uint32_t, 2> words = {low_half(key), high_half(key)};
  for (auto& round_key : round_keys_) {
    round_key = {words[0], words[1]};
    words = {words[0] + PHILOX_W32_0, words[1] + PHILOX_W32_1};
  }
}

std::array<std::uint32_t, 4> Stream::block(std::uint64_t index) const {
  const r123::Philox4x32::key_type key{{low_half(key_), high_half(key_)}};
  const r123::Philox4x32::ctr_type counter{
      {low_half(index), high_half(index), low_half(name_), high_half(name_)}};
  const auto random = r123::Philox4x32()(counter, key);
  return {random[0], random[1], random[2], random[3]};
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

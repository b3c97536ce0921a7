#include "base/random.h"

#include <Random123/philox.h>
#include <Random123/boxmuller.hpp>
#include <Random123/uniform.hpp>

namespace base {
namespace {

std::uint32_t low_half(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high_half(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

using RoundKeys = std::array<std::array<std::uint64_t, 2>, 10>;

/// Philox of eight counters: blocks of lanes 0, 2, 4 and 6, then those of lanes 1, 3, 5 and 7.
std::array<Lanes, 2> eight_blocks(Lanes index, std::uint64_t name, const RoundKeys& keys) {
  // Words are the lower halves of lanes; what lies above them is never used. Words 1 and 3 are
  // lower halves of products as they stand.
  Lanes word0 = index, word1 = index >> 32, word2 = Lanes{} + name, word3 = word2 >> 32;
  for (const auto& [key0, key1] : keys) {
    const Lanes product0 = multiply_low_halves(word0, Lanes{} + PHILOX_M4x32_0);
    const Lanes product1 = multiply_low_halves(word2, Lanes{} + PHILOX_M4x32_1);
    word0 = ternary<0x96>(product1 >> 32, word1, Lanes{} + key0);
    word2 = ternary<0x96>(product0 >> 32, word3, Lanes{} + key1);
    word1 = product1;
    word3 = product0;
  }
  const auto join = [](Lanes low, Lanes high) { return (low & 0xffffffff) | high << 32; };
  const Lanes first = join(word0, word1), second = join(word2, word3);
  return {__builtin_shufflevector(first, second, 0, 8, 2, 10, 4, 12, 6, 14),
          __builtin_shufflevector(first, second, 1, 9, 3, 11, 5, 13, 7, 15)};
}

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

std::array<Lanes, 4> Stream::sixteen_blocks(std::uint64_t index) const {
  // In this order the pairs of lanes that unpacking joins are blocks of one vector.
  constexpr Lanes kOrder = {0, 4, 1, 5, 2, 6, 3, 7};
  const auto [a, b] = eight_blocks(index + kOrder, name_, round_keys_);
  const auto [c, d] = eight_blocks(index + 8 + kOrder, name_, round_keys_);
  return {a, b, c, d};
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

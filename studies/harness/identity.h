#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "studies/harness/study.h"

namespace study {

/// The seed of a trial, which is also its row's identity: the first 8 bytes, big endian, of the
/// SHA-256 of CSV lines "study,<name>", "revision,<r>", "<axis>,<value>" for each axis in order,
/// "base_seed,<s>" and "trial,<index>". `values` are canonical, so 1 and 01 share a seed.
std::uint64_t trial_seed(const Study& study, std::span<const std::string> values,
                         std::int64_t base_seed, std::int64_t trial);

/// The same without the axes that are not among `axes`: the key of a stream that trials of several
/// cells share.
std::uint64_t shared_key(const Study& study, std::span<const std::string> values,
                         std::int64_t base_seed, std::int64_t trial,
                         std::span<const std::string> axes);

/// "0x" and 16 digits: text to R and pandas, which would round 64 bits to a double's 53.
std::string format_seed(std::uint64_t seed);

}  // namespace study

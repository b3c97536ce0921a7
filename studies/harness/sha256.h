#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace study {

/// SHA-256 of a text. Example: to_hex(sha256("")) begins with "e3b0c44298fc1c14".
std::array<std::uint8_t, 32> sha256(std::string_view text);

/// Two lower-case digits a byte.
std::string to_hex(const std::array<std::uint8_t, 32>& bytes);

}  // namespace study

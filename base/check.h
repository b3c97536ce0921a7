#pragma once

#include <fmt/core.h>

#include <stdexcept>
#include <utility>

namespace base {

/// Throws std::invalid_argument with the formatted message unless `condition` holds.
/// For arguments and input; the message names the value and what is allowed.
/// Example: require(height >= 1, "board height {}: needs at least 1", height);
template <class... Args>
void require(bool condition, fmt::format_string<Args...> message, Args&&... args) {
  if (!condition) throw std::invalid_argument(fmt::format(message, std::forward<Args>(args)...));
}

}  // namespace base

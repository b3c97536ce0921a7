#pragma once

#include <span>
#include <string>
#include <string_view>

namespace study {

/// The texts with `separator` between them. (fmt::join of strings makes g++ 12 warn at -O3.)
inline std::string join(std::span<const std::string> texts, std::string_view separator) {
  std::string joined;
  for (const std::string& text : texts) {
    if (&text != &texts.front()) joined += separator;
    joined += text;
  }
  return joined;
}

}  // namespace study

#pragma once

#include <string>
#include <string_view>

namespace deploy {

/// `text` with `value` wherever `name` stands. C code is full of braces, so that fmt's would have
/// to be doubled.
std::string replaced(std::string text, std::string_view name, std::string_view value);

}  // namespace deploy

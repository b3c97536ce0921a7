#pragma once

#include <span>
#include <string>
#include <vector>

namespace study {

/// Lines of a table for a reader: columns as wide as their widest field, two spaces between them,
/// none at a line's end. All lines have as many fields as the first; there is at least one.
/// Example: aligned_text({{"m", "rate"}, {"10", "0.5"}}) is "m   rate\n10  0.5\n".
std::string aligned_text(std::span<const std::vector<std::string>> lines);

}  // namespace study

#include "life/pattern_argument.h"

#include <optional>

#include "base/check.h"
#include "base/file.h"
#include "base/interruption.h"
#include "base/program.h"

namespace life {
namespace {

namespace fs = std::filesystem;

/// Not a pipe, a device or a folder.
bool is_file_or_nothing(const fs::path& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return !fs::exists(status) || fs::is_regular_file(status);
}

/// Where a file is or will be; empty if that cannot be told, and for what is no file.
fs::path place_of(const fs::path& path) {
  if (!is_file_or_nothing(path)) return {};
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(path, ignored), ignored);
}

}  // namespace

PatternArgument read_pattern_file(const std::filesystem::path& path) {
  const std::string text = base::read_file(path);
  try {
    return {format_of_text(text), read_pattern(text)};
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(path.string() + ": " + error.what());
  }
}

PatternFormat format_to_write(const std::filesystem::path& path) {
  const std::optional<PatternFormat> format = format_of_name(path);
  base::require(format.has_value(),
                "{}: needs a name that ends in .rle, .cells, .lif (Life 1.05), _106.lif or .life "
                "(Life 1.06), or --format",
                path.string());
  return *format;
}

void require_other_file(std::string_view what, const fs::path& path, const fs::path& other) {
  if (path.empty() || other.empty()) return;
  const fs::path place = place_of(path);
  base::require(place.empty() || place != place_of(other), "{} {}: needs another file than {}",
                what, path.string(), other.string());
}

int write_whole(const fs::path& path, std::string_view text) {
  // A pipe that nobody reads must not hold a signal back.
  std::optional<base::Interruption> interruption;
  if (is_file_or_nothing(path)) interruption.emplace();
  base::write_file(path, text);
  const int signal = interruption ? base::Interruption::signal() : 0;
  if (signal == 0) return base::kComplete;
  base::note("life", fmt::format("interrupted; {} is written", path.string()));
  return 128 + signal;
}

void require_rle_name(const std::filesystem::path& path) {
  base::require(format_of_name(path).value_or(PatternFormat::rle) == PatternFormat::rle,
                "--out {}: writes RLE; 'life convert' writes other formats", path.string());
}

}  // namespace life

#include "life/pattern_argument.h"

#include "base/check.h"
#include "base/file.h"
#include "base/interruption.h"
#include "base/program.h"

namespace life {

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

void require_other_file(std::string_view what, const std::filesystem::path& path,
                        const std::filesystem::path& other) {
  if (path.empty() || other.empty()) return;
  base::require(std::filesystem::weakly_canonical(path) != std::filesystem::weakly_canonical(other),
                "{} {}: needs another file than {}", what, path.string(), other.string());
}

int write_whole(const std::filesystem::path& path, std::string_view text) {
  const base::Interruption interruption;
  base::write_file(path, text);
  const int signal = base::Interruption::signal();
  if (signal == 0) return base::kComplete;
  base::note("life", fmt::format("interrupted; {} is written", path.string()));
  return 128 + signal;
}

void require_rle_name(const std::filesystem::path& path) {
  base::require(format_of_name(path).value_or(PatternFormat::rle) == PatternFormat::rle,
                "--out {}: writes RLE; 'life convert' writes other formats", path.string());
}

}  // namespace life

#include "life/cells.h"

#include "base/check.h"
#include "life/line_reader.h"

namespace life {

Pattern read_cells(std::string_view text) {
  Pattern pattern;
  LineReader lines(text);
  bool begun = false;
  int y = 0;
  while (lines.next()) {
    const std::string_view line = lines.line();
    begun = begun || !line.empty();
    if (!begun) continue;
    if (line.starts_with('!')) {
      pattern.comments += line.substr(1);
      pattern.comments += '\n';
      continue;
    }
    if (line.size() > kMaxSide) {
      lines.fail(kMaxSide, fmt::format("more than {} cells in a row", kMaxSide));
    }
    if (y == kMaxSide && !line.empty()) lines.fail(0, fmt::format("more than {} rows", kMaxSide));
    const std::size_t end = read_drawn_row(line, "O*", [&](std::size_t column, std::size_t length) {
      pattern.runs.push_back({y, static_cast<int>(column), static_cast<int>(length)});
    });
    if (end < line.size()) {
      lines.fail(end, fmt::format("unknown symbol {}: needs . (dead), O or * (alive)",
                                  shown_symbol(line[end])));
    }
    if (!line.empty()) {
      pattern.size.height = y + 1;
      pattern.size.width = std::max(pattern.size.width, static_cast<int>(line.size()));
    }
    y = std::min(y + 1, kMaxSide);
  }
  // The line that by convention ends the comments.
  if (pattern.comments == "\n" || pattern.comments.ends_with("\n\n")) pattern.comments.pop_back();
  return pattern;
}

std::string write_cells(const Pattern& pattern) {
  const auto [height, width] = pattern.size;
  base::require(std::int64_t{height} * width <= kMaxDrawnCells,
                "pattern of {}: more than the {} cells that are written as plaintext",
                to_string(pattern.size), kMaxDrawnCells);
  std::string text;
  LineReader comments(pattern.comments);
  while (comments.next()) text.append("!").append(comments.line()).append("\n");
  text += "!\n";
  if (width == 0) return text;
  const std::size_t cells = text.size(), row = static_cast<std::size_t>(width) + 1;
  text.resize(cells + row * static_cast<std::size_t>(height), '.');
  for (std::size_t end = cells + row - 1; end < text.size(); end += row) text[end] = '\n';
  for (const auto& [y, x, length] : pattern.runs) {
    const std::size_t begin =
        cells + static_cast<std::size_t>(y) * row + static_cast<std::size_t>(x);
    text.replace(begin, static_cast<std::size_t>(length), static_cast<std::size_t>(length), 'O');
  }
  return text;
}

}  // namespace life

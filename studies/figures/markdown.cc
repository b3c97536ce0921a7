#include "studies/figures/markdown.h"

#include <fmt/core.h>

#include "base/check.h"

namespace figures {

std::string markdown_line(std::span<const std::string> fields) {
  std::string line = "|";
  for (const std::string& field : fields) {
    line += ' ';
    for (const char c : field) line += c == '|' ? "\\|" : std::string(1, c);
    line += " |";
  }
  return line + '\n';
}

std::string markdown_heading(std::span<const std::string> fields) {
  std::string text = markdown_line(fields) + '|';
  for (std::size_t i = 0; i < fields.size(); ++i) text += "---|";
  return text + '\n';
}

std::string with_part(const std::string& page, const std::string& file, const std::string& name,
                      const std::string& text) {
  const std::string begin = fmt::format("<!-- {} -->\n", name);
  const std::string end = fmt::format("<!-- /{} -->\n", name);
  const std::size_t first = page.find(begin), last = page.find(end);
  base::require(first != std::string::npos && last != std::string::npos && first < last &&
                    page.find(begin, first + 1) == std::string::npos &&
                    page.find(end, last + 1) == std::string::npos,
                "{}: needs a line <!-- {} --> and after it a line <!-- /{} -->, once each", file,
                name, name);
  return page.substr(0, first + begin.size()) + text + page.substr(last);
}

}  // namespace figures

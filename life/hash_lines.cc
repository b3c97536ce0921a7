#include "life/hash_lines.h"

#include <algorithm>
#include <stdexcept>

namespace life {
namespace {

struct Marked {
  char marker;
  std::string_view words;
};
constexpr Marked kMarked[] = {{'N', "Name: "}, {'O', "Author: "}};

constexpr std::size_t kMaxLine = 69;

/// How much of `text`, which is longer than `room`, stands on the first line: up to a blank if
/// there is one, and never a part of a UTF-8 character.
std::size_t break_of(std::string_view text, std::size_t room) {
  const std::size_t blank = text.find_last_of(' ', room);
  if (blank != text.npos && text.find_first_not_of(' ') < blank) return blank;
  std::size_t end = room;
  while (end > room - 3 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return end;
}

/// Cuts a line off the comment and appends it.
void add_line(std::string_view& comment, char marker, std::string& text) {
  for (const Marked& known : kMarked) {
    const std::size_t begin = known.words.size();
    if (marker != 'C' || !comment.starts_with(known.words)) continue;
    // A line of the marker alone would come back as another comment.
    if (comment.size() == begin || is_blank(comment[begin])) continue;
    marker = known.marker;
    comment.remove_prefix(begin);
  }
  constexpr std::size_t kRoom = kMaxLine - std::string_view("#C ").size();
  const std::size_t end = comment.size() > kRoom ? break_of(comment, kRoom) : comment.size();
  const std::string_view words = trim_end(comment.substr(0, end));
  text += '#';
  text += marker;
  if (!words.empty()) text += ' ';
  text += words;
  text += '\n';
  comment.remove_prefix(std::min(comment.find_first_not_of(' ', end), comment.size()));
}

}  // namespace

void read_rule(std::string_view text, const LineReader& lines, Pattern& pattern) {
  try {
    const auto [rule, grid] = BoundedRule::parse(text);
    pattern.rule = rule;
    pattern.grid = grid;
  } catch (const std::invalid_argument& error) {
    lines.fail(text, error.what());
  }
}

void add_hash_comment(std::string_view line, std::string& comments) {
  line.remove_prefix(1);
  const bool marked = line.size() == 1 || (line.size() > 1 && is_blank(line[1]));
  if (marked && std::string_view("NOCDcd").find(line[0]) != std::string_view::npos) {
    for (const Marked& known : kMarked) {
      if (known.marker == line[0]) comments += known.words;
    }
    line.remove_prefix(std::min<std::size_t>(line.size(), 2));
  }
  comments += line;
  comments += '\n';
}

std::string hash_comments(std::string_view comments, char marker) {
  std::string text;
  LineReader lines(comments);
  while (lines.next()) {
    std::string_view rest = lines.line();
    // What is left over is a comment like any other, also if it begins with `Name: `.
    do {
      add_line(rest, marker, text);
    } while (!rest.empty());
  }
  return text;
}

}  // namespace life

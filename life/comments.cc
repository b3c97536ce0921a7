#include "life/comments.h"

#include <algorithm>

#include "life/line_reader.h"

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

}  // namespace

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
    char next_marker = marker;
    for (const Marked& known : kMarked) {
      if (marker == 'C' && rest.starts_with(known.words)) {
        next_marker = known.marker;
        rest.remove_prefix(known.words.size());
      }
    }
    do {
      constexpr std::size_t kRoom = kMaxLine - 3;
      const std::size_t end = rest.size() > kRoom ? break_of(rest, kRoom) : rest.size();
      const std::string_view words = trim_end(rest.substr(0, end));
      text += '#';
      text += next_marker;
      if (!words.empty()) text += ' ';
      text += words;
      text += '\n';
      rest.remove_prefix(std::min(rest.find_first_not_of(' ', end), rest.size()));
      next_marker = marker;
    } while (!rest.empty());
  }
  return text;
}

}  // namespace life

#include "life/ascii.h"

namespace life {

std::string write_ascii(const Board& board) {
  const auto line = static_cast<std::size_t>(board.width()) + 1;
  std::string text;
  text.reserve(static_cast<std::size_t>(board.height()) * line);
  for (int y = 0; y < board.height(); ++y) {
    for (int x = 0; x < board.width(); ++x) text += board.get(y, x) ? 'O' : '.';
    text += '\n';
  }
  return text;
}

}  // namespace life

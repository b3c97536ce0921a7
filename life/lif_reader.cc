#include <utility>

#include "base/check.h"
#include "base/parse.h"
#include "life/hash_lines.h"
#include "life/lif.h"
#include "life/line_reader.h"
#include "life/scattered_cells.h"

namespace life {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(text) {}

  Pattern read() {
    bool first = true;
    while (lines_.next()) {
      const std::string_view line = lines_.line();
      if (line.empty()) continue;
      if (std::exchange(first, false) && line.starts_with("#Life")) {
        read_version();
      } else if (line.starts_with('#')) {
        read_hash_line();
      } else if (coordinates_) {
        const Position cell = read_coordinates(line, "x y");
        add(0, cell.y, cell.x, 1);
      } else {
        read_row();
      }
    }
    cells_.move_to(pattern_);
    return std::move(pattern_);
  }

 private:
  void read_version() {
    const std::string_view version = trim(lines_.line().substr(5));
    if (version != "1.05" && version != "1.06") {
      lines_.fail(version,
                  fmt::format("Life {}: needs Life 1.05 or Life 1.06", base::shown(version)));
    }
    coordinates_ = version == "1.06";
  }

  void read_hash_line() {
    const std::string_view line = lines_.line();
    const std::string_view rest = line.substr(std::min<std::size_t>(line.size(), 2));
    // Only with a blank after it: "#Note" is a comment.
    const bool marked = line.size() > 1 && (rest.empty() || is_blank(rest.front()));
    switch (marked ? line[1] : '#') {
      case 'N':
        pattern_.rule = Rule::conway();
        pattern_.grid.reset();
        return;
      case 'R':
        return read_rule(trim(rest), lines_, pattern_);
      case 'P':
        if (!rest.empty()) {
          const Position corner = read_coordinates(rest, "#P x y");
          y_ = corner.y;
          left_ = corner.x;
        }
        return;
      default:
        add_hash_comment(line, pattern_.comments);
    }
  }

  Position read_coordinates(std::string_view text, std::string_view form) const {
    std::string_view rest = text;
    const auto x = base::to_integer(next_word(rest));
    const auto y = base::to_integer(next_word(rest));
    if (!x || !y || !rest.empty() || !is_coordinate(*x) || !is_coordinate(*y)) {
      lines_.fail(trim(text),
                  fmt::format("{}: needs {}, each from {} to {}", base::shown(trim(text)), form,
                              -kMaxCoordinate, kMaxCoordinate));
    }
    return {static_cast<int>(*y), static_cast<int>(*x)};
  }

  void read_row() {
    const std::string_view line = lines_.line();
    const std::size_t end = read_drawn_row(line, "*", [&](std::size_t column, std::size_t length) {
      add(column, y_, left_ + static_cast<std::int64_t>(column), static_cast<std::int64_t>(length));
    });
    if (end < line.size()) {
      lines_.fail(end, fmt::format("unknown symbol {}: needs . (dead), * (alive) or a line of #",
                                   shown_symbol(line[end])));
    }
    ++y_;
  }

  void add(std::size_t column, std::int64_t y, std::int64_t x, std::int64_t length) {
    const std::string wrong = cells_.add(y, x, length);
    if (!wrong.empty()) lines_.fail(column, wrong);
  }

  LineReader lines_;
  bool coordinates_ = false;
  std::int64_t y_ = 0;
  std::int64_t left_ = 0;
  ScatteredCells cells_;
  Pattern pattern_;
};

}  // namespace

Pattern read_lif(std::string_view text) { return Reader(text).read(); }

}  // namespace life

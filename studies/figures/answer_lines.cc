#include "studies/figures/answer_lines.h"

#include <fmt/core.h>

#include <optional>

#include "studies/figures/markdown.h"
#include "studies/figures/short_number.h"

namespace figures {
namespace {

constexpr const char* kNotMeasured = "not measured";

class Line {
 public:
  Line(const study::Table& table, std::size_t row) : table_(table), row_(row) {}

  const std::string& text(const char* column) const {
    return table_.text(row_, table_.column(column));
  }
  bool has(const char* column) const { return !text(column).empty(); }
  double real(const char* column) const { return table_.real(row_, table_.column(column)); }

  std::string measured(const char* column) const {
    return has(column) ? text(column) : kNotMeasured;
  }

  std::string exact() const {
    if (text("made") == "by hand") return "by design";
    if (!has("trials")) return kNotMeasured;
    return fmt::format("{} of {}: {:.1f} % ({:.1f} to {:.1f} %)", text("exact"), text("trials"),
                       100 * real("exact_rate"), 100 * real("exact_low"), 100 * real("exact_high"));
  }

  /// Of a cost, in units of so many.
  std::string cost(const std::string& name, double unit) const {
    if (text("made") == "by hand") return "0";
    const std::string low = name + "_low", high = name + "_high";
    if (!has(low.c_str())) return kNotMeasured;
    const double from = real(low.c_str()) / unit;
    if (!has(name.c_str())) return "over " + short_number(from);
    return with_interval(
        real(name.c_str()) / unit, from,
        has(high.c_str()) ? std::optional(real(high.c_str()) / unit) : std::nullopt);
  }

  /// A rule has no parameters.
  std::string of_network(const char* column) const {
    return text("made") == "by hand" && has("deployed") && !has(column) ? "none" : measured(column);
  }

  std::string deployed(const char* column) const {
    if (!has(column)) return kNotMeasured;
    const std::string number = short_number(real(column));
    return text("deployed") == "1" ? number : fmt::format("{} (of {})", number, text("deployed"));
  }

  std::string exact_deployed() const {
    if (!has("deployed")) return kNotMeasured;
    return fmt::format("{} of {}", text("deployed_exact"), text("deployed"));
  }

 private:
  const study::Table& table_;
  std::size_t row_;
};

}  // namespace

const char* const kAnswerNotes =
    R"(One step, the density drawn for each board. Exact: of all trials, with Wilson's interval of 95 %.
Multiply-adds (billions, had every cell been convolved and nothing been pruned) and core-seconds are
those of training for one exact network: failed trials and all that led to it are charged; in
brackets 95 %, of bootstrap samples. The cheapest is that of the fewest multiply-adds, not always by
much. Core-seconds are known where a trial is one network, on the machine they were run on. How many
boards a training may use is the table's column `budget`. Parameters, and their bytes as float32:
medians of the exact networks, without the channels that nothing needs. Constants, flash (bytes) and
cycles (for a cell of a 16x16 torus) are of an ATmega328P with 8 bits a weight, medians of so many of
the exact networks (study `deploy`); exact at 8 bits: of these, after rounding and search.
)";

std::vector<std::vector<std::string>> answer_lines(const study::Table& answer) {
  constexpr double kBillion = 1e9;
  std::vector<std::vector<std::string>> lines{{"way", "network", "exact", "multiply-adds",
                                               "core-seconds", "parameters", "float32", "constants",
                                               "flash", "cycles", "exact at 8 bits"}};
  for (std::size_t row = 0; row < answer.rows(); ++row) {
    const Line line(answer, row);
    lines.push_back({line.text("way"), line.text("network"), line.exact(),
                     line.cost("multiply_adds", kBillion), line.cost("core_seconds", 1),
                     line.of_network("parameters"), line.of_network("float_bytes"),
                     line.deployed("constant_bytes"), line.deployed("flash_bytes"),
                     line.deployed("cycles"), line.exact_deployed()});
  }
  return lines;
}

std::string answer_markdown(const study::Table& answer) {
  const auto lines = answer_lines(answer);
  std::string text = markdown_heading(lines.front());
  for (std::size_t i = 1; i < lines.size(); ++i) text += markdown_line(lines[i]);
  return text + '\n' + kAnswerNotes;
}

}  // namespace figures

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "studies/harness/flags.h"
#include "studies/harness/grid.h"
#include "studies/harness/join.h"
#include "studies/harness/record.h"
#include "studies/harness/search_odds.h"
#include "studies/harness/stopping_coverage.h"

namespace study {
namespace {

constexpr std::size_t kWidth = 96;

/// `text` broken at spaces, its first line after `indent` columns that are already there.
std::string wrap(std::string_view text, std::size_t indent) {
  std::string wrapped;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    if (column > indent && column + 1 + word.size() > kWidth) {
      wrapped += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      wrapped += ' ';
      ++column;
    }
    wrapped += word;
    column += word.size();
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return wrapped + '\n';
}

std::string left_side(const Flag& flag) {
  const bool optional = flag.argument.starts_with('[');
  return fmt::format("  {}--{}{}{}", flag.letter ? fmt::format("-{}, ", flag.letter) : "    ",
                     flag.name, flag.argument.empty() || optional ? "" : " ", flag.argument);
}

/// "two blocks; seconds (flips 1..5: 4 trials of each cell; flips 5,7: 6 trials of each cell)".
std::string describe_preset(const Study& study, const Preset& preset) {
  std::vector<std::string> blocks;
  for (const Block& block : preset.blocks) {
    std::vector<std::string> axes;
    for (const auto& [axis, values] : block.axes) axes.push_back(axis + ' ' + values);
    blocks.push_back(fmt::format("{}: {}{} trials of each cell",
                                 axes.empty() ? "defaults" : join(axes, ", "),
                                 study.search ? "at most " : "", block.trials));
  }
  return fmt::format("{} ({})", preset.description, join(blocks, "; "));
}

/// What a stopping rule costs, as far as that can be computed in about a second.
std::string describe_coverage(const StoppingRule& rule) {
  constexpr std::int64_t kMostTrials = 16'384;
  const std::int64_t trials = most_trials(rule);
  const std::string at_most = fmt::format("{} trials of a cell at most; ", trials);
  if (trials > kMostTrials) return at_most + "too many to compute the coverage";
  constexpr std::int64_t kFixed = 64;
  const MinimumCoverage adaptive = minimum_coverage(rule);
  // No interval is as narrow as this, so the only look is the last.
  const MinimumCoverage fixed = minimum_coverage({1e-9, kFixed});
  return at_most +
         fmt::format(
             "the interval at the stop contains the true rate with a probability of {:.3f} "
             "at least (near a rate of {:.3g}), counted exactly. With {} trials, not looked "
             "at before, that is {:.3f} (near {:.3g}): Wilson's 95 % hold on average over "
             "the rates, not for each",
             adaptive.coverage, adaptive.p, kFixed, fixed.coverage, fixed.p);
}

/// A level of headings, paragraphs and definitions in plain text or in Markdown.
class Page {
 public:
  explicit Page(bool markdown) : markdown_(markdown) {}

  void title(const std::string& name, const std::string& title) {
    text_ +=
        markdown_ ? fmt::format("# {}: {}\n", name, title) : fmt::format("{}: {}\n", name, title);
  }
  void heading(const std::string& heading) {
    text_ += markdown_ ? fmt::format("\n## {}\n\n", heading) : fmt::format("\n{}\n", heading);
  }
  /// `text` may hold several paragraphs or lines.
  void paragraph(std::string_view text) {
    text_ += '\n';
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      text_ += markdown_ ? std::string(line) + '\n' : wrap(line, 0);
      begin = end + 1;
    }
  }
  void item(const std::string& name, const std::string& text) {
    if (markdown_) {
      text_ += fmt::format("- `{}`: {}\n", name, text);
    } else {
      text_ += fmt::format("  {}\n      {}", name, wrap(text, 6));
    }
  }
  const std::string& text() const { return text_; }

 private:
  bool markdown_;
  std::string text_;
};

/// What --describe takes as its example when no rule is given.
constexpr StoppingRule kExampleRule{0.1, 1024};

void describe_stopping(Page& page, const StoppingRule& rule) {
  page.heading("Adaptive stopping");
  page.item(
      "--half-width W --max-trials N",
      "a cell is looked at after its first 16, 32, 64, ... trials and after N, and stops when "
      "the Wilson 95 % interval of its success rate is at most 2 W wide, or at N");
  page.item(fmt::format("W = {}, N = {}", rule.half_width, rule.max_trials),
            describe_coverage(rule));
}

/// "below 0.994, above 0.000, near 0.004, undecided 0.002; 663 trials on average".
std::string describe_odds(const SearchOdds& odds) {
  return fmt::format(
      "below {:.3f}, above {:.3f}, near {:.3f}, undecided {:.3f}; {:.0f} trials on average",
      odds.below, odds.above, odds.near, odds.undecided, odds.expected_trials);
}

void describe_search(Page& page, const Study& study, const SearchRule& rule,
                     std::int64_t most_trials) {
  const std::string& name = study.search->axis;
  const Axis& axis = *std::ranges::find(study.axes, name, &Axis::name);
  const std::size_t values = expand_values(axis, axis.default_values).size();
  page.heading("The search");
  page.item(
      "--rate R --confidence C",
      fmt::format(
          "values of {} are tested from the smallest up, each at the looks after its first 8, 16, "
          "... 64, 80, 96, ... trials, about a quarter more each time. A value is `above` when its "
          "lower limit is above R, `below` when its upper limit is below R: the limits of Robbins "
          "(1970), Annals of Mathematical Statistics 41, 1397-1409, with a uniform mixture, hold "
          "at all looks at once. The answer is the first value that is above if all before it are "
          "below. It is wrong with a probability of at most 1 - C: one half is for finding below "
          "the value that it should be, which can go wrong at one value only; the other, in equal "
          "parts, for finding above one of those before. Nothing is assumed of how the rate "
          "changes with {}",
          name, name));
  page.item("--indifference D --max-trials N",
            "a value is given up as `near` when Wilson's 95 % interval lies within R +- D, as "
            "`undecided` after N trials; then the answer is `undecided between` the first value "
            "that is not below and the first that is above. A value that is open after 256 trials "
            "lets the next one begin; none goes on after the first that is above");
  const std::string given = fmt::format("R = {}, C = {}, D = {}, N = {}", rule.rate,
                                        rule.confidence, rule.indifference, most_trials);
  constexpr std::int64_t kMostTrials = 8192;
  if (most_trials > kMostTrials) {
    page.item(given, "too many trials to compute how often each verdict is given");
    return;
  }
  page.item(given, fmt::format("how often each verdict is given on one of {} values, by its true "
                               "rate, counted exactly:",
                               values));
  for (const double distance : {-0.2, -0.1, -0.05, 0.0, 0.05, 0.1, 0.2}) {
    const double p = rule.rate + distance;
    if (p <= 0 || p >= 1) continue;
    page.item(fmt::format("{:.4g}", p), describe_odds(search_odds(rule, values, most_trials, p)));
  }
}

}  // namespace

std::string help_text(const Study& study) {
  const auto groups = all_flags(study);
  std::size_t width = 0;
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) width = std::max(width, left_side(flag).size());
  }
  std::string text =
      fmt::format("{}: {}\n\nUsage: {} [FLAGS]\n", study.name, study.title, study.name);
  for (const FlagGroup& group : groups) {
    text += fmt::format("\n{}:\n", group.title);
    for (const Flag& flag : group.flags) {
      text += fmt::format("{:<{}}", left_side(flag), width + 2) + wrap(flag.description, width + 2);
    }
  }
  text += "\nPresets:\n";
  for (const Preset& preset : study.presets) {
    text +=
        fmt::format("{:<{}}", "  " + preset.name, width + 2) + wrap(preset.description, width + 2);
  }
  text +=
      "\nExit codes: 0 complete, 1 failure, 2 usage, 3 data that does not agree, 4 stopped by\n"
      "--max-seconds, 130 and 143 interrupted. Rows are safe; the same command goes on.\n";
  return text;
}

std::string describe_text(const Study& study, const Settings& settings) {
  Page page(settings.action == Action::kDescribeMarkdown);
  page.title(study.name, study.title);
  page.paragraph(fmt::format("Reproduces: {}. Revision {}.", study.paper_figure, study.revision));
  page.paragraph(study.description);
  page.heading("Axes");
  for (const Axis& axis : study.axes) {
    page.item(axis.name, fmt::format("{} (default {})", axis.description, axis.default_values));
  }
  page.heading("Columns");
  for (const Column& column : identity_columns(study)) page.item(column.name, column.description);
  for (const Column& column : study.columns) {
    page.item(column.name, column.unit.empty()
                               ? column.description
                               : fmt::format("{} [{}]", column.description, column.unit));
  }
  page.heading("Presets");
  for (const Preset& preset : study.presets) page.item(preset.name, describe_preset(study, preset));
  if (settings.search) {
    describe_search(page, study, *settings.search, settings.trials.value_or(kUsualSearchTrials));
  } else {
    describe_stopping(page, settings.stopping.value_or(kExampleRule));
  }
  return page.text();
}

}  // namespace study

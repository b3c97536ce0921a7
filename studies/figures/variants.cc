#include "studies/figures/variants.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/join.h"

namespace figures {
namespace {

using Setting = std::pair<std::string_view, std::string_view>;

/// The study's defaults, in the order in which an axis names the group of a row that changes
/// several: the first of them does.
constexpr std::array<Setting, 14> kBaseline = {{{"steps", "1"},
                                                {"network", "paper"},
                                                {"rule", "B3/S23"},
                                                {"optimiser", "adam"},
                                                {"initialisation", "pytorch"},
                                                {"activation", "relu"},
                                                {"loss_function", "bce"},
                                                {"examples", "boards"},
                                                {"learning_rate", "0.001"},
                                                {"density", "uniform"},
                                                {"batch", "8"},
                                                {"boundary", "torus"},
                                                {"budget", "1000000"},
                                                {"tied", "no"}}};

/// A published protocol, as the study comes near to it.
struct Protocol {
  std::string_view title;
  std::vector<Setting> settings;  ///< that tell it
  bool best_rate = false;         ///< whether of several learning rates the best is drawn
};

const std::array<Protocol, 5> kProtocols = {{
    {"as Ahmed & Davis", {{"density", "0.5"}}},
    {"as Bibin & Dereventsov",
     {{"boundary", "dead-edge"}, {"budget", "40000"}, {"loss_function", "relu-mse"}},
     true},
    {"Bibin & Dereventsov / sigmoid",
     {{"boundary", "dead-edge"}, {"budget", "40000"}, {"loss_function", "mse"}},
     true},
    {"as CellularAutoma", {{"density", "0.3"}, {"batch", "64"}}},
    {"as llm-life", {{"density", "0.38"}, {"batch", "2"}, {"budget", "5000"}}},
}};

/// The order of the groups; those that are not here come after them, protocols last.
constexpr std::array<std::string_view, 10> kGroups = {
    "baseline", "initialisation", "optimiser", "learning rate", "activation",
    "loss",     "examples",       "network",   "rule",          "two steps"};

std::string group_of_axis(std::string_view axis) {
  if (axis == "loss_function") return "loss";
  if (axis == "learning_rate") return "learning rate";
  return std::string(axis);
}

/// What a row's label says of a value.
std::string value_text(std::string_view axis, const std::string& value) {
  if (axis == "steps") return "n = " + value;
  if (axis == "tied") return value == "yes" ? "tied" : "untied";
  if (axis == "learning_rate") return "rate " + value;
  if (axis == "examples") return "on all " + value;
  const bool speaks = axis == "network" || axis == "activation" || axis == "rule" ||
                      axis == "optimiser" || axis == "loss_function" || axis == "initialisation";
  return speaks ? value : fmt::format("{} {}", axis, value);
}

class Variants {
 public:
  Variants(const SuccessRates& rates, const PaperValues& published)
      : rates_(rates), published_(published) {
    for (const SuccessRate& cell : rates_.cells) add(cell);
    number_rows();
  }

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    append(fields, {"parameters", "row", "place", "group", "label", "published", "baseline",
                    "trials", "solved", "rate", "wilson_low", "wilson_high"});
    std::string text = study::format_csv_line(fields);
    for (const Line& line : lines_) {
      fields = line.cell->cell;
      append(fields, {line.cell->parameters, fmt::format("{}", line.row),
                      fmt::format("{}", line.place_in_row), line.group, line.label, line.published,
                      baseline_of(line)});
      append(fields, rate_fields(*line.cell));
      text += study::format_csv_line(fields);
    }
    return text;
  }

  std::string text() const {
    std::vector<std::vector<std::string>> lines{
        {"group", "variant", "m", "parameters", "solved", "rate", "Wilson 95 %", "published"}};
    for (const Line& line : lines_) {
      lines.push_back(
          {line.group, line.label, value(*line.cell, "overcompleteness"), line.cell->parameters});
      append(lines.back(), rate_texts(*line.cell));
      lines.back().push_back(line.published);
    }
    std::string text = study::aligned_text(lines) + '\n';
    if (!best_lines_.empty()) {
      text +=
          "where a published value is of the best learning rate, ours is of the best of those run,"
          "\nso its interval flatters\n";
    }
    return text;
  }

 private:
  struct Line {
    const SuccessRate* cell;
    std::string group, label, published;
    std::size_t group_place;
    int row = 0;
    double place_in_row = 0;
  };

  const std::string& value(const SuccessRate& cell, std::string_view axis) const {
    return cell.cell[rates_.axis(axis)];
  }

  const Protocol* protocol_of(const SuccessRate& cell) const {
    for (const Protocol& protocol : kProtocols) {
      const bool all = std::ranges::all_of(protocol.settings, [&](const Setting& setting) {
        return value(cell, setting.first) == setting.second;
      });
      if (all) return &protocol;
    }
    return nullptr;
  }

  void add(const SuccessRate& cell) {
    const Protocol* protocol = protocol_of(cell);
    const bool best_rate = protocol && protocol->best_rate;
    std::vector<std::string> key = cell.cell;
    if (best_rate) key[rates_.axis("learning_rate")] = "best";
    Line line{&cell, "", "", published_.text(key), 0};
    describe(line);
    if (best_rate) {
      const auto [found, is_new] = best_lines_.emplace(key, lines_.size());
      if (!is_new) {
        Line& other = lines_[found->second];
        if (cell.rate() > other.cell->rate()) other = line;
        return;
      }
    }
    lines_.push_back(line);
  }

  /// Whether the label says a value: where it is not the default, or tells the cells of a protocol
  /// apart.
  bool is_said(const SuccessRate& cell, const Protocol* protocol, const Setting& usual) const {
    const std::string& own = value(cell, usual.first);
    if (!protocol) return own != usual.second && usual.first != "steps";
    if (usual.first == "tied" && value(cell, "steps") == "1") return false;
    return std::ranges::any_of(rates_.cells, [&](const SuccessRate& other) {
      return protocol_of(other) == protocol && value(other, usual.first) != own;
    });
  }

  /// Group and label.
  void describe(Line& line) const {
    const Protocol* protocol = protocol_of(*line.cell);
    std::vector<std::string> parts;
    std::string_view first;
    for (const Setting& usual : kBaseline) {
      const std::string& own = value(*line.cell, usual.first);
      if (is_said(*line.cell, protocol, usual)) parts.push_back(value_text(usual.first, own));
      if (own != usual.second && first.empty()) first = usual.first;
    }
    line.label = !parts.empty() ? study::join(parts, " / ")
                 : protocol     ? "its protocol"
                                : "defaults";
    line.group = protocol           ? std::string(protocol->title)
                 : first.empty()    ? "baseline"
                 : first == "steps" ? steps_group(value(*line.cell, "steps"))
                                    : group_of_axis(first);
    const auto place = std::ranges::find(kGroups, line.group);
    line.group_place = static_cast<std::size_t>(place - kGroups.begin()) +
                       (protocol ? 1 + static_cast<std::size_t>(protocol - kProtocols.data()) : 0);
  }

  static std::string steps_group(const std::string& steps) {
    return steps == "2" ? "two steps" : steps + " steps";
  }

  void number_rows() {
    std::ranges::stable_sort(lines_, {}, [](const Line& line) {
      return std::tuple(line.group_place, line.group_place == kGroups.size() ? line.group : "",
                        line.label != "defaults");
    });
    // A row is where its first m stands.
    std::map<std::pair<std::string, std::string>, std::vector<Line>> by_label;
    std::vector<std::pair<std::string, std::string>> order;
    for (Line& line : lines_) {
      const std::pair key(line.group, line.label);
      if (!by_label.contains(key)) order.push_back(key);
      by_label[key].push_back(line);
    }
    lines_.clear();
    int row = 0;
    std::string group;
    for (const auto& key : order) {
      row += key.first == group ? 1 : 2;
      group = key.first;
      const std::vector<Line>& marks = by_label[key];
      for (std::size_t i = 0; i < marks.size(); ++i) {
        lines_.push_back(marks[i]);
        lines_.back().row = row;
        lines_.back().place_in_row =
            static_cast<double>(i) - static_cast<double>(marks.size() - 1) / 2;
      }
    }
  }

  std::string baseline_of(const Line& line) const {
    if (protocol_of(*line.cell)) return "";
    for (const Line& other : lines_) {
      if (other.label == "defaults" && value(*other.cell, "steps") == value(*line.cell, "steps") &&
          value(*other.cell, "overcompleteness") == value(*line.cell, "overcompleteness")) {
        return fmt::format("{:.6f}", other.cell->rate());
      }
    }
    return "";
  }

  const SuccessRates& rates_;
  const PaperValues& published_;
  std::vector<Line> lines_;
  std::map<std::vector<std::string>, std::size_t> best_lines_;  ///< in lines_, as they are added
};

}  // namespace

Summary summarise_variants(const ResultRows& rows, const PaperValues& published) {
  require_network_axes(rows);
  for (const auto& [axis, usual] : kBaseline) require_axis(rows, axis);
  const SuccessRates rates = success_rates(rows);
  published.require_columns(rates.axes);
  const Variants variants(rates, published);
  const auto [least, most] = std::ranges::minmax_element(rates.cells, {}, &SuccessRate::trials);
  return {variants.csv(), variants.text(), least->trials, most->trials};
}

}  // namespace figures

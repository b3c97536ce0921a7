#include "studies/figures/tickets.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "studies/figures/pruning_rows.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/csv.h"

namespace figures {
namespace {

constexpr const char* kControls[] = {"none", "reinitialised", "same-signs", "shuffled",
                                     "other-seed"};
constexpr const char* kMethodAxes[] = {"method", "controls", "round"};

/// Weights of a cell's whole network by n and m.
using WholeWeights = std::map<std::pair<std::string, std::string>, std::int64_t>;

WholeWeights whole_weights(const ResultRows& rows) {
  const std::size_t steps = rows.column("steps"), m = rows.column("overcompleteness"),
                    round = rows.column("round"), kept = rows.column("weights_kept");
  WholeWeights whole;
  for (const RowRef& row : rows.rows()) {
    if (row.text(round) == "0") whole[{row.text(steps), row.text(m)}] = whole_number(row, kept);
  }
  return whole;
}

SuccessRates rates_of(const ResultRows& rows, const std::string& control) {
  Grouping grouping;
  const std::size_t column = rows.column("control");
  grouping.counts = [=](const RowRef& row) { return row.text(column) == control; };
  grouping.column = "round";
  grouping.solved = "exact";
  return success_rates(rows, grouping);
}

/// The lines of one control, a line of cells a method.
class Writer {
 public:
  Writer(const ResultRows& rows, std::string control)
      : control_(std::move(control)),
        rates_(rates_of(rows, control_)),
        kept_(rows.column("weights_kept")),
        whole_(whole_weights(rows)) {}

  const SuccessRates& rates() const { return rates_; }

  std::string csv_header() const {
    std::vector<std::string> fields = rates_.axes;
    append(fields, {"control", "way", "parameters", "weights", "kept", "share", "trials", "exact",
                    "rate", "wilson_low", "wilson_high"});
    return study::format_csv_line(fields);
  }

  std::string csv() const {
    std::string text;
    for (const SuccessRate& cell : rates_.cells) {
      std::vector<std::string> fields = cell.cell;
      const std::int64_t whole = whole_weights_of(cell), kept = kept_by(cell);
      append(
          fields,
          {control_, way(cell), cell.parameters, fmt::format("{}", whole), fmt::format("{}", kept),
           fmt::format("{:.6f}", static_cast<double>(kept) / static_cast<double>(whole))});
      append(fields, rate_fields(cell));
      text += study::format_csv_line(fields);
    }
    return text;
  }

  std::vector<std::size_t> shown() const {
    std::vector<std::size_t> axes = shown_axes(rates_);
    std::erase_if(axes, [&](std::size_t axis) {
      return std::ranges::find(kMethodAxes, rates_.axes[axis]) != std::end(kMethodAxes);
    });
    return axes;
  }

  /// A line a method.
  void add_lines(std::span<const std::size_t> shown,
                 std::vector<std::vector<std::string>>& lines) const {
    for (const auto& line : rates_.lines_along(rates_.axis("round"))) {
      std::vector<std::string>& text = lines.emplace_back(values(*line.front(), shown));
      append(text, {way(*line.front()), fmt::format("{}", line.front()->trials)});
      append(text,
             {last_of(line, [](const SuccessRate& cell) { return 2 * cell.solved >= cell.trials; }),
              last_of(line, [](const SuccessRate& cell) { return cell.solved > 0; })});
    }
  }

 private:
  std::string way(const SuccessRate& cell) const {
    const std::string& method = cell.cell[rates_.axis("method")];
    return control_ == "none" ? method : method + ' ' + control_;
  }

  std::int64_t whole_weights_of(const SuccessRate& cell) const {
    return whole_.at({cell.cell[rates_.axis("steps")], cell.cell[rates_.axis("overcompleteness")]});
  }

  std::int64_t kept_by(const SuccessRate& cell) const {
    std::vector<std::int64_t> kept;
    for (const RowRef& row : cell.rows) kept.push_back(whole_number(row, kept_));
    std::ranges::sort(kept);
    return quantile_of(kept, 0.5);
  }

  /// "28 (10.0 %)": the fewest weights of the cells that are so.
  template <class Is>
  std::string last_of(const std::vector<const SuccessRate*>& line, Is is) const {
    std::int64_t least = 0;
    for (const SuccessRate* cell : line) {
      if (is(*cell) && (least == 0 || kept_by(*cell) < least)) least = kept_by(*cell);
    }
    if (least == 0) return "none";
    return fmt::format(
        "{} ({:.1f} %)", least,
        100. * static_cast<double>(least) / static_cast<double>(whole_weights_of(*line.front())));
  }

  std::string control_;
  SuccessRates rates_;
  std::size_t kept_;
  WholeWeights whole_;
};

}  // namespace

Summary summarise_tickets(const ResultRows& rows, const PaperValues&) {
  require_network_axes(rows);
  for (const char* axis : {"method", "controls"}) require_axis(rows, axis);
  const Writer all(rows, "none");
  const std::vector<std::size_t> shown = all.shown();
  std::vector<std::vector<std::string>> lines = {headings(all.rates(), shown)};
  append(lines[0], {"way", "trials", "half learn down to", "one learns down to"});
  Summary summary{all.csv_header(), "", 0, 0};
  for (const char* control : kControls) {
    const Writer writer(rows, control);
    if (writer.rates().cells.empty()) continue;
    summary.csv += writer.csv();
    writer.add_lines(shown, lines);
  }
  summary.text = study::aligned_text(lines) +
                 "\nweights of sub-networks trained on their own; half learn, one learns: the "
                 "fewest at which that was so\n";
  const auto [least, most] =
      std::ranges::minmax_element(all.rates().cells, {}, &SuccessRate::trials);
  summary.least_trials = least->trials;
  summary.most_trials = most->trials;
  return summary;
}

}  // namespace figures

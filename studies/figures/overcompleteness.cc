#include "studies/figures/overcompleteness.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"

namespace figures {
namespace {

/// What is known of the paper's protocol, as the study spells it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kPaperProtocol = {{
    {"rule", "B3/S23"},
    {"batch", "8"},
    {"learning_rate", "0.001"},
    {"budget", "1000000"},
}};

class Writer {
 public:
  Writer(const SuccessRates& rates, const PaperValues& paper) : rates_(rates), paper_(paper) {}

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    // The one column that may be empty is not the last: gnuplot 5.4 misreads an empty field there.
    fields.insert(fields.end(),
                  {"parameters", "paper", "trials", "solved", "rate", "wilson_low", "wilson_high"});
    std::string text = study::format_csv_line(fields);
    for (const SuccessRate& cell : rates_.cells) {
      fields = cell.cell;
      const study::Interval wilson = cell.wilson();
      fields.insert(fields.end(),
                    {cell.parameters, paper_of(cell), fmt::format("{}", cell.trials),
                     fmt::format("{}", cell.solved), fmt::format("{:.6f}", cell.rate()),
                     fmt::format("{:.6f}", wilson.low), fmt::format("{:.6f}", wilson.high)});
      text += study::format_csv_line(fields);
    }
    return text;
  }

  std::string text() const {
    const std::vector<std::size_t> shown = shown_axes(rates_);
    std::vector<std::vector<std::string>> lines(1);
    for (const std::size_t axis : shown) lines[0].push_back(heading(rates_.axes[axis]));
    lines[0].insert(lines[0].end(), {"parameters", "solved", "rate", "Wilson 95 %", "paper"});
    for (const SuccessRate& cell : rates_.cells) {
      std::vector<std::string>& line = lines.emplace_back();
      for (const std::size_t axis : shown) line.push_back(cell.cell[axis]);
      const study::Interval wilson = cell.wilson();
      line.insert(line.end(),
                  {cell.parameters, fmt::format("{}/{}", cell.solved, cell.trials),
                   fmt::format("{:.3f}", cell.rate()),
                   fmt::format("{:.3f} to {:.3f}", wilson.low, wilson.high), paper_of(cell)});
    }
    return study::aligned_text(lines) + '\n' + notes();
  }

 private:
  std::string paper_of(const SuccessRate& cell) const {
    const bool comparable =
        std::all_of(kPaperProtocol.begin(), kPaperProtocol.end(), [&](const auto& setting) {
          return cell.cell[rates_.axis(setting.first)] == setting.second;
        });
    if (!comparable) return "";
    return paper_.text(cell.cell[rates_.axis("steps")], cell.cell[rates_.axis("overcompleteness")]);
  }

  std::string notes() const {
    std::string text = fixed_axes_note(rates_) + sampled_note(rates_);
    const bool compared =
        std::any_of(rates_.cells.begin(), rates_.cells.end(),
                    [&](const SuccessRate& cell) { return !paper_of(cell).empty(); });
    if (compared) {
      text += "paper: Springer & Kenyon, arXiv 2009.01398, as others quote it\n";
    }
    return text;
  }

  const SuccessRates& rates_;
  const PaperValues& paper_;
};

}  // namespace

Summary summarise_overcompleteness(const ResultRows& rows, const PaperValues& paper) {
  for (const auto& [axis, value] : kPaperProtocol) require_axis(rows, axis);
  require_network_axes(rows);
  const SuccessRates rates = success_rates(rows);
  const Writer writer(rates, paper);
  const auto [least, most] = std::ranges::minmax_element(rates.cells, {}, &SuccessRate::trials);
  return {writer.csv(), writer.text(), least->trials, most->trials};
}

}  // namespace figures

#include "studies/figures/overcompleteness.h"

#include <fmt/core.h>

#include <algorithm>

#include "studies/figures/paper_protocol.h"
#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"

namespace figures {
namespace {

const std::vector<std::string> kPaperColumns = {"steps", "overcompleteness"};

class Writer {
 public:
  Writer(const SuccessRates& rates, const PaperValues& paper) : rates_(rates), paper_(paper) {}

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    // The one column that may be empty is not the last: gnuplot 5.4 misreads an empty field there.
    append(fields, {"parameters", "paper", "sampled_boards", "trials", "solved", "rate",
                    "wilson_low", "wilson_high"});
    std::string text = study::format_csv_line(fields);
    for (const SuccessRate& cell : rates_.cells) {
      fields = cell.cell;
      append(fields,
             {cell.parameters, paper_of(cell), fmt::format("{}", sampled_boards(rates_, cell))});
      append(fields, rate_fields(cell));
      text += study::format_csv_line(fields);
    }
    return text;
  }

  std::string text() const {
    const std::vector<std::size_t> shown = shown_axes(rates_);
    std::vector<std::vector<std::string>> lines = {headings(rates_, shown)};
    append(lines[0], {"parameters", "solved", "rate", "Wilson 95 %", "paper"});
    for (const SuccessRate& cell : rates_.cells) {
      std::vector<std::string>& line = lines.emplace_back(values(cell, shown));
      line.push_back(cell.parameters);
      append(line, rate_texts(cell));
      line.push_back(paper_of(cell));
    }
    return study::aligned_text(lines) + '\n' + notes();
  }

 private:
  std::string paper_of(const SuccessRate& cell) const {
    if (!has_paper_protocol(rates_, cell)) return "";
    return paper_.text(
        {cell.cell[rates_.axis("steps")], cell.cell[rates_.axis("overcompleteness")]});
  }

  std::string notes() const {
    std::string text = fixed_axes_note(rates_) + sampled_note(rates_);
    const bool compared =
        std::any_of(rates_.cells.begin(), rates_.cells.end(),
                    [&](const SuccessRate& cell) { return !paper_of(cell).empty(); });
    if (compared) {
      text += kPaperNote;
    }
    return text;
  }

  const SuccessRates& rates_;
  const PaperValues& paper_;
};

}  // namespace

Summary summarise_overcompleteness(const ResultRows& rows, const PaperValues& paper) {
  require_protocol_axes(rows);
  require_network_axes(rows);
  paper.require_columns(kPaperColumns);
  const SuccessRates rates = success_rates(rows);
  const Writer writer(rates, paper);
  const auto [least, most] = std::ranges::minmax_element(rates.cells, {}, &SuccessRate::trials);
  return {writer.csv(), writer.text(), least->trials, most->trials};
}

}  // namespace figures

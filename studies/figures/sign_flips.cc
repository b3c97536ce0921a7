#include "studies/figures/sign_flips.h"

#include <fmt/core.h>

#include <algorithm>

#include "studies/figures/paper_protocol.h"
#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"

namespace figures {
namespace {

const std::vector<std::string> kPaperColumns = {"flip_count"};

class Writer {
 public:
  Writer(const SuccessRates& rates, const PaperValues& paper)
      : rates_(rates), flip_count_(rates.axis("flip_count")), paper_(paper) {}

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    append(fields,
           {"parameters", "paper", "winners", "solved", "rate", "wilson_low", "wilson_high"});
    std::string text = study::format_csv_line(fields);
    for (const SuccessRate& cell : rates_.cells) {
      fields = cell.cell;
      append(fields, {cell.parameters, paper_of(cell)});
      append(fields, rate_fields(cell));
      if (is_unflipped(cell)) fields[fields.size() - 2] = fields.back();
      text += study::format_csv_line(fields);
    }
    return text;
  }

  std::string text() const {
    const std::vector<std::size_t> shown = shown_axes(rates_);
    std::vector<std::vector<std::string>> lines = {headings(rates_, shown)};
    append(lines[0], {"still solved", "rate", "Wilson 95 %", "paper"});
    for (const SuccessRate& cell : rates_.cells) {
      std::vector<std::string>& line = lines.emplace_back(values(cell, shown));
      append(line, rate_texts(cell));
      if (is_unflipped(cell)) line.back() = "by definition";
      line.push_back(paper_of(cell));
    }
    std::string text = study::aligned_text(lines) + '\n' + fixed_axes_note(rates_);
    const bool compared = std::ranges::any_of(
        rates_.cells, [&](const SuccessRate& cell) { return !paper_of(cell).empty(); });
    return compared ? text + kPaperNote : text;
  }

 private:
  bool is_unflipped(const SuccessRate& cell) const { return cell.cell[flip_count_] == "0"; }

  std::string paper_of(const SuccessRate& cell) const {
    const bool comparable =
        has_paper_protocol(rates_, cell) && cell.cell[rates_.axis("steps")] == "1";
    return comparable ? paper_.text({cell.cell[flip_count_]}) : "";
  }

  const SuccessRates& rates_;
  std::size_t flip_count_;
  const PaperValues& paper_;
};

}  // namespace

Summary summarise_sign_flips(const ResultRows& rows, const PaperValues& paper) {
  require_protocol_axes(rows);
  require_network_axes(rows);
  require_axis(rows, "flips");
  paper.require_columns(kPaperColumns);
  const std::size_t flips = rows.column("flips"), flip_count = rows.column("flip_count"),
                    solved = rows.column("solved");
  const SuccessRates trials =
      success_rates(rows, {[&](const RowRef& row) {
                      return row.text(flips) == "random" && row.text(flip_count) == "0";
                    }});
  const SuccessRates rates =
      success_rates(rows, {[&](const RowRef& row) {
                             return row.text(flips) == "random" &&
                                    (row.text(flip_count) != "0" || row.text(solved) == "1");
                           },
                           "flip_count"});
  const Writer writer(rates, paper);
  if (rates.cells.empty()) return {writer.csv(), winners_note(trials, "random"), 0, 0};
  const auto [least, most] = std::ranges::minmax_element(rates.cells, {}, &SuccessRate::trials);
  return {writer.csv(), writer.text() + winners_note(trials, "random"), least->trials,
          most->trials};
}

}  // namespace figures

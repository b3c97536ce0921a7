#include "studies/figures/tickets.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "studies/figures/table_axes.h"
#include "studies/figures/ticket_rows.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/csv.h"

namespace figures {
namespace {

using Lines = std::vector<std::vector<std::string>>;

std::string csv_header(const SuccessRates& rates) {
  std::vector<std::string> fields = rates.axes;
  append(fields, {"control", "way", "parameters", "weights", "kept", "share", "trials", "exact",
                  "rate", "wilson_low", "wilson_high"});
  return study::format_csv_line(fields);
}

std::string csv_line(const ControlRates& of, const SuccessRate& cell,
                     const TicketWeights& weights) {
  const std::int64_t whole = weights.whole(of.rates, cell), kept = weights.kept(cell);
  std::vector<std::string> fields = cell.cell;
  append(fields, {of.control, of.way(cell), cell.parameters, fmt::format("{}", whole),
                  fmt::format("{}", kept),
                  fmt::format("{:.6f}", static_cast<double>(kept) / static_cast<double>(whole))});
  append(fields, rate_fields(cell));
  return study::format_csv_line(fields);
}

/// "28 (10.0 %)": the fewest weights of the cells after round 0 that are so.
template <class Is>
std::string fewest(const ControlRates& of, const std::vector<const SuccessRate*>& line,
                   const TicketWeights& weights, Is is) {
  const SuccessRate* least = nullptr;
  for (const SuccessRate* cell : line) {
    if (cell->cell.back() == "0" || !is(*cell)) continue;
    if (!least || weights.kept(*cell) < weights.kept(*least)) least = cell;
  }
  if (!least) return "none";
  const std::int64_t kept = weights.kept(*least);
  return fmt::format(
      "{} ({:.1f} %)", kept,
      100 * static_cast<double>(kept) / static_cast<double>(weights.whole(of.rates, *least)));
}

/// A line a way.
void add_lines(const ControlRates& of, const TicketWeights& weights,
               std::span<const std::size_t> shown, Lines& lines) {
  for (const auto& line : of.rates.lines_along(of.rates.axis("round"))) {
    std::vector<std::string>& text = lines.emplace_back(values(*line.front(), shown));
    const auto half = [](const SuccessRate& cell) { return 2 * cell.solved >= cell.trials; };
    const auto one = [](const SuccessRate& cell) { return cell.solved > 0; };
    append(text, {of.way(*line.front()), fmt::format("{}", line.front()->trials),
                  fewest(of, line, weights, half), fewest(of, line, weights, one)});
  }
}

}  // namespace

Summary summarise_tickets(const ResultRows& rows, const PaperValues&) {
  const std::vector<ControlRates> controls = control_rates(rows);
  const TicketWeights weights(rows);
  const SuccessRates& tickets = controls.front().rates;
  const std::vector<std::size_t> shown = shown_ticket_axes(tickets);
  const auto [least, most] = std::ranges::minmax_element(tickets.cells, {}, &SuccessRate::trials);
  Summary summary{csv_header(tickets), "", least->trials, most->trials};
  Lines lines{headings(tickets, shown)};
  append(lines[0], {"way", "trials", "half learn down to", "one learns down to"});
  for (const ControlRates& of : controls) {
    for (const SuccessRate& cell : of.rates.cells) summary.csv += csv_line(of, cell, weights);
    add_lines(of, weights, shown, lines);
  }
  summary.text = study::aligned_text(lines) +
                 "\nweights of sub-networks trained on their own; half learn, one learns: the "
                 "fewest at which that was so\n";
  return summary;
}

}  // namespace figures

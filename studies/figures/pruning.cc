#include "studies/figures/pruning.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "studies/figures/pruning_rows.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"

namespace figures {
namespace {

/// What a round left of the networks of a cell.
struct Left {
  std::int64_t weights;  ///< of the whole network
  std::int64_t kept;     ///< median
  std::int64_t exact_before;

  double share() const { return static_cast<double>(kept) / static_cast<double>(weights); }
};

class Writer {
 public:
  explicit Writer(const ResultRows& rows)
      : rates_(exact_rates(rows, true)),
        round_(rates_.axis("round")),
        kept_(rows.column("weights_kept")),
        asked_(rows.column("weights_asked")),
        known_(rows.column("weights_known")) {
    const ExactBefore exact_before(rows);
    for (const auto& line : rates_.lines_along(round_)) {
      // The first round is 0, or the file lacks it and has no denominator.
      const std::int64_t weights = kept_of(*line.front()).back();
      for (const SuccessRate* cell : line) {
        const std::vector<std::int64_t> kept = kept_of(*cell);
        const auto before = std::ranges::count_if(cell->rows, exact_before);
        left_[cell] = {weights, quantile_of(kept, 0.5), before};
      }
    }
  }

  const SuccessRates& rates() const { return rates_; }

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    append(fields, {"parameters", "method", "weights", "weights_asked", "kept", "share", "networks",
                    "exact", "rate", "wilson_low", "wilson_high", "exact_before", "weights_known"});
    std::string text = study::format_csv_line(fields);
    for (const auto& line : rates_.lines_along(round_)) {
      for (const SuccessRate* cell : line) text += study::format_csv_line(csv_line(*cell));
    }
    return text;
  }

  std::string text() const {
    const std::vector<std::size_t> shown = shown_pruning_axes(rates_);
    std::vector<std::vector<std::string>> lines = {headings(rates_, shown)};
    append(lines[0], {"method", "networks", "half exact down to", "exact with a tenth", "rate",
                      "Wilson 95 %"});
    for (const auto& line : rates_.lines_along(round_)) {
      std::vector<std::string>& text = lines.emplace_back(values(*line.front(), shown));
      append(text, {pruning_method(rates_, *line.front()), fmt::format("{}", line.front()->trials),
                    half_exact_down_to(line)});
      const auto tenth = std::ranges::find_if(line, [&](const SuccessRate* cell) {
        return left_.at(cell).kept == (left_.at(cell).weights + 5) / 10;
      });
      if (tenth == line.end()) {
        append(text, {"", "", ""});
      } else {
        append(text, rate_texts(**tenth));
      }
    }
    return study::aligned_text(lines) + '\n' + fixed_axes_note(rates_) + kNotes;
  }

 private:
  static constexpr const char* kNotes =
      "of the networks that were exact when trained, those that still are after pruning and "
      "training again\n"
      "half exact down to: the smallest share of the weights from which on up half of them or more "
      "are\n"
      "exact with a tenth: where a round keeps a tenth of the weights\n";

  std::vector<std::int64_t> kept_of(const SuccessRate& cell) const {
    std::vector<std::int64_t> kept;
    for (const RowRef& row : cell.rows) kept.push_back(whole_number(row, kept_));
    std::ranges::sort(kept);
    return kept;
  }

  std::vector<std::string> csv_line(const SuccessRate& cell) const {
    const Left& left = left_.at(&cell);
    std::vector<std::string> fields = cell.cell;
    append(fields, {cell.parameters, pruning_method(rates_, cell), fmt::format("{}", left.weights),
                    cell.rows.front().text(asked_), fmt::format("{}", left.kept),
                    fmt::format("{:.6f}", left.share())});
    append(fields, rate_fields(cell));
    if (cell.cell[round_] == "0") fields[fields.size() - 2] = fields.back();
    append(fields, {fmt::format("{}", left.exact_before), cell.rows.front().text(known_)});
    return fields;
  }

  std::string half_exact_down_to(const std::vector<const SuccessRate*>& line) const {
    const SuccessRate* last = line.front();
    for (const SuccessRate* cell : line) {
      if (2 * cell->solved < cell->trials) break;
      last = cell;
    }
    return fmt::format("{:.1f} % ({})", 100 * left_.at(last).share(), left_.at(last).kept);
  }

  SuccessRates rates_;
  std::size_t round_, kept_, asked_, known_;
  std::map<const SuccessRate*, Left> left_;
};

}  // namespace

Summary summarise_pruning(const ResultRows& rows, const PaperValues&) {
  require_pruning_axes(rows);
  const Writer writer(rows);
  const auto& cells = writer.rates().cells;
  if (cells.empty()) return {writer.csv(), trained_note(rows), 0, 0};
  const auto [least, most] = std::ranges::minmax_element(cells, {}, &SuccessRate::trials);
  return {writer.csv(), writer.text() + trained_note(rows), least->trials, most->trials};
}

}  // namespace figures

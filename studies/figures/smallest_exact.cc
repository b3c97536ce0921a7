#include "studies/figures/smallest_exact.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <map>

#include "studies/figures/pruning_rows.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"

namespace figures {
namespace {

/// Of the networks of a cell.
struct Fewest {
  std::int64_t weights;                ///< of the whole network
  std::vector<std::int64_t> of_trial;  ///< ascending

  std::int64_t networks() const { return std::ssize(of_trial); }
  std::int64_t with_a_tenth() const {
    const std::int64_t tenth = (weights + 5) / 10;
    return std::ranges::count_if(of_trial, [=](std::int64_t kept) { return kept <= tenth; });
  }
};

constexpr std::pair<const char*, double> kQuantiles[] = {
    {"fewest", 0}, {"q1", 0.25}, {"median", 0.5}, {"q3", 0.75}, {"most", 1}};

class Writer {
 public:
  explicit Writer(const ResultRows& rows)
      : rates_(exact_rates(rows, false)),
        trial_(rows.column("trial")),
        kept_(rows.column("weights_kept")),
        exact_before_(rows),
        exact_(rows.column("exact")),
        known_(rows.column("weights_known")) {}

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    append(fields, {"parameters", "method", "weights", "networks"});
    for (const auto& [name, quantile] : kQuantiles) fields.emplace_back(name);
    append(fields, {"tenth", "tenth_rate", "tenth_low", "tenth_high", "weights_known"});
    std::string text = study::format_csv_line(fields);
    for (const SuccessRate& cell : rates_.cells) text += study::format_csv_line(csv_line(cell));
    return text;
  }

  std::string text() const {
    const std::vector<std::size_t> shown = shown_pruning_axes(rates_);
    std::vector<std::vector<std::string>> lines = {headings(rates_, shown)};
    append(lines[0], {"method", "networks", "weights", "fewest", "quartiles", "most", "known",
                      "a tenth or less", "rate", "Wilson 95 %"});
    for (const SuccessRate& cell : rates_.cells) {
      const Fewest fewest = fewest_of(cell);
      const auto quantile = [&](double q) { return quantile_of(fewest.of_trial, q); };
      std::vector<std::string>& line = lines.emplace_back(values(cell, shown));
      append(line, {pruning_method(rates_, cell), fmt::format("{}", fewest.networks()),
                    fmt::format("{}", fewest.weights), fmt::format("{}", quantile(0)),
                    fmt::format("{} {} {}", quantile(0.25), quantile(0.5), quantile(0.75)),
                    fmt::format("{}", quantile(1)), cell.rows.front().text(known_)});
      append(line, rate_texts({{}, "", fewest.networks(), fewest.with_a_tenth()}));
    }
    return study::aligned_text(lines) + '\n' + fixed_axes_note(rates_) +
           "of the networks that were exact when trained: the fewest weights with which each "
           "still was, before or after a round's training\n"
           "known: the fewest with which one is; proved to be the least for n = 1\n";
  }

  std::pair<std::int64_t, std::int64_t> networks() const {
    std::pair<std::int64_t, std::int64_t> range{rates_.cells.empty() ? 0 : INT64_MAX, 0};
    for (const SuccessRate& cell : rates_.cells) {
      const std::int64_t networks = fewest_of(cell).networks();
      range = {std::min(range.first, networks), std::max(range.second, networks)};
    }
    return range;
  }

 private:
  Fewest fewest_of(const SuccessRate& cell) const {
    Fewest fewest{0, {}};
    std::map<std::string, std::int64_t> of_trial;
    for (const RowRef& row : cell.rows) {
      const std::int64_t kept = whole_number(row, kept_);
      fewest.weights = std::max(fewest.weights, kept);
      if (row.text(exact_) != "1" && !exact_before_(row)) continue;
      const auto known = of_trial.try_emplace(row.text(trial_), kept).first;
      known->second = std::min(known->second, kept);
    }
    for (const auto& [trial, kept] : of_trial) fewest.of_trial.push_back(kept);
    std::ranges::sort(fewest.of_trial);
    return fewest;
  }

  std::vector<std::string> csv_line(const SuccessRate& cell) const {
    const Fewest fewest = fewest_of(cell);
    std::vector<std::string> fields = cell.cell;
    append(fields, {cell.parameters, pruning_method(rates_, cell),
                    fmt::format("{}", fewest.weights), fmt::format("{}", fewest.networks())});
    for (const auto& [name, quantile] : kQuantiles) {
      fields.push_back(fmt::format("{}", quantile_of(fewest.of_trial, quantile)));
    }
    const std::vector<std::string> tenth =
        rate_fields({{}, "", fewest.networks(), fewest.with_a_tenth()});
    fields.insert(fields.end(), tenth.begin() + 1, tenth.end());
    fields.push_back(cell.rows.front().text(known_));
    return fields;
  }

  SuccessRates rates_;
  std::size_t trial_, kept_;
  ExactBefore exact_before_;
  std::size_t exact_, known_;
};

}  // namespace

Summary summarise_smallest_exact(const ResultRows& rows, const PaperValues&) {
  require_pruning_axes(rows);
  const Writer writer(rows);
  const auto [least, most] = writer.networks();
  return {writer.csv(), (most > 0 ? writer.text() : "") + trained_note(rows), least, most};
}

}  // namespace figures

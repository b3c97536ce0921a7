#include "studies/figures/fine_tuning.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "studies/figures/pruning_rows.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/join.h"
#include "studies/harness/value_order.h"

namespace figures {
namespace {

using Numbers = std::vector<std::int64_t>;

/// What so many rules take, Life among them.
struct Stored {
  std::int64_t rules, whole, deltas;
};

/// The networks of a cell.
struct Learning {
  SuccessRate rate;
  std::int64_t network_bytes = 0;
  Numbers boards = {};       ///< of each that learned; ascending, as the next two
  Numbers changed = {};      ///< the fewest of each; none of scratch
  Numbers delta_bytes = {};  ///< likewise
  std::optional<Stored> stored = std::nullopt;  ///< with the rules of smaller deltas
};

/// A distribution-free 95 % interval of the median of `sorted`: its r-th smallest and largest, with
/// the largest r for which a median is below both or above both with a probability of 5 % at most.
std::optional<std::pair<std::int64_t, std::int64_t>> median_interval(const Numbers& sorted) {
  const auto n = static_cast<double>(sorted.size());
  double below = 0;  // the chance that fewer than r are below the median
  std::size_t r = 0;
  while (true) {
    const auto k = static_cast<double>(r);
    below += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) -
                      n * std::log(2.));
    if (below > 0.025) break;
    ++r;
  }
  if (r == 0) return std::nullopt;
  return std::pair{sorted[r - 1], sorted[sorted.size() - r]};
}

class Reader {
 public:
  explicit Reader(const ResultRows& rows)
      : stage_(rows.column("stage")),
        round_(rows.column("round")),
        exact_(rows.column("exact")),
        trial_(rows.column("trial")),
        boards_(rows.column("boards")),
        changed_(rows.column("parameters_changed")),
        network_bytes_(rows.column("network_bytes")),
        delta_bytes_(rows.column("delta_bytes")) {}

  bool is_base(const RowRef& row) const { return row.text(stage_) == "base"; }

  Learning learning_of(const SuccessRate& cell) const {
    Learning learning{{cell.cell, cell.parameters, 0, 0}};
    // By trial; fewer bytes are fewer changes.
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> fewest;
    for (const RowRef& row : cell.rows) {
      const bool exact = row.text(exact_) == "1", scratch = row.text(stage_) == "scratch";
      if (scratch || row.text(round_) == "0") {
        ++learning.rate.trials;
        learning.rate.solved += exact ? 1 : 0;
        learning.network_bytes = whole_number(row, network_bytes_);
        if (exact) learning.boards.push_back(whole_number(row, boards_));
      }
      if (!exact || scratch) continue;
      const std::pair now{whole_number(row, changed_), whole_number(row, delta_bytes_)};
      auto& least = fewest.try_emplace(row.text(trial_), now).first->second;
      least = std::min(least, now);
    }
    for (const auto& [trial, least] : fewest) {
      learning.changed.push_back(least.first);
      learning.delta_bytes.push_back(least.second);
    }
    for (Numbers* numbers : {&learning.boards, &learning.changed, &learning.delta_bytes}) {
      std::ranges::sort(*numbers);
    }
    return learning;
  }

 private:
  std::size_t stage_, round_, exact_, trial_, boards_, changed_, network_bytes_, delta_bytes_;
};

std::int64_t median(const Numbers& sorted) { return quantile_of(sorted, 0.5); }

/// Of the cells of one method, which differ in their rules alone: those of the smallest deltas
/// first.
void store(std::vector<Learning*> line) {
  std::erase_if(line, [](const Learning* each) { return each->changed.empty(); });
  std::ranges::stable_sort(line, {},
                           [](const Learning* each) { return median(each->delta_bytes); });
  Stored sum{1, 0, 0};
  for (Learning* each : line) {
    if (sum.rules == 1) sum.whole = sum.deltas = each->network_bytes;
    ++sum.rules;
    sum.whole += each->network_bytes;
    sum.deltas += median(each->delta_bytes);
    each->stored = sum;
  }
}

class Writer {
 public:
  explicit Writer(const ResultRows& rows) {
    const Reader reader(rows);
    Grouping grouping;
    grouping.counts = [&](const RowRef& row) { return !reader.is_base(row); };
    grouping.solved = "exact";
    rates_ = success_rates(rows, grouping);
    for (const SuccessRate& cell : rates_.cells) learnings_.push_back(reader.learning_of(cell));
    if (rates_.cells.empty()) return;
    for (const auto& line : rates_.lines_along(rates_.axis("rule"))) {
      std::vector<Learning*> learnings;
      for (const SuccessRate* cell : line) {
        learnings.push_back(&learnings_[static_cast<std::size_t>(cell - rates_.cells.data())]);
      }
      store(std::move(learnings));
    }
  }

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    append(fields,
           {"parameters", "networks", "learned", "rate", "wilson_low", "wilson_high", "boards",
            "changed", "changed_low", "changed_high", "share", "share_low", "share_high",
            "network_bytes", "delta_bytes", "rules", "whole_sum", "delta_sum"});
    std::string text = study::format_csv_line(fields);
    for (const Learning& learning : learnings_) text += study::format_csv_line(csv_line(learning));
    return text;
  }

  std::string text() const {
    const std::vector<std::size_t> shown = shown_axes(rates_);
    std::vector<std::vector<std::string>> lines = {headings(rates_, shown)};
    append(lines[0], {"learned", "rate", "Wilson 95 %", "boards", "changed", "of", "95 %",
                      "delta bytes", "whole"});
    for (const Learning& learning : learnings_) {
      std::vector<std::string>& line = lines.emplace_back(values(learning.rate, shown));
      append(line, rate_texts(learning.rate));
      append(line,
             {optional_median(learning.boards), optional_median(learning.changed),
              learning.rate.parameters, interval_text(learning.changed),
              optional_median(learning.delta_bytes), fmt::format("{}", learning.network_bytes)});
    }
    return study::aligned_text(lines) + '\n' + fixed_axes_note(rates_) +
           "learned: of the networks exact on Life (scratch: of all), those that training on the "
           "rule with all parameters free made exact on it; boards: median until then\n"
           "changed: median of the fewest parameters by which each differs from Life's and is "
           "exact\n" +
           stored_note();
  }

  std::pair<std::int64_t, std::int64_t> networks() const {
    if (learnings_.empty()) return {0, 0};
    const auto [least, most] =
        std::ranges::minmax(learnings_, {}, [](const Learning& each) { return each.rate.trials; });
    return {least.rate.trials, most.rate.trials};
  }

 private:
  static std::string optional_median(const Numbers& sorted) {
    return sorted.empty() ? "" : fmt::format("{}", median(sorted));
  }

  static std::string interval_text(const Numbers& sorted) {
    const auto interval = median_interval(sorted);
    return interval ? fmt::format("{} to {}", interval->first, interval->second) : "";
  }

  static std::vector<std::string> csv_line(const Learning& learning) {
    std::vector<std::string> fields = learning.rate.cell;
    fields.push_back(learning.rate.parameters);
    append(fields, rate_fields(learning.rate));
    fields.push_back(optional_median(learning.boards));
    std::vector<std::string> changed(3), share(3), stored(3);
    const auto set = [&](std::size_t i, std::int64_t count) {
      changed[i] = fmt::format("{}", count);
      share[i] =
          fmt::format("{:.6f}", static_cast<double>(count) / std::stod(learning.rate.parameters));
    };
    if (!learning.changed.empty()) set(0, median(learning.changed));
    if (const auto interval = median_interval(learning.changed)) {
      set(1, interval->first);
      set(2, interval->second);
    }
    append(fields, changed);
    append(fields, share);
    append(fields,
           {fmt::format("{}", learning.network_bytes), optional_median(learning.delta_bytes)});
    if (const auto& sum = learning.stored) {
      stored = {fmt::format("{}", sum->rules), fmt::format("{}", sum->whole),
                fmt::format("{}", sum->deltas)};
    }
    append(fields, stored);
    return fields;
  }

  /// A line a method and network: what all the rules take that it learned.
  std::string stored_note() const {
    std::map<std::vector<std::string>, Stored, study::ValuesBefore> all;
    for (const Learning& learning : learnings_) {
      if (!learning.stored) continue;
      std::vector<std::string> others;
      for (const std::size_t axis : shown_axes(rates_)) {
        if (axis != rates_.axis("rule")) {
          others.push_back(heading(rates_.axes[axis]) + ' ' + learning.rate.cell[axis]);
        }
      }
      Stored& most = all.try_emplace(others, *learning.stored).first->second;
      if (learning.stored->rules > most.rules) most = *learning.stored;
    }
    std::string text;
    for (const auto& [others, sum] : all) {
      text += study::join(others, ", ") +
              fmt::format(
                  ": {} rules, Life among them, take {} bytes as whole networks, {} as one "
                  "base and deltas\n",
                  sum.rules, sum.whole, sum.deltas);
    }
    return text;
  }

  SuccessRates rates_;
  std::vector<Learning> learnings_;
};

/// "exact bases: 14 of 32 with n = 1, m = 2", a line for each n and m.
std::string bases_note(const ResultRows& rows) {
  const std::size_t steps = rows.column("steps"), m = rows.column("overcompleteness"),
                    trial = rows.column("trial"), exact = rows.column("exact");
  const Reader reader(rows);
  // Rules and methods share them: a trial counts once.
  std::map<std::vector<std::string>, std::map<std::string, bool>, study::ValuesBefore> bases;
  for (const RowRef& row : rows.rows()) {
    if (!reader.is_base(row)) continue;
    bases[{row.text(steps), row.text(m)}][row.text(trial)] = row.text(exact) == "1";
  }
  std::string text;
  for (const auto& [network, trials] : bases) {
    text += fmt::format("exact bases: {} of {} with n = {}, m = {}\n",
                        std::ranges::count_if(trials, [](const auto& t) { return t.second; }),
                        trials.size(), network[0], network[1]);
  }
  return text;
}

}  // namespace

Summary summarise_fine_tuning(const ResultRows& rows, const PaperValues&) {
  require_network_axes(rows);
  for (const char* axis : {"rule", "method"}) require_axis(rows, axis);
  const Writer writer(rows);
  const auto [least, most] = writer.networks();
  return {writer.csv(), (most > 0 ? writer.text() : "") + bases_note(rows), least, most};
}

}  // namespace figures

#include "studies/figures/density.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/check.h"
#include "base/program.h"
#include "studies/figures/alive_next.h"
#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/value_order.h"
#include "studies/task/dataset.h"

namespace figures {
namespace {

/// Springer & Kenyon's critical density, as others quote it, and what it is compared with.
constexpr const char* kPaperDensity = "0.38";
constexpr std::array kOthers = {"0.5", "uniform"};

task::Density density_of(const std::string& text, const std::string& place) try {
  return task::Density::parse(text);
} catch (const std::invalid_argument&) {
  throw std::invalid_argument(
      fmt::format("{}: density '{}': needs a number from 0 to 1, or 'uniform'", place, text));
}

/// Between the values next to it, in proportion; nothing of no values.
std::optional<double> quantile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return std::nullopt;
  const double position = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// Lower quartile, median and upper quartile of the boards that solved trials took, as texts.
std::vector<std::string> quartiles(const SuccessRate& cell, const ResultRows& rows) {
  std::vector<double> boards;
  for (const RowRef& row : cell.rows) {
    if (row.text(rows.column("solved")) == "1") boards.push_back(row.real(rows.column("boards")));
  }
  std::ranges::sort(boards);
  std::vector<std::string> texts;
  for (const double share : {0.25, 0.5, 0.75}) {
    const auto value = quantile(boards, share);
    texts.push_back(value ? fmt::format("{:.0f}", *value) : "");
  }
  return texts;
}

std::string csv_of(const SuccessRates& rates, const ResultRows& rows) {
  const std::size_t density = rates.axis("density"), rule = rates.axis("rule");
  std::vector<std::string> fields = rates.axes;
  // The columns that may be empty are not the last: gnuplot 5.4 misreads an empty field there.
  append(fields,
         {"parameters", "boards_lower_quartile", "boards_median", "boards_upper_quartile",
          "alive_now", "alive_next", "trials", "solved", "rate", "wilson_low", "wilson_high"});
  std::string text = study::format_csv_line(fields);
  for (const SuccessRate& cell : rates.cells) {
    const task::Density boards = density_of(cell.cell[density], cell.rows.front().place());
    const life::Rule automaton = life::Rule::parse(cell.cell[rule]);
    fields = cell.cell;
    fields.push_back(cell.parameters);
    append(fields, quartiles(cell, rows));
    append(fields, {fmt::format("{:.6f}", boards.drawn ? 0.5 : boards.fixed),
                    fmt::format("{:.6f}", boards.drawn ? alive_next_of_drawn(automaton)
                                                       : alive_next(automaton, boards.fixed))});
    append(fields, rate_fields(cell));
    text += study::format_csv_line(fields);
  }
  return text;
}

/// Whether each trial was solved, by its number.
using Solved = std::map<std::string, bool>;

Solved solved_of(const SuccessRate& cell, const ResultRows& rows) {
  Solved solved;
  for (const RowRef& row : cell.rows) {
    const std::string& trial = row.text(rows.column("trial"));
    if (!solved.emplace(trial, row.text(rows.column("solved")) == "1").second) {
      throw base::DisagreementError(fmt::format(
          "{}: trial {} of its cell stands twice, with another seed: trials cannot be paired",
          row.place(), trial));
    }
  }
  return solved;
}

/// Pairs, those solved only in `a`, those solved only in `b`, and what McNemar's test says of them.
std::vector<std::string> paired_texts(const Solved& a, const Solved& b) {
  std::int64_t pairs = 0, only_a = 0, only_b = 0;
  for (const auto& [trial, solved_a] : a) {
    const auto other = b.find(trial);
    if (other == b.end()) continue;
    ++pairs;
    only_a += solved_a && !other->second;
    only_b += !solved_a && other->second;
  }
  return {fmt::format("{}", pairs), fmt::format("{}", only_a), fmt::format("{}", only_b),
          fmt::format("{:.2g}", study::mcnemar(only_a, only_b))};
}

/// The cells of one setting of the other axes, by their densities.
using Setting = std::map<std::vector<std::string>, const SuccessRate*, study::ValuesBefore>;

class Writer {
 public:
  Writer(const SuccessRates& rates, const ResultRows& rows)
      : rates_(rates), rows_(rows), density_(rates.axis("density")), shown_(shown_axes(rates)) {
    std::ranges::copy_if(shown_, std::back_inserter(others_),
                         [&](std::size_t axis) { return axis != density_; });
    for (const SuccessRate& cell : rates.cells) {
      std::vector<std::string> others = cell.cell;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(density_));
      settings_[others][{cell.cell[density_]}] = &cell;
    }
  }

  std::string text() const {
    return cells() + '\n' + fixed_axes_note(rates_) + sampled_note(rates_) + '\n' + highest() +
           comparisons();
  }

 private:
  std::string cells() const {
    std::vector<std::vector<std::string>> lines = {headings(rates_, shown_)};
    append(lines[0], {"solved", "rate", "Wilson 95 %", "median boards if solved", "quartiles"});
    for (const SuccessRate& cell : rates_.cells) {
      std::vector<std::string>& line = lines.emplace_back(values(cell, shown_));
      append(line, rate_texts(cell));
      const std::vector<std::string> boards = quartiles(cell, rows_);
      append(line, {boards[1], boards[1].empty() ? "" : boards[0] + " to " + boards[2]});
    }
    return study::aligned_text(lines);
  }

  /// Of drawn densities there is no density to name.
  std::string highest() const {
    std::vector<std::vector<std::string>> lines = {headings(rates_, others_)};
    append(lines[0], {"densities", "highest at", "solved", "rate", "Wilson 95 %"});
    for (const auto& [others, setting] : settings_) {
      const SuccessRate* best = nullptr;
      std::size_t densities = 0;
      for (const auto& [density, cell] : setting) {
        if (density.front() == "uniform") continue;
        ++densities;
        if (best == nullptr || cell->rate() > best->rate()) best = cell;
      }
      if (best == nullptr) continue;
      std::vector<std::string>& line = lines.emplace_back(values(*best, others_));
      append(line, {fmt::format("{}", densities), best->cell[density_]});
      append(line, rate_texts(*best));
    }
    if (lines.size() == 1) return "";
    return study::aligned_text(lines) +
           "the lowest density with the highest rate, picked among all, so its interval flatters\n";
  }

  std::string comparisons() const {
    std::vector<std::vector<std::string>> lines = {headings(rates_, others_)};
    append(lines[0], {fmt::format("rate at {}", kPaperDensity), "against", "rate", "pairs",
                      fmt::format("only at {}", kPaperDensity), "only there", "p"});
    for (const auto& [others, setting] : settings_) {
      const auto paper = setting.find({kPaperDensity});
      for (const char* density : kOthers) {
        const auto other = setting.find({density});
        if (paper == setting.end() || other == setting.end()) continue;
        const SuccessRate &a = *paper->second, &b = *other->second;
        std::vector<std::string>& line = lines.emplace_back(values(a, others_));
        append(line, {rate_texts(a)[1], density, rate_texts(b)[1]});
        append(line, paired_texts(solved_of(a, rows_), solved_of(b, rows_)));
      }
    }
    if (lines.size() == 1) return "";
    return '\n' + study::aligned_text(lines) +
           "pairs: trials of one number, with the same initial network; only: how many were solved "
           "at one\nof the two densities; p: McNemar's exact test, two-sided, each by itself\n";
  }

  const SuccessRates& rates_;
  const ResultRows& rows_;
  std::size_t density_;
  std::vector<std::size_t> shown_, others_;
  std::map<std::vector<std::string>, Setting, study::ValuesBefore> settings_;
};

}  // namespace

Summary summarise_density(const ResultRows& rows, const PaperValues& /*paper*/) {
  require_network_axes(rows);
  for (const char* axis : {"rule", "density"}) require_axis(rows, axis);
  const SuccessRates rates = success_rates(rows);
  const auto [least, most] = std::ranges::minmax_element(rates.cells, {}, &SuccessRate::trials);
  return {csv_of(rates, rows), Writer(rates, rows).text(), least->trials, most->trials};
}

}  // namespace figures

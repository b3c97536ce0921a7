#include "studies/figures/smallest_network.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>

#include "base/check.h"
#include "base/parse.h"
#include "base/program.h"
#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/confidence_sequence.h"
#include "studies/harness/search.h"

namespace figures {
namespace {

/// What the study asks for by default: of m = 1..kMostM.
constexpr study::SearchRule kRule;
constexpr std::size_t kMostM = 24;

/// Whether each trial was solved, by its number.
using Outcomes = std::map<std::int64_t, bool>;

Outcomes outcomes_of(const SuccessRate& cell, const ResultRows& rows) {
  const std::size_t trial = rows.column("trial"), solved = rows.column("solved");
  Outcomes outcomes;
  for (const RowRef& row : cell.rows) {
    const auto number = base::to_integer(row.text(trial));
    base::require(number.has_value(), "{}: trial '{}': needs a whole number", row.place(),
                  row.text(trial));
    if (!outcomes.emplace(*number, row.text(solved) == "1").second) {
      throw base::DisagreementError(
          fmt::format("{}: trial {} of its cell stands twice, with another seed: a search counts "
                      "each once",
                      row.place(), *number));
    }
  }
  return outcomes;
}

/// Of the cells that differ in m alone.
class FigureSearch {
 public:
  FigureSearch(const SuccessRates& rates, const ResultRows& rows,
               const std::vector<const SuccessRate*>& line)
      : first_(line.front()) {
    std::array<Outcomes, kMostM> outcomes;
    for (const SuccessRate* cell : line) {
      const auto m = base::to_integer(cell->cell[rates.axis("overcompleteness")]);
      if (!m || *m < 1 || *m > std::ssize(cells_)) continue;
      const auto i = static_cast<std::size_t>(*m - 1);
      cells_[i] = cell;
      outcomes[i] = outcomes_of(*cell, rows);
    }
    replay([&](std::size_t i, std::int64_t trial) -> std::optional<bool> {
      const auto found = outcomes[i].find(trial);
      if (found == outcomes[i].end()) return std::nullopt;
      return found->second;
    });
  }

  /// Of a value, --max-trials.
  std::int64_t most_trials() const { return most_trials_; }

  /// One of its cells, for the axes besides m.
  const SuccessRate& any_cell() const { return *first_; }

  /// By index, m - 1, those with a trial that counts.
  std::vector<std::size_t> tested() const {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i].trials > 0) indices.push_back(i);
    }
    return indices;
  }

  /// The cell with the trials that count.
  SuccessRate cell(std::size_t i) const {
    return {cells_[i]->cell, cells_[i]->parameters, values_[i].trials, values_[i].successes};
  }
  const char* verdict(std::size_t i) const { return study::to_string(values_[i].verdict); }
  study::Interval limits(std::size_t i) const {
    const study::Tested& value = values_[i];
    return {
        study::lower_limit(value.successes, value.trials, study::above_error(kRule, kMostM)),
        study::upper_limit(value.successes, value.trials, study::below_error(kRule)),
    };
  }

  study::Answer answer() const { return study::answer(values_); }
  std::string answer_text() const {
    return study::answer_text(answer(), [](std::size_t i) { return fmt::format("{}", i + 1); });
  }

 private:
  /// With the most trials a value with which the search is complete, or else the usual. The limits
  /// hold at all looks, so they also hold at a last one that is chosen when the trials are known.
  void replay(const std::function<std::optional<bool>(std::size_t, std::int64_t)>& outcome) {
    const auto with = [&](std::int64_t most_trials) {
      most_trials_ = most_trials;
      values_ = study::search(kRule, std::vector<std::int64_t>(kMostM, most_trials), outcome);
      return std::ranges::all_of(
          values_, [](const study::Tested& value) { return value.trials == value.wanted; });
    };
    std::vector<std::int64_t> looks{0};
    while (looks.back() < study::kUsualSearchTrials) {
      looks.push_back(study::next_search_look(looks.back(), study::kUsualSearchTrials));
    }
    const auto last = looks.rend() - 1;
    if (std::find_if(looks.rbegin(), last, with) == last) with(study::kUsualSearchTrials);
  }

  const SuccessRate* first_;
  std::array<const SuccessRate*, kMostM> cells_{};
  std::int64_t most_trials_ = study::kUsualSearchTrials;
  std::vector<study::Tested> values_;
};

class Writer {
 public:
  Writer(const SuccessRates& rates, const ResultRows& rows)
      : rates_(rates), shown_(shown_axes(rates)) {
    for (const auto& line : rates.lines_along(rates.axis("overcompleteness"))) {
      searches_.emplace_back(rates, rows, line);
    }
  }

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    // The columns that may be empty are not the last: gnuplot 5.4 misreads an empty field there.
    append(fields, {"parameters", "answer_from", "answer_to", "answer", "asked_rate",
                    "indifference", "confidence", "most_trials", "trials", "solved", "rate",
                    "lower_limit", "upper_limit", "verdict"});
    std::string text = study::format_csv_line(fields);
    for (const FigureSearch& search : searches_) {
      for (const std::size_t i : search.tested()) text += study::format_csv_line(line(search, i));
    }
    return text;
  }

  std::string text() const {
    std::vector<std::vector<std::string>> lines = {headings(rates_, shown_)};
    append(lines[0],
           {"parameters", "solved", "rate", limit_heading("lower", above_error(kRule, kMostM)),
            limit_heading("upper", below_error(kRule)), "verdict"});
    for (const FigureSearch& search : searches_) {
      for (const std::size_t i : search.tested()) {
        const SuccessRate cell = search.cell(i);
        const study::Interval limits = search.limits(i);
        std::vector<std::string>& line = lines.emplace_back(values(cell, shown_));
        append(line, {cell.parameters, fmt::format("{}/{}", cell.solved, cell.trials),
                      fmt::format("{:.3f}", cell.rate()), fmt::format("{:.3f}", limits.low),
                      fmt::format("{:.3f}", limits.high), search.verdict(i)});
      }
    }
    return study::aligned_text(lines) + '\n' + fixed_axes_note(rates_) + sampled_note(rates_) +
           "limits hold at all looks at once; an m after the answer need not be tested\n\n" +
           answers();
  }

  /// The fewest and the most trials that count of an m.
  std::pair<std::int64_t, std::int64_t> trials() const {
    std::vector<std::int64_t> trials;
    for (const FigureSearch& search : searches_) {
      for (const std::size_t i : search.tested()) trials.push_back(search.cell(i).trials);
    }
    if (trials.empty()) return {0, 0};
    const auto [least, most] = std::ranges::minmax_element(trials);
    return {*least, *most};
  }

 private:
  static std::string limit_heading(const char* which, double error) {
    return fmt::format("{} limit ({:.5g} %)", which, 100 * (1 - error));
  }

  std::vector<std::string> line(const FigureSearch& search, std::size_t i) const {
    const auto m = [](const std::optional<std::size_t>& index) {
      return index ? fmt::format("{}", *index + 1) : "";
    };
    const SuccessRate cell = search.cell(i);
    const study::Answer answer = search.answer();
    const study::Interval limits = search.limits(i);
    std::string answer_text = search.answer_text();
    std::erase(answer_text, ',');  // gnuplot 5.4 reads a field up to a comma, quoted or not
    std::vector<std::string> fields = cell.cell;
    append(fields, {cell.parameters, m(answer.from), m(answer.to), answer_text,
                    fmt::format("{}", kRule.rate), fmt::format("{}", kRule.indifference),
                    fmt::format("{}", kRule.confidence), fmt::format("{}", search.most_trials()),
                    fmt::format("{}", cell.trials), fmt::format("{}", cell.solved)});
    for (const double number : {cell.rate(), limits.low, limits.high}) {
      fields.push_back(fmt::format("{:.6f}", number));
    }
    fields.emplace_back(search.verdict(i));
    return fields;
  }

  std::string answers() const {
    std::vector<std::size_t> others = shown_;
    std::erase(others, rates_.axis("overcompleteness"));
    std::vector<std::vector<std::string>> lines = {headings(rates_, others)};
    append(lines[0], {"most trials of an m",
                      fmt::format("smallest m of 1..{} with a rate above {}; confidence {}", kMostM,
                                  kRule.rate, kRule.confidence)});
    for (const FigureSearch& search : searches_) {
      append(lines.emplace_back(values(search.any_cell(), others)),
             {fmt::format("{}", search.most_trials()), search.answer_text()});
    }
    return study::aligned_text(lines);
  }

  const SuccessRates& rates_;
  std::vector<std::size_t> shown_;
  std::vector<FigureSearch> searches_;
};

}  // namespace

Summary summarise_smallest_network(const ResultRows& rows, const PaperValues& /*paper*/) {
  require_network_axes(rows);
  const SuccessRates rates = success_rates(rows);
  const Writer writer(rates, rows);
  const auto [least, most] = writer.trials();
  return {writer.csv(), writer.text(), least, most};
}

}  // namespace figures

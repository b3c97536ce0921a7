#include "studies/figures/failures.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>

#include "studies/figures/failure_counts.h"
#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/join.h"

namespace figures {
namespace {

constexpr std::size_t kCauses = 4;      // of kEndings, those that the text has
constexpr std::size_t kNamedCases = 3;  // most often wrong

/// "58 % (55 to 61)".
std::string percent(std::int64_t count, std::int64_t of) {
  const study::Interval wilson = study::wilson(count, of);
  return fmt::format("{:.0f} % ({:.0f} to {:.0f})",
                     100 * static_cast<double>(count) / static_cast<double>(of), 100 * wilson.low,
                     100 * wilson.high);
}

std::string short_percent(std::int64_t count, std::int64_t of) {
  return fmt::format("{:.0f} %", 100 * static_cast<double>(count) / static_cast<double>(of));
}

/// "B3 98 %, S2 80 %, S3 41 %": of the trials that get cases wrong.
std::string worst_cases(const FailureCounts& counts) {
  if (counts.with_cases() == 0) return "";
  std::array<std::size_t, kCases.size()> order;
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return counts.cases[i]; });
  std::vector<std::string> named;
  for (const std::size_t i : std::span(order).first(kNamedCases)) {
    if (counts.cases[i] == 0) break;
    named.push_back(
        fmt::format("{} {}", kCases[i], short_percent(counts.cases[i], counts.with_cases())));
  }
  return study::join(named, ", ");
}

class Writer {
 public:
  Writer(const ResultRows& rows, const SuccessRates& rates)
      : rows_(rows), rates_(rates), m_(rates.axis("overcompleteness")) {
    // Also where there is no trial to count.
    for (const char* column : {"cause", "wrong_cases", "dead_filters", "dead_bottleneck"}) {
      rows.column(column);
    }
  }

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    append(fields, {"parameters", "part", "name", "of", "count", "share", "low", "high"});
    std::string text = study::format_csv_line(fields);
    for (const auto& line : rates_.lines_along(m_)) {
      for (const SuccessRate* cell : line) {
        const FailureCounts counts = failure_counts(rows_, *cell);
        text += part(*cell, "ending", kEndings, counts.endings, counts.trials) +
                part(*cell, "unit", kUnits, counts.units, counts.failed()) +
                part(*cell, "case", kCases, counts.cases, counts.with_cases());
      }
    }
    return text;
  }

  std::string text() const {
    if (rates_.cells.empty()) return "no trial of one step\n";
    std::vector<std::vector<std::string>> lines(1);
    for (const std::size_t axis : setting_axes()) lines[0].push_back(rates_.axes[axis]);
    append(lines[0], {"m", "failed"});
    for (std::size_t i = 0; i < kCauses; ++i) lines[0].emplace_back(kEndings[i]);
    append(lines[0], {"a dead filter", "a dead bottleneck unit", "wrong the most often"});
    std::string sentences;
    for (const auto& line : rates_.lines_along(m_)) {
      FailureCounts all;
      for (const SuccessRate* cell : line) {
        const FailureCounts counts = failure_counts(rows_, *cell);
        if (counts.failed() > 0) lines.push_back(text_line(*cell, counts));
        all += counts;
      }
      sentences += sentence(*line.front(), all);
    }
    return study::aligned_text(lines) + '\n' + sentences + '\n' + fixed_axes_note(rates_) + kNotes;
  }

 private:
  static constexpr const char* kNotes =
      "shares of the failed trials, Wilson 95 % in brackets; an m without a failure has no line\n"
      "filters, bottleneck: every unit of the first, of the last hidden layer has one value on all "
      "512 windows\n"
      "all-dead: it calls every window dead; cases: it does not, but some windows are wrong\n"
      "a dead filter, a dead bottleneck unit: at least one, whatever the cause\n"
      "wrong the most often: of `cases`, those with a wrong window; B a dead cell, S a living one, "
      "and its number of living neighbours\n";

  template <std::size_t n>
  static std::string part(const SuccessRate& cell, const char* part,
                          const std::array<std::string_view, n>& names,
                          const std::array<std::int64_t, n>& counts, std::int64_t of) {
    std::string text;
    for (std::size_t i = 0; of > 0 && i < n; ++i) {
      std::vector<std::string> fields = cell.cell;
      const study::Interval wilson = study::wilson(counts[i], of);
      append(fields,
             {cell.parameters, part, std::string(names[i]), fmt::format("{}", of),
              fmt::format("{}", counts[i]),
              fmt::format("{:.6f}", static_cast<double>(counts[i]) / static_cast<double>(of)),
              fmt::format("{:.6f}", wilson.low), fmt::format("{:.6f}", wilson.high)});
      text += study::format_csv_line(fields);
    }
    return text;
  }

  /// The axes besides n and m that vary.
  std::vector<std::size_t> setting_axes() const {
    std::vector<std::size_t> axes = shown_axes(rates_);
    std::erase(axes, m_);
    std::erase(axes, rates_.axis("steps"));
    return axes;
  }

  std::vector<std::string> text_line(const SuccessRate& cell, const FailureCounts& counts) const {
    std::vector<std::string> line;
    for (const std::size_t axis : setting_axes()) line.push_back(cell.cell[axis]);
    append(line, {cell.cell[m_], fmt::format("{}/{}", counts.failed(), counts.trials)});
    for (std::size_t i = 0; i < kCauses; ++i) {
      line.push_back(percent(counts.endings[i], counts.failed()));
    }
    for (const std::int64_t count : counts.units) line.push_back(percent(count, counts.failed()));
    line.push_back(worst_cases(counts));
    return line;
  }

  std::string sentence(const SuccessRate& cell, const FailureCounts& counts) const {
    std::string text;
    for (const std::size_t axis : setting_axes()) {
      text += fmt::format("{} {}, ", rates_.axes[axis], cell.cell[axis]);
    }
    text += fmt::format("all m: {} of {} trials failed", counts.failed(), counts.trials);
    if (counts.failed() == 0) return text + '\n';
    const auto share = [&](std::size_t i) { return percent(counts.endings[i], counts.failed()); };
    text += fmt::format(
        ": {} with all filters dead, {} with the whole bottleneck dead, {} calling every window "
        "dead and {} with some cases wrong",
        share(0), share(1), share(2), share(3));
    if (counts.endings[kCauses] > 0) {
      text += fmt::format("; {} right at the last check alone", counts.endings[kCauses]);
    }
    return text + '\n';
  }

  const ResultRows& rows_;
  const SuccessRates& rates_;
  std::size_t m_;
};

}  // namespace

Summary summarise_failures(const ResultRows& rows, const PaperValues&) {
  require_network_axes(rows);
  const std::size_t steps = rows.column("steps");
  const SuccessRates rates =
      success_rates(rows, {[&](const RowRef& row) { return row.text(steps) == "1"; }});
  const Writer writer(rows, rates);
  Summary summary{writer.csv(), writer.text(), 0, 0};
  if (!rates.cells.empty()) {
    const auto [least, most] = std::ranges::minmax_element(rates.cells, {}, &SuccessRate::trials);
    summary.least_trials = least->trials;
    summary.most_trials = most->trials;
  }
  return summary;
}

}  // namespace figures

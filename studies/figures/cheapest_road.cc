#include "studies/figures/cheapest_road.h"

#include <fmt/core.h>

#include <algorithm>

#include "studies/figures/cost_roads.h"
#include "studies/figures/short_number.h"
#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"

namespace figures {
namespace {

std::string field(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : "";
}

class Writer {
 public:
  Writer(const ResultRows& rows, const SuccessRates& rates)
      : rates_(rates), roads_(cost_roads(rows, rates)), m_(rates.axis("overcompleteness")) {}

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    // The last column is never empty: gnuplot 5.4 misreads an empty field there.
    fields.insert(fields.end(),
                  {"parameters", "cost", "trials", "solved", "per_network", "low", "high", "ratio",
                   "ratio_low", "ratio_high", "cheapest_share", "cheapest"});
    std::string text = study::format_csv_line(fields);
    for (const Road& road : roads_) {
      for (const Stop& stop : road.stops) text += csv_line(road, stop);
    }
    return text;
  }

  std::string text() const {
    std::vector<std::vector<std::string>> lines(1);
    for (const std::size_t axis : line_axes()) lines[0].push_back(heading(rates_.axes[axis]));
    lines[0].insert(lines[0].end(), {"cost", "cheapest m", "parameters", "an exact network costs",
                                     "smallest m", "largest m"});
    for (const Road& road : roads_) lines.push_back(text_line(road));
    return study::aligned_text(lines) + '\n' + fixed_axes_note(rates_) + kNotes +
           sampled_note(rates_);
  }

 private:
  static constexpr const char* kNotes =
      "cost: of all trials, the failed ones too, over the number of those solved; smallest and\n"
      "largest m: how many times the cheapest\n"
      "in brackets: 95 %, from 999 bootstrap samples of each network's trials, which hold no\n"
      "failure that was not seen; where no trial is solved, Clopper and Pearson's lower limit\n"
      "boards: of a solved trial, until it was first found exact\n"
      "multiply_adds: had every cell been convolved; training one step on the 512 windows "
      "executes\n"
      "fewer\n"
      "core_seconds: of the trials whose time is known, on the machine they were run on\n";

  /// The axes that tell one road from another.
  std::vector<std::size_t> line_axes() const {
    std::vector<std::size_t> axes = shown_axes(rates_);
    std::erase(axes, m_);
    return axes;
  }

  static bool is_cheapest(const Road& road, const Stop& stop) {
    return road.cheapest && &stop == &road.stops[*road.cheapest];
  }

  static std::string csv_line(const Road& road, const Stop& stop) {
    std::vector<std::string> fields = stop.cell->cell;
    const CostPerSuccess& cost = stop.cost;
    fields.insert(fields.end(), {stop.cell->parameters, road.cost, fmt::format("{}", cost.trials),
                                 fmt::format("{}", cost.solved), field(cost.value), field(cost.low),
                                 field(cost.high), field(stop.ratio.value), field(stop.ratio.low),
                                 field(stop.ratio.high), fmt::format("{:.3f}", stop.cheapest_share),
                                 is_cheapest(road, stop) ? "1" : "0"});
    return study::format_csv_line(fields);
  }

  std::vector<std::string> text_line(const Road& road) const {
    std::vector<std::string> line;
    for (const std::size_t axis : line_axes()) {
      line.push_back(road.stops.front().cell->cell[axis]);
    }
    line.push_back(road.cost);
    if (road.cheapest) {
      const Stop& best = road.stops[*road.cheapest];
      line.insert(line.end(), {cheapest_m(road), best.cell->parameters,
                               with_interval(*best.cost.value, best.cost.low, best.cost.high)});
    } else {
      const Stop& least =
          *std::ranges::min_element(road.stops, {}, [](const Stop& stop) { return stop.cost.low; });
      line.insert(line.end(), {"none solved", "", "over " + short_number(least.cost.low)});
    }
    for (const Stop* end : {&road.stops.front(), &road.stops.back()}) {
      line.push_back(end_text(road, *end));
    }
    return line;
  }

  std::string cheapest_m(const Road& road) const {
    const std::string& m = road.stops[*road.cheapest].cell->cell[m_];
    if (road.stops.size() == 1) return m + " (no other)";
    return fmt::format("{} ({:g} to {:g})", m, road.cheapest_m.low, road.cheapest_m.high);
  }

  /// "1: 25.3 (20.1 to 30.2)", "1: over 40".
  std::string end_text(const Road& road, const Stop& stop) const {
    const std::string& m = stop.cell->cell[m_];
    if (!road.cheapest) return m;
    if (is_cheapest(road, stop)) return m + ": the cheapest";
    const Ratio& ratio = stop.ratio;
    if (ratio.value) return m + ": " + with_interval(*ratio.value, *ratio.low, ratio.high);
    return ratio.low ? m + ": over " + short_number(*ratio.low) : m + ": unknown";
  }

  const SuccessRates& rates_;
  std::vector<Road> roads_;
  std::size_t m_;
};

}  // namespace

Summary summarise_cheapest_road(const ResultRows& rows, const PaperValues&) {
  require_network_axes(rows);
  const SuccessRates rates = success_rates(rows);
  const Writer writer(rows, rates);
  const auto [least, most] = std::ranges::minmax_element(rates.cells, {}, &SuccessRate::trials);
  return {writer.csv(), writer.text(), least->trials, most->trials};
}

}  // namespace figures

#include "studies/figures/sign_flip_map.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "base/check.h"
#include "base/parse.h"
#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/figures/weight_places.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/value_order.h"

namespace figures {
namespace {

// What the study allows.
constexpr int kMostSteps = 5;
constexpr int kMostM = 64;

/// How often winners fail after the flip of one weight.
struct Weight {
  WeightPlace place;
  SuccessRate failures;  ///< `solved` is how many failed
};

std::vector<Weight> weights_of(const SuccessRates& rates) {
  const std::size_t steps = rates.axis("steps"), m = rates.axis("overcompleteness");
  std::map<std::vector<std::string>, std::map<std::string, WeightPlace>> networks;
  std::vector<Weight> weights;
  for (const SuccessRate& cell : rates.cells) {
    const std::string place = cell.rows.front().place();
    const auto number = [&](std::size_t axis, int most) {
      const std::string what = fmt::format("{}: {}", place, rates.axes[axis]);
      return static_cast<int>(base::parse_integer(cell.cell[axis], what, 1, most));
    };
    auto& network = networks[{cell.cell[steps], cell.cell[m]}];
    if (network.empty()) network = weight_places(number(steps, kMostSteps), number(m, kMostM));
    const auto weight = network.find(cell.cell.back());
    base::require(weight != network.end(), "{}: flipped '{}': needs a weight of L({}, {})", place,
                  cell.cell.back(), cell.cell[steps], cell.cell[m]);
    SuccessRate failures = cell;
    failures.solved = cell.trials - cell.solved;
    weights.push_back({weight->second, std::move(failures)});
  }
  return weights;
}

std::string csv_of(const SuccessRates& rates, const std::vector<Weight>& weights) {
  std::vector<std::string> fields = rates.axes;
  append(fields, {"layer", "kernel", "out", "in", "row", "column", "part", "parameters", "winners",
                  "failed", "rate", "wilson_low", "wilson_high"});
  std::string text = study::format_csv_line(fields);
  for (const auto& [place, failures] : weights) {
    fields = failures.cell;
    for (const std::size_t number :
         {place.layer, place.kernel, place.out, place.in, place.row, place.column}) {
      fields.push_back(fmt::format("{}", number));
    }
    append(fields, {place.part, failures.parameters});
    append(fields, rate_fields(failures));
    text += study::format_csv_line(fields);
  }
  return text;
}

/// The flips of a part's weights, by the seeds of the winners.
using Part = std::map<std::string, study::Cluster>;

std::vector<std::string> part_texts(const Part& part) {
  std::vector<study::Cluster> clusters;
  study::Cluster all{0, 0};
  for (const auto& [winner, flips] : part) {
    clusters.push_back(flips);
    all.successes += flips.successes;
    all.trials += flips.trials;
  }
  const study::Interval interval = study::wilson_clustered(clusters);
  const double rate = static_cast<double>(all.successes) / static_cast<double>(all.trials);
  return {fmt::format("{}", clusters.size()), fmt::format("{}/{}", all.successes, all.trials),
          fmt::format("{:.3f}", rate),
          fmt::format("{:.3f} to {:.3f}", interval.low, interval.high)};
}

/// The parts of all cells; `trials` are the cells.
std::string text_of(const SuccessRates& trials, const std::vector<Weight>& weights,
                    std::size_t seed, std::size_t solved) {
  const std::vector<std::size_t> shown = shown_axes(trials);
  std::map<std::vector<std::string>, Part, study::ValuesBefore> parts;
  for (const auto& [place, failures] : weights) {
    std::vector<std::string> key = values(failures, shown), all = key;
    append(all, {"all", ""});
    append(key, {fmt::format("{}", place.layer), place.part});
    for (const RowRef& row : failures.rows) {
      for (const auto& part : {key, all}) {
        study::Cluster& flips = parts[part][row.text(seed)];
        ++flips.trials;
        flips.successes += row.text(solved) == "0";
      }
    }
  }
  std::vector<std::vector<std::string>> lines = {headings(trials, shown)};
  append(lines[0], {"layer", "weights", "winners", "failed flips", "rate", "95 %"});
  for (const auto& [key, part] : parts) append(lines.emplace_back(key), part_texts(part));
  return study::aligned_text(lines) + '\n' + fixed_axes_note(trials) +
         "95 %: Wilson's interval; the flips of one winner count as a cluster\n"
         "filters of a layer are exchangeable; they stand in the order of the parameters\n";
}

}  // namespace

Summary summarise_sign_flip_map(const ResultRows& rows, const PaperValues& /*paper*/) {
  require_network_axes(rows);
  require_axis(rows, "flips");
  const std::size_t flips = rows.column("flips"), flip_count = rows.column("flip_count");
  const auto is_row = [&](const char* count) {
    return [&, count](const RowRef& row) {
      return row.text(flips) == "each" && row.text(flip_count) == count;
    };
  };
  const SuccessRates trials = success_rates(rows, {is_row("0")});
  const SuccessRates rates = success_rates(rows, {is_row("1"), "flipped"});
  const std::vector<Weight> weights = weights_of(rates);
  const std::string csv = csv_of(rates, weights);
  if (weights.empty()) return {csv, winners_note(trials, "each"), 0, 0};
  const std::string text = text_of(trials, weights, rows.column("seed"), rows.column("solved"));
  const auto [least, most] = std::ranges::minmax_element(rates.cells, {}, &SuccessRate::trials);
  return {csv, text + winners_note(trials, "each"), least->trials, most->trials};
}

}  // namespace figures

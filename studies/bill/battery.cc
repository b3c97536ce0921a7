#include "studies/bill/battery.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "base/check.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/csv.h"

namespace bill {
namespace {

std::string two_digits(const Range& range) {
  const std::string low = bill::two_digits(range.low), high = bill::two_digits(range.high);
  return low == high ? low : low + " to " + high;
}

// A count of billions and more.
std::string billions(const Range& range) { return two_digits({range.low / 1e9, range.high / 1e9}); }

Range over(double value, const Range& range) { return {value / range.high, value / range.low}; }

Range times(double value, const Range& range) { return {value * range.low, value * range.high}; }

/// The axes by which networks are told.
constexpr std::array<std::string_view, 5> kTold{"network", "steps", "overcompleteness", "kept",
                                                "bits"};

/// Throws if two rows that are told as one differ in an axis that is not told.
void require_same_axes(const study::Table& table, const std::string& csv, std::size_t row,
                       std::size_t first) {
  for (std::size_t axis = 0; axis < table.column("trial"); ++axis) {
    const std::string& name = table.columns()[axis];
    if (std::ranges::find(kTold, name) != kTold.end()) continue;
    base::require(table.text(row, axis) == table.text(first, axis),
                  "{}: {} {} and {} of the same network, steps, m, kept and bits: needs rows that "
                  "agree in the rest",
                  csv, name, table.text(first, axis), table.text(row, axis));
  }
}

}  // namespace

std::vector<DeployedCell> deployed_cells(const std::filesystem::path& csv) {
  const study::Table table = study::read_csv(csv);
  std::array<std::size_t, kTold.size()> key;
  std::ranges::transform(kTold, key.begin(), [&](auto axis) { return table.column(axis); });
  const std::size_t unit = table.column("unit"), exact = table.column("exact"),
                    generation = table.column("generation"),
                    multiply_adds = table.column("cell_multiply_adds");
  std::vector<DeployedCell> cells;
  std::vector<std::size_t> firsts;  // the row of each cell that comes first
  std::map<std::array<std::string, key.size()>, std::size_t> places;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.text(row, unit) != "cycles" || table.text(row, exact) != "1") continue;
    std::array<std::string, key.size()> values;
    for (std::size_t k = 0; k < key.size(); ++k) values[k] = table.text(row, key[k]);
    const auto [place, is_new] = places.emplace(values, cells.size());
    if (is_new) {
      cells.push_back({values[0], values[1], values[2], values[3], values[4]});
      firsts.push_back(row);
    }
    require_same_axes(table, csv.string(), row, firsts[place->second]);
    DeployedCell& cell = cells[place->second];
    ++cell.networks;
    cell.cycles += table.real(row, generation) / kTorusCells;
    if (!table.text(row, multiply_adds).empty()) {
      cell.cell_multiply_adds += table.real(row, multiply_adds);
    }
  }
  base::require(!cells.empty(), "{}: has no exact network on a device whose cycles are counted",
                csv.string());
  for (DeployedCell& cell : cells) {
    cell.cycles /= static_cast<double>(cell.networks);
    cell.cell_multiply_adds /= static_cast<double>(cell.networks);
  }
  return cells;
}

Energy energy_of(const DeployedCell& cell, const Supply& supply) {
  const Range joules = times(cell.cycles, supply.joules_per_cycle);
  Energy energy{times(1e9, joules), {0, 0}, over(supply.battery_joules(), joules), {}};
  if (cell.cell_multiply_adds > 0) {
    energy.nanojoules_per_multiply_add = times(1e9 / cell.cell_multiply_adds, joules);
  }
  const Range microwatts = times(1e6 * kTorusCells, joules);  // at one generation a second
  energy.solar_cm2 = {microwatts.low / supply.solar_microwatts.high,
                      microwatts.high / supply.solar_microwatts.low};
  return energy;
}

std::string battery_text(const std::vector<DeployedCell>& cells, const Supply& supply) {
  std::vector<std::vector<std::string>> lines{{"network", "n", "m", "kept %", "bits", "networks",
                                               "cycles", "nJ", "nJ a multiply-add", "10^9 cells",
                                               "cm2"}};
  for (const DeployedCell& cell : cells) {
    const Energy energy = energy_of(cell, supply);
    const bool rule = cell.cell_multiply_adds == 0;
    lines.push_back({cell.network, cell.steps, cell.overcompleteness, cell.kept, cell.bits,
                     fmt::format("{}", cell.networks), fmt::format("{:.1f}", cell.cycles),
                     two_digits(energy.nanojoules),
                     rule ? "" : two_digits(energy.nanojoules_per_multiply_add),
                     billions(energy.battery_updates), two_digits(energy.solar_cm2)});
  }
  return study::aligned_text(lines);
}

std::string battery_csv(const std::vector<DeployedCell>& cells, const Supply& supply) {
  std::vector<std::string> fields{"network",  "steps", "overcompleteness", "kept", "bits",
                                  "networks", "cycles"};
  for (const std::string name :
       {"nanojoules", "nanojoules_per_multiply_add", "battery_updates", "solar_cm2"}) {
    fields.insert(fields.end(), {name + "_low", name + "_high"});
  }
  std::string text = study::format_csv_line(fields);
  for (const DeployedCell& cell : cells) {
    const Energy energy = energy_of(cell, supply);
    fields = {cell.network,
              cell.steps,
              cell.overcompleteness,
              cell.kept,
              cell.bits,
              fmt::format("{}", cell.networks),
              fmt::format("{:.2f}", cell.cycles)};
    const bool rule = cell.cell_multiply_adds == 0;
    const auto add = [&](const Range& range, bool known) {
      fields.push_back(known ? bill::two_digits(range.low) : "");
      fields.push_back(known ? bill::two_digits(range.high) : "");
    };
    add(energy.nanojoules, true);
    add(energy.nanojoules_per_multiply_add, !rule);
    add(energy.battery_updates, true);
    add(energy.solar_cm2, true);
    text += study::format_csv_line(fields);
  }
  return text;
}

}  // namespace bill

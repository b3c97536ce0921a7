#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "studies/bill/energy.h"

namespace bill {

/// Of the torus on which the study `deploy` measures a generation.
inline constexpr double kTorusCells = 16 * 16;

/// What an estimate of energy on a device takes for granted.
struct Supply {
  /// J of a cycle. ATmega328P, data sheet 8271H, table 29-12, active: 0.3 mA (typical) at 1 MHz and
  /// 2 V; 2.5 mA (most) at 4 MHz and 3 V.
  Range joules_per_cycle{0.6e-9, 1.9e-9};
  double battery_mah = 225;  ///< of a CR2032
  double volts = 3;          ///< of it
  /// Of 1 cm^2 of solar cell at 200 lux, microwatts: a record dye cell has 19 (Michaels et al.
  /// 2020, DOI 10.1039/c9sc06145b), those of amorphous silicon a fraction.
  Range solar_microwatts{4, 19};

  double battery_joules() const { return battery_mah * 3.6 * volts; }
};

/// The networks of one cell of the study `deploy`, on the device whose cycles are counted.
struct DeployedCell {
  std::string network;  ///< "trained", "one-filter", ...
  std::string steps, overcompleteness, kept, bits;
  std::int64_t networks = 0;      ///< that are exact as integers
  double cycles = 0;              ///< of a cell of the torus in a generation, their mean
  double cell_multiply_adds = 0;  ///< their mean; 0 of a rule
};

/// Exact networks of a CSV of `deploy`, in the order of its rows. Throws std::invalid_argument that
/// names the file for anything else, and if rows of one cell differ in another axis, as the density
/// that they were trained on; std::system_error for what cannot be read.
std::vector<DeployedCell> deployed_cells(const std::filesystem::path& csv);

/// Estimates for a cell of the torus and a generation.
struct Energy {
  Range nanojoules;                   ///< a cell
  Range nanojoules_per_multiply_add;  ///< 0 of a rule
  Range battery_updates;              ///< cells that a battery updates
  Range solar_cm2;                    ///< at 200 lux, for a generation of 16x16 cells a second
};
Energy energy_of(const DeployedCell& cell, const Supply& supply);

/// All of them for a reader, estimates with two significant digits.
std::string battery_text(const std::vector<DeployedCell>& cells, const Supply& supply);

/// The same as a CSV: network, steps, overcompleteness, kept, bits, networks, cycles, and _low and
/// _high of nanojoules, nanojoules_per_multiply_add, battery_updates and solar_cm2.
std::string battery_csv(const std::vector<DeployedCell>& cells, const Supply& supply);

}  // namespace bill

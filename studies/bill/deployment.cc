// What networks on a microcontroller take of a button cell or a solar cell.

#include <fmt/core.h>

#include <string>
#include <vector>

#include "base/build_info.h"
#include "base/check.h"
#include "base/file.h"
#include "base/parse.h"
#include "base/program.h"
#include "studies/bill/battery.h"
#include "studies/harness/command_line.h"

namespace {

constexpr const char* kHelp =
    R"(An estimate of the energy that exact networks take on an ATmega328P, from rows of `deploy`.
Usage:
  deployment deploy.csv [--joules-per-cycle J] [--battery-mah C] [--volts V]
             [--solar-microwatts P] [--table FILE.csv]

Cycles are counted, all else is an estimate, to two digits: as good as its inputs, which are
printed. Nothing is charged for sleep, regulators, self-discharge or what else is on the board. Of
the Cortex-M instructions are counted and not cycles, so nothing is said of them.

  --joules-per-cycle J   one number or LOW-HIGH (6e-10-1.9e-09: data sheet 8271H, active, 0.3 mA at
                         1 MHz and 2 V typical, 2.5 mA at 4 MHz and 3 V at most)
  --battery-mah C        capacity of the battery (225: a CR2032)
  --volts V              its voltage (3)
  --solar-microwatts P   of 1 cm2 of solar cell at 200 lux, one number or LOW-HIGH (4-19: record
                         dye cells 19, DOI 10.1039/c9sc06145b; amorphous silicon a fraction)
  --table FILE.csv       the same as a CSV
  -h, --help             this text
  --version              version and git commit

Exit codes: 0 complete, 1 failure, 2 usage or a CSV that is no result of `deploy`.
)";

const std::vector<study::FlagGroup> kFlags = {{"",
                                               {{0, "joules-per-cycle", "J", ""},
                                                {0, "battery-mah", "C", ""},
                                                {0, "volts", "V", ""},
                                                {0, "solar-microwatts", "P", ""},
                                                {0, "table", "FILE.csv", ""},
                                                {'h', "help", "", ""},
                                                {0, "version", "", ""}}}};

/// MLPerf Tiny v1.1, STM32L4R5 (Cortex-M4, 120 MHz), anomaly detection: microjoules of an
/// inference, and the multiply-adds of its network's layers.
constexpr double kPublishedMicrojoules = 293.9;
constexpr double kPublishedMultiplyAdds = 264'192;

bill::Supply supply_of(const study::FlagTexts& flags) {
  bill::Supply supply;
  const auto with = [&](const char* name, auto take) {
    const auto found = flags.find(name);
    if (found != flags.end()) take(found->second, std::string("--") + name);
  };
  with("joules-per-cycle", [&](const std::string& text, const std::string& flag) {
    supply.joules_per_cycle = bill::parse_range(text, flag, 1e-15, 1);
  });
  with("battery-mah", [&](const std::string& text, const std::string& flag) {
    supply.battery_mah = base::parse_real(text, flag, 0.001, 1e6);
  });
  with("volts", [&](const std::string& text, const std::string& flag) {
    supply.volts = base::parse_real(text, flag, 0.1, 100);
  });
  with("solar-microwatts", [&](const std::string& text, const std::string& flag) {
    supply.solar_microwatts = bill::parse_range(text, flag, 0.001, 1e5);
  });
  return supply;
}

int deployment(int argc, const char* const* argv) {
  const auto [flags, arguments] = study::read_command_line(kFlags, argc, argv);
  if (flags.contains("help") || flags.contains("version")) {
    fmt::print("{}", flags.contains("help") ? kHelp : base::version_line() + '\n');
    return base::kComplete;
  }
  base::require(!arguments.empty(), "needs the CSV of `deploy`; --help says more");
  base::require(arguments.size() == 1, "{}: one argument too many", arguments.back());
  const bill::Supply supply = supply_of(flags);
  const auto table = flags.find("table");
  if (table != flags.end()) study::require_not_among(arguments, "table", table->second);
  const auto cells = bill::deployed_cells(arguments[0]);
  fmt::print("{}", bill::battery_text(cells, supply));
  fmt::print(
      "\ncounted: cycles of an ATmega328P for a cell of a 16x16 torus and a generation, "
      "mean of the exact networks\n"
      "estimated: energy of that (nJ) and of a multiply-add of it; "
      "cells that one battery updates (10^9 cells);\n"
      "solar cell at 200 lux for one generation of the torus a second (cm2)\n"
      "taken for granted: {} J a cycle; a battery of {} mAh at {} V, {:.0f} J; "
      "{} microwatts of 1 cm2 at 200 lux\n"
      "published, of a Cortex-M4: {} nJ a multiply-add (MLPerf Tiny v1.1, STM32L4R5, "
      "anomaly detection: {} microjoules of {:.0f})\n",
      bill::to_string(supply.joules_per_cycle), supply.battery_mah, supply.volts,
      supply.battery_joules(), bill::to_string(supply.solar_microwatts),
      bill::two_digits(1e3 * kPublishedMicrojoules / kPublishedMultiplyAdds), kPublishedMicrojoules,
      kPublishedMultiplyAdds);
  if (table != flags.end()) base::write_file(table->second, bill::battery_csv(cells, supply));
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("deployment", [&] { return deployment(argc, argv); });
}

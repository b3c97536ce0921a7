// What the networks of committed or own rows took to train, and what that may have cost.

#include <fmt/core.h>

#include <string>
#include <vector>

#include "base/build_info.h"
#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "studies/bill/bill.h"
#include "studies/bill/statement.h"
#include "studies/harness/command_line.h"

namespace {

constexpr const char* kHelp =
    R"(What the networks of a study took to train, in all and per exact network.
Usage:
  cost RESULTS.csv... [--watts-per-core W] [--pue P] [--grid-g-per-kwh G] [--table FILE.csv]

Every training is charged, those that failed too: a cost per exact network is that of all divided
by the number of exact ones. A row is a training; where a trial has several, each that ended with
an exact network counts as one. Multiply-adds are as if every cell had been convolved, and as they
were executed. Bytes are of the exact networks as they are stored; of fine-tuned ones, the nearest
to the base in each trial, also as a mask and the values that differ, without the base, which
serves many.

Core-seconds are of <file>.timing.csv beside each file. Energy is what the machine measured
(RAPL, the whole machine) where every run of a file has that, and else an estimate,
core-seconds x watts x PUE. Carbon is always an estimate: energy, a measured one times PUE, x
the grid's grams. An estimate is a range, to two digits; it is as good as its inputs, which are
printed.

  --watts-per-core W      of a busy core with its share of the machine, W: one number or
                          LOW-HIGH (3-15)
  --pue P                 energy of the computing centre over that of its machines (1.1-1.6)
  --grid-g-per-kwh G      g CO2e a kWh (30-715: Norway and India, by Our World in Data as
                          CodeCarbon has them)
  --table FILE.csv        the same as a CSV
  -h, --help              this text
  --version               version and git commit

Exit codes: 0 complete, 1 failure, 2 usage or a CSV that is no result of a study.
)";

const std::vector<study::FlagGroup> kFlags = {{"",
                                               {{0, "watts-per-core", "W", ""},
                                                {0, "pue", "P", ""},
                                                {0, "grid-g-per-kwh", "G", ""},
                                                {0, "table", "FILE.csv", ""},
                                                {'h', "help", "", ""},
                                                {0, "version", "", ""}}}};

bill::Assumptions assumptions_of(const study::FlagTexts& flags) {
  bill::Assumptions assumptions;
  const auto take = [&](const char* name, bill::Range& range, double low, double high) {
    const auto found = flags.find(name);
    if (found == flags.end()) return;
    range = bill::parse_range(found->second, std::string("--") + name, low, high);
  };
  take("watts-per-core", assumptions.watts_per_core, 0.001, 1000);
  take("pue", assumptions.pue, 1, 10);
  take("grid-g-per-kwh", assumptions.grid_g_per_kwh, 0, 5000);
  return assumptions;
}

int cost(int argc, const char* const* argv) {
  const auto [flags, arguments] = study::read_command_line(kFlags, argc, argv);
  if (flags.contains("help") || flags.contains("version")) {
    fmt::print("{}", flags.contains("help") ? kHelp : base::version_line() + '\n');
    return base::kComplete;
  }
  base::require(!arguments.empty(), "needs a CSV at least; --help says more");
  const bill::Assumptions assumptions = assumptions_of(flags);
  const auto table = flags.find("table");
  if (table != flags.end()) study::require_not_among(arguments, "table", table->second);
  std::vector<bill::Bill> bills;
  for (const std::string& csv : arguments) bills.push_back(bill::bill_of(csv));
  if (bills.size() > 1) {
    bill::Bill sum = bills.front();
    sum.study = "all together";
    for (std::size_t i = 1; i < bills.size(); ++i) sum += bills[i];
    bills.push_back(sum);
  }
  for (const bill::Bill& one : bills) fmt::print("{}\n", bill::statement(one, assumptions));
  fmt::print("estimates take for granted: {} W a core, PUE {}, {} g CO2e a kWh\n",
             bill::to_string(assumptions.watts_per_core), bill::to_string(assumptions.pue),
             bill::to_string(assumptions.grid_g_per_kwh));
  if (table != flags.end()) {
    base::write_file(table->second, bill::statement_csv(bills, assumptions));
  }
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("cost", [&] { return cost(argc, argv); });
}

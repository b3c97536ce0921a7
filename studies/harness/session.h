#pragma once

#include <string>
#include <vector>

#include "studies/harness/costs.h"
#include "studies/harness/package_energy.h"
#include "studies/harness/plan.h"
#include "studies/harness/report.h"
#include "studies/harness/results_file.h"
#include "studies/harness/settings.h"
#include "studies/harness/shard.h"
#include "studies/harness/study.h"

namespace study {

/// One command on a study's results. All return an exit code, print to stdout what they found and
/// to stderr how it goes, and throw what base::run_program maps to one line. `study` and `settings`
/// must outlive it.
class Session {
 public:
  Session(const Study& study, const Settings& settings);

  int run();      ///< runs what is left, or says at once that nothing is
  int dry_run();  ///< says what run() would do; writes nothing
  int status();   ///< says what is done; writes nothing
  int check();    ///< runs rows of the file again and compares; writes nothing

 private:
  /// Runs rounds of tasks until none is left, or a signal or the budget ends it; returns the exit
  /// code.
  int run_rounds(ResultsFile& file, const std::vector<Task>& reruns, PackageEnergy& energy);
  std::string summary(const Report& report) const;
  std::string json(const Report& report) const;
  void print_summary(const Results& results) const;
  Report report(const Results& results) const;
  CellCosts measured_costs(const Results& results) const;  ///< from the timings on disk
  std::string csv() const { return paths_.csv.string(); }

  const Study& study_;
  const Settings& settings_;
  ResultPaths paths_;
  Plan plan_;
  CellCosts unmeasured_costs_;
};

}  // namespace study

#pragma once

#include <span>
#include <string>

#include "studies/harness/costs.h"
#include "studies/harness/grid.h"
#include "studies/harness/json.h"
#include "studies/harness/plan.h"
#include "studies/harness/study.h"

namespace study {

/// What is said about a run at its end, by --status and by --dry-run.
struct Report {
  std::span<const GridCell> grid;
  std::vector<Plan::Progress> progress;  ///< one a cell
  std::vector<Plan::Series> searches;    ///< those of a study that searches
  std::string csv;                       ///< its path
  CellCosts costs;
  int threads;
};

/// Trials that are on file, and that are not.
std::int64_t trials_done(const Report& report);
std::int64_t trials_left(const Report& report);

/// A line a cell: the axes that vary, trials done/wanted, successes, rate with its Wilson 95 %
/// interval. Cells of which this shard owns nothing are left out.
std::string success_table(const Study& study, const Report& report);

/// A line a cell: the axes that vary, trials done and to do, and the CPU time of those to do, which
/// is marked as a guess when no trial of the cell was measured; then totals and the estimated time.
/// When nothing was measured, of the study's relative costs only each cell's share can be told, and
/// nothing without these.
std::string plan_table(const Study& study, const Report& report);

/// All of it but the searches as one JSON object.
Json report_json(const Study& study, const Report& report);

}  // namespace study

#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>

#include "studies/figures/claims.h"
#include "studies/harness/csv.h"

namespace figures {

/// The rows of a study, and what stands beside them.
struct StudyRows {
  std::filesystem::path csv;
  study::Table rows;
  std::unordered_map<std::string, double> timings;  ///< CPU seconds by seed, as rows spell it
  nlohmann::json metadata;
};

/// Throws as study::read_csv does, std::system_error when its metadata cannot be read and
/// std::invalid_argument "<csv>-metadata.json: ..." when they lack the study or its runs.
StudyRows read_study_rows(const std::filesystem::path& csv);

/// How the rows of a claim are made.
struct Making {
  std::string command;      ///< "overcompleteness --steps 1 --overcompleteness 1 --trials 64"
  double cpu_seconds;       ///< of the trials whose time is known
  std::size_t untimed = 0;  ///< trials whose time is not
};

/// The command that runs the trials of the cells that `claim` looks at: flags for the axes that it
/// names and for those that vary in these cells, all others at the study's defaults, and as many
/// trials as the cell with most has. An empty command if no row is there, or if the cells that the
/// claim names have an axis that the study has not.
Making making(const Claim& claim, const StudyRows& study);

}  // namespace figures

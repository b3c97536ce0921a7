#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "studies/figures/claims.h"
#include "studies/figures/judgement.h"
#include "studies/figures/making.h"

namespace figures {

/// A claim beside what a folder of results says of it.
struct ClaimResult {
  Finding finding;
  std::vector<Making> makings;  ///< one a study that the figure's rows are from
};

/// Everything that a folder of results (`results`, `out`) says of all claims.
struct Reproduction {
  std::filesystem::path folder;
  std::vector<ClaimResult> claims;           ///< one a claim, in their order
  std::map<std::string, StudyRows> studies;  ///< by the name of the CSV
};

/// Reads tables/FIGURE.csv and, as figures/FIGURE.metadata.json names them, the rows of each
/// claim's figure; a figure without a table was not run. Throws as judge, making and
/// read_study_rows do, std::system_error when a file is missing and std::invalid_argument for
/// metadata of no figure.
Reproduction reproduce(const std::filesystem::path& folder, std::span<const Claim> claims);

/// Whether two findings about one claim are alike: the interval of their difference holds 0.
/// Nothing if one of them was not run.
std::optional<bool> alike(const Finding& a, const Finding& b);

/// "14 s", "at least 14 s" on two cores: half the CPU time; "unknown".
std::string two_core_time(std::span<const Making> makings);

}  // namespace figures

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "studies/harness/json.h"
#include "studies/harness/results.h"
#include "studies/harness/shard.h"
#include "studies/harness/study.h"

namespace study {

/// What is true of a CSV as it stands, whoever wrote it: the keys of its metadata but for `runs`.
/// Throws std::system_error when the CSV cannot be read.
Json whole_file(const Study& study, std::int64_t base_seed, const Shard& shard,
                const std::filesystem::path& csv, const Results& results);

/// The sum of the runs' `rows_added`. Throws nlohmann's errors or std::invalid_argument
/// unless they are a list of runs with numbers that a file can have.
std::int64_t rows_told_of(const Json& runs);

/// The keys of a run for rows of which nothing else is known.
Json unknown_run(Json run, std::int64_t rows_added);

/// Throws std::system_error when it cannot be written.
void write_metadata_file(const std::filesystem::path& path, const Json& metadata);

/// A study as its metadata describe it: enough to verify its rows, not to run it. Axes take any
/// value for canonical.
struct DescribedStudy {
  Study study;
  std::int64_t base_seed;
};

/// Throws std::invalid_argument "<name>: no metadata of a study: ..." for anything else.
DescribedStudy described_study(const Json& metadata, const std::string& name);

}  // namespace study

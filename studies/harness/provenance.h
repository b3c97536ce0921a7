#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "studies/harness/results.h"
#include "studies/harness/settings.h"
#include "studies/harness/shard.h"
#include "studies/harness/study.h"

namespace study {

using Time = std::chrono::system_clock::time_point;

/// What a run knows of itself.
struct RunFacts {
  std::size_t rows_before;  ///< in the file
  Time start;
  std::optional<double> joules;  ///< PackageEnergy's, of the whole machine
};

/// Writes `<csv>-metadata.json` when a run ends. Its keys describe the whole file (study, columns,
/// the values that each axis takes in the rows, SHA-256 of the bytes, ...), and `runs` tells of
/// each run that added rows: the command, by which binary, on what machine, from when to when. No
/// host, user or folder but --out as it was typed.
///
/// The entries of earlier runs are kept as they are, and this run gets one if it added rows, that
/// is if there were fewer rows before. An entry of nulls with `rows_added` stands for a change
/// that no run told of: rows of a process that was killed or whose metadata were lost, or, if
/// negative, rows that were taken out. So the `rows_added` always sum to `rows`. Metadata that
/// cannot be read or are of other rows are replaced, which is said on stderr.
///
/// Throws std::system_error when the CSV cannot be read or the file not be written.
void write_metadata(const Study& study, const Settings& settings, const ResultPaths& paths,
                    const Results& results, const RunFacts& run);

/// True when the metadata are there and hold the SHA-256 of the CSV as it is.
bool metadata_match(const ResultPaths& paths);

}  // namespace study

#pragma once

#include <chrono>
#include <span>
#include <string>

#include "studies/harness/grid.h"
#include "studies/harness/settings.h"
#include "studies/harness/shard.h"
#include "studies/harness/study.h"

namespace study {

using Time = std::chrono::system_clock::time_point;

/// Writes `<csv>-metadata.json`: what the CSV holds, which run changed it last, by which binary and
/// on what machine, and the SHA-256 of its bytes. No host, user or folder but --out as it was
/// typed. Throws std::system_error when the CSV cannot be read or the file not be written.
void write_metadata(const Study& study, const Settings& settings, std::span<const GridCell> grid,
                    const ResultPaths& paths, std::size_t rows, Time start, Time end);

/// True when the metadata are there and hold the SHA-256 of the CSV as it is.
bool metadata_match(const ResultPaths& paths);

}  // namespace study

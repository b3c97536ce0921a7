#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace study {

struct Merged {
  std::size_t trials;
  std::size_t duplicates;  ///< trials that stood in more than one file, counted once more each time
};

/// Puts the CSVs of one study together, such as its shards, with their timings: the rows sorted by
/// axis after axis (study::value_before), then by trial, so that the same trials give the same
/// bytes, whatever files they came in. Every row's seed is recomputed from what the metadata beside
/// the files say; a file that lost its own goes by the others'. A torn last line is left out, which
/// is said on stderr. The result has metadata with the runs of all files, and the study goes on
/// with it where a whole file is expected.
///
/// Writes `out` or leaves it as it was. Throws base::DisagreementError, which names both files, for
/// files of other studies, revisions, base seeds or columns, and for trials with two different
/// results; std::invalid_argument when no file has metadata, or when `out` exists and is not among
/// the files; std::system_error for a file that cannot be read or written.
Merged merge_files(std::span<const std::filesystem::path> files, const std::filesystem::path& out);

}  // namespace study

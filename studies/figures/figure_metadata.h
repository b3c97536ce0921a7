#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// The files of a figure's table.
struct FigureFiles {
  std::filesystem::path table;
  std::span<const Source> sources;             ///< the result files
  std::optional<std::filesystem::path> paper;  ///< the paper's values
};

/// JSON that ties a figure to what it was drawn from: `table`, `sources` and `paper_values` (or
/// null), each a `file` without its folder and its `sha256`; a source also has its `rows`, the file
/// of their times as `timing` if the figure is of these too, and the `study`, `revision` and
/// `base_seed` that its own metadata, <file>-metadata.json beside it, tell of these bytes, or
/// nulls; `trials` has the `least` and the `most` of a cell. The same files give the same text.
/// Throws std::system_error when the paper's values cannot be read.
std::string figure_metadata(const std::string& figure, const Summary& summary,
                            const FigureFiles& files);

}  // namespace figures

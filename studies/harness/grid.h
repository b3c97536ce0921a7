#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "studies/harness/study.h"

namespace study {

/// The flag of an axis: "--learning-rate" for learning_rate.
std::string axis_flag(const Axis& axis);

/// The canonical values of a comma list and, where the axis takes them, ranges ("1,2", "1..8",
/// "1,3..5"), each once, in the order typed. Throws std::invalid_argument "<flag> <value>: <what is
/// allowed>". Example: expand_values(steps, "1,01,3..4") is {"1", "3", "4"}.
std::vector<std::string> expand_values(const Axis& axis, std::string_view text);

/// A cell and how many trials it asks for.
struct GridCell {
  Cell cell;
  std::int64_t trials;
};

/// The cells of all blocks, the last axis fastest; a cell that several blocks name stands once,
/// with the largest of their trial counts. `study` must outlive the cells. Throws
/// std::invalid_argument for a value that an axis refuses, for a cell that the study's check_cell
/// does or for more than a million cells, std::logic_error for an axis that the study does not
/// have.
std::vector<GridCell> make_grid(const Study& study, std::span<const Block> blocks);

/// The cells that differ in nothing but the axis of this name, as indices: one list for each
/// combination of the others, in the order of the grid, each by the axis's values, the smallest
/// first (value_order.h).
std::vector<std::vector<std::size_t>> series_along(const Study& study,
                                                   std::span<const GridCell> grid,
                                                   std::string_view axis);

/// The indices of the axes on which the grid's cells differ; all axes when none does.
std::vector<std::size_t> varying_axes(std::span<const GridCell> grid);

/// "steps=1 overcompleteness=8", of the axes given by index.
std::string describe_cell(const Study& study, const Cell& cell, std::span<const std::size_t> axes);

}  // namespace study

#include "studies/figures/table_axes.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/check.h"
#include "studies/harness/join.h"
#include "studies/task/training.h"

namespace figures {
namespace {

/// Above this number of steps the windows are too many to try them all.
constexpr double kMaxExactSteps = 2;

bool is_shown(const SuccessRates& rates, std::size_t axis) {
  return heading(rates.axes[axis]) != rates.axes[axis] || rates.varies(axis);
}

}  // namespace

void require_axis(const ResultRows& rows, std::string_view axis) {
  base::require(rows.column(axis) < rows.column("trial"),
                "{}: column {}: needs to stand before trial, with the axes",
                rows.rows().front().table->name(), axis);
}

void require_network_axes(const ResultRows& rows) {
  for (const char* axis : {"steps", "overcompleteness"}) {
    require_axis(rows, axis);
    for (const RowRef& row : rows.rows()) row.real(rows.column(axis));
  }
}

std::string heading(const std::string& axis) {
  if (axis == "steps") return "n";
  if (axis == "overcompleteness") return "m";
  if (axis == "flip_count") return "k";
  return axis;
}

std::vector<std::size_t> shown_axes(const SuccessRates& rates) {
  std::vector<std::size_t> shown;
  for (std::size_t axis = 0; axis < rates.axes.size(); ++axis) {
    if (is_shown(rates, axis)) shown.push_back(axis);
  }
  return shown;
}

std::string fixed_axes_note(const SuccessRates& rates) {
  std::string fixed;
  for (std::size_t axis = 0; axis < rates.axes.size(); ++axis) {
    if (is_shown(rates, axis)) continue;
    fixed += fmt::format("{}{} {}", fixed.empty() ? "all: " : ", ", rates.axes[axis],
                         rates.cells.front().cell[axis]);
  }
  return fixed.empty() ? "" : fixed + '\n';
}

std::string cell_name(const SuccessRates& rates, const SuccessRate& cell) {
  std::vector<std::string> parts;
  for (const std::size_t axis : shown_axes(rates)) {
    const std::string name = heading(rates.axes[axis]);
    parts.push_back(name + (name.size() == 1 ? " = " : " ") + cell.cell[axis]);
  }
  return study::join(parts, ", ");
}

std::vector<std::string> headings(const SuccessRates& rates, std::span<const std::size_t> axes) {
  std::vector<std::string> texts;
  for (const std::size_t axis : axes) texts.push_back(heading(rates.axes[axis]));
  return texts;
}

std::vector<std::string> values(const SuccessRate& cell, std::span<const std::size_t> axes) {
  std::vector<std::string> texts;
  for (const std::size_t axis : axes) texts.push_back(cell.cell[axis]);
  return texts;
}

void append(std::vector<std::string>& fields, const std::vector<std::string>& more) {
  fields.insert(fields.end(), more.begin(), more.end());
}

std::vector<std::string> rate_fields(const SuccessRate& cell) {
  const study::Interval wilson = cell.wilson();
  return {fmt::format("{}", cell.trials), fmt::format("{}", cell.solved),
          fmt::format("{:.6f}", cell.rate()), fmt::format("{:.6f}", wilson.low),
          fmt::format("{:.6f}", wilson.high)};
}

std::vector<std::string> rate_texts(const SuccessRate& cell) {
  const study::Interval wilson = cell.wilson();
  return {fmt::format("{}/{}", cell.solved, cell.trials), fmt::format("{:.3f}", cell.rate()),
          fmt::format("{:.3f} to {:.3f}", wilson.low, wilson.high)};
}

std::int64_t sampled_boards(const SuccessRates& rates, const SuccessRate& cell) {
  return std::stod(cell.cell[rates.axis("steps")]) > kMaxExactSteps ? task::kSampledBoards : 0;
}

std::string sampled_note(const SuccessRates& rates) {
  const bool sampled = std::ranges::any_of(
      rates.cells, [&](const SuccessRate& cell) { return sampled_boards(rates, cell) > 0; });
  if (!sampled) return "";
  return fmt::format(
      "n >= 3: solved means no error on {} sampled boards, for n <= 2 on every window\n",
      task::kSampledBoards);
}

std::string winners_note(const SuccessRates& unflipped, std::string_view flips) {
  std::string text;
  for (const SuccessRate& cell : unflipped.cells) {
    text += fmt::format("winners: {} of {} trials with {}\n", cell.solved, cell.trials,
                        cell_name(unflipped, cell));
  }
  return text.empty() ? fmt::format("no trials with flips = {}\n", flips) : text;
}

}  // namespace figures

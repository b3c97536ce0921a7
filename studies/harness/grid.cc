#include "studies/harness/grid.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

#include "base/check.h"
#include "base/parse.h"
#include "studies/harness/value_order.h"

namespace study {
namespace {

constexpr std::int64_t kMaxCells = 1'000'000;

std::string canonical(const Axis& axis, std::string_view value) {
  try {
    return axis.canonical(value);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(
        fmt::format("{} {}: {}", axis_flag(axis), value.empty() ? "''" : value, error.what()));
  }
}

void expand_range(const Axis& axis, std::string_view item, std::size_t dots,
                  std::vector<std::string>& values) {
  const std::string flag = axis_flag(axis);
  const auto bound = [&](std::string_view text) {
    return base::parse_integer(canonical(axis, text), flag, -kMaxCells * kMaxCells,
                               kMaxCells * kMaxCells);
  };
  const std::int64_t low = bound(item.substr(0, dots));
  const std::int64_t high = bound(item.substr(dots + 2));
  base::require(low <= high && high - low < kMaxCells,
                "{} {}: needs low..high with low <= high and at most {} values", flag, item,
                kMaxCells);
  for (std::int64_t value = low; value <= high; ++value) {
    values.push_back(canonical(axis, std::to_string(value)));
  }
}

void check_axes(const Study& study, const Block& block) {
  for (const auto& [name, values] : block.axes) {
    if (std::none_of(study.axes.begin(), study.axes.end(),
                     [&name = name](const Axis& axis) { return axis.name == name; })) {
      throw std::logic_error(fmt::format("a block names the axis {}, which is not there", name));
    }
  }
}

/// Every axis's values in a block.
std::vector<std::vector<std::string>> block_values(const Study& study, const Block& block) {
  check_axes(study, block);
  std::vector<std::vector<std::string>> values;
  for (const Axis& axis : study.axes) {
    const auto given = block.axes.find(axis.name);
    values.push_back(
        expand_values(axis, given != block.axes.end() ? given->second : axis.default_values));
  }
  return values;
}

}  // namespace

std::string axis_flag(const Axis& axis) {
  std::string flag = "--" + axis.name;
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::vector<std::string> expand_values(const Axis& axis, std::string_view text) {
  std::vector<std::string> values;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view item = text.substr(begin, end - begin);
    const std::size_t dots = axis.takes_ranges ? item.find("..") : std::string_view::npos;
    if (dots == std::string_view::npos) {
      values.push_back(canonical(axis, item));
    } else {
      expand_range(axis, item, dots, values);
    }
    begin = end + 1;
  }
  std::set<std::string> seen;
  std::erase_if(values, [&seen](const std::string& value) { return !seen.insert(value).second; });
  return values;
}

std::vector<GridCell> make_grid(const Study& study, std::span<const Block> blocks) {
  std::vector<GridCell> grid;
  std::map<std::vector<std::string>, std::size_t> positions;
  for (const Block& block : blocks) {
    const auto values = block_values(study, block);
    std::int64_t cells = 1;
    for (const auto& axis_values : values) {
      cells *= static_cast<std::int64_t>(axis_values.size());
      base::require(cells <= kMaxCells, "the grid: needs at most {} cells", kMaxCells);
    }
    for (std::int64_t number = 0; number < cells; ++number) {
      std::vector<std::string> point(values.size());
      std::size_t rest = static_cast<std::size_t>(number);
      for (std::size_t axis = values.size(); axis-- > 0;) {
        point[axis] = values[axis][rest % values[axis].size()];
        rest /= values[axis].size();
      }
      const auto [found, is_new] = positions.emplace(point, grid.size());
      if (is_new) {
        if (study.check_cell) study.check_cell(Cell(study.axes, point));
        grid.push_back({Cell(study.axes, std::move(point)), block.trials});
      } else {
        std::int64_t& trials = grid[found->second].trials;
        trials = std::max(trials, block.trials);
      }
    }
  }
  return grid;
}

std::vector<std::vector<std::size_t>> series_along(const Study& study,
                                                   std::span<const GridCell> grid,
                                                   std::string_view axis) {
  const auto position = std::ranges::find(study.axes, axis, &Axis::name) - study.axes.begin();
  std::map<std::vector<std::string>, std::size_t> numbers;
  std::vector<std::vector<std::size_t>> series;
  for (std::size_t i = 0; i < grid.size(); ++i) {
    std::vector<std::string> others = grid[i].cell.values();
    others.erase(others.begin() + position);
    const auto [found, is_new] = numbers.emplace(std::move(others), series.size());
    if (is_new) series.emplace_back();
    series[found->second].push_back(i);
  }
  const auto value = [&](std::size_t cell) { return grid[cell].cell.text(axis); };
  for (auto& cells : series) std::ranges::sort(cells, value_before, value);
  return series;
}

std::vector<std::size_t> varying_axes(std::span<const GridCell> grid) {
  if (grid.empty()) return {};
  const auto& first = grid.front().cell.values();
  std::vector<std::size_t> all(first.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<std::size_t> varying;
  std::copy_if(all.begin(), all.end(), std::back_inserter(varying), [&](std::size_t axis) {
    return std::any_of(grid.begin(), grid.end(), [&](const GridCell& other) {
      return other.cell.values()[axis] != first[axis];
    });
  });
  return varying.empty() ? all : varying;
}

std::string describe_cell(const Study& study, const Cell& cell, std::span<const std::size_t> axes) {
  std::string text;
  for (const std::size_t axis : axes) {
    if (!text.empty()) text += ' ';
    text += study.axes[axis].name + '=' + cell.values()[axis];
  }
  return text;
}

}  // namespace study

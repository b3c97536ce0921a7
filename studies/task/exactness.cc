#include "studies/task/exactness.h"

#include <bit>
#include <vector>

#include "base/check.h"
#include "life/step.h"
#include "nn/workspace.h"
#include "studies/task/board_planes.h"
#include "studies/task/two_step_windows.h"
#include "studies/task/window_form.h"

namespace task {
namespace {

void check_steps(const Problem& problem) {
  base::require(problem.steps == 1 || problem.steps == 2,
                "{} steps: all windows can be looked at for 1 or 2 steps", problem.steps);
}

// The windows of a board, by the part of them that lies on it: all of it first.
std::vector<OnBoard> positions(life::Topology topology) {
  if (topology == life::Topology::torus) return {OnBoard{}};
  constexpr std::pair<int, int> kSpans[] = {{0, 4}, {1, 4}, {2, 4}, {0, 3}, {0, 2}};
  std::vector<OnBoard> result;
  for (const auto& [first_row, last_row] : kSpans) {
    for (const auto& [first_column, last_column] : kSpans) {
      result.push_back({first_row, last_row, first_column, last_column});
    }
  }
  return result;
}

std::string draw(std::span<const unsigned> rows, const OnBoard& on_board, int side) {
  std::string text;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const bool outside = !on_board.has_row(y) || !on_board.has_column(x);
      text += outside ? '#' : (rows[static_cast<std::size_t>(y)] >> x & 1) != 0 ? 'O' : '.';
    }
    text += '\n';
  }
  return text;
}

// The 512 windows whose centre `network` gets wrong.
std::bitset<kWindows> wrong_windows(const nn::Network& network, const life::Rule& rule) {
  const nn::Network dense = window_form(network);
  nn::Workspace workspace(dense, 1, kWindows);
  fill_windows(workspace.input());
  workspace.forward();
  std::bitset<kWindows> wrong;
  for (std::size_t window = 0; window < kWindows; ++window) {
    const bool alive = workspace.logits()[window] > 0;
    wrong[window] = alive != alive_next(rule, static_cast<int>(window));
  }
  return wrong;
}

std::optional<CounterExample> one_step_counter_example(const nn::Network& network,
                                                       const life::Rule& rule) {
  const auto wrong = wrong_windows(network, rule);
  if (wrong.none()) return std::nullopt;
  const auto window = static_cast<int>(wrong._Find_first());
  std::array<unsigned, 3> rows{};
  for (int row = 0; row < 3; ++row) {
    for (int c = 0; c < 3; ++c) {
      rows[static_cast<std::size_t>(row)] |=
          (static_cast<unsigned>(window) >> window_bit(row, c) & 1) << c;
    }
  }
  return CounterExample{draw(rows, OnBoard{}, 3), alive_next(rule, window)};
}

bool alive_after_two_steps(std::span<const unsigned> rows, const OnBoard& on_board,
                           const life::Rule& rule) {
  life::Board board(on_board.last_row - on_board.first_row + 1,
                    on_board.last_column - on_board.first_column + 1, life::Topology::dead_edge);
  for (int y = 0; y < board.height(); ++y) {
    for (int x = 0; x < board.width(); ++x) {
      const unsigned cells = rows[static_cast<std::size_t>(y + on_board.first_row)];
      board.set(y, x, (cells >> (x + on_board.first_column) & 1) != 0);
    }
  }
  // Cells at the window's own border are wrong after a step, but its centre does not see them.
  life::step_reference(board, rule, 2);
  return board.get(2 - on_board.first_row, 2 - on_board.first_column);
}

std::optional<CounterExample> first_of(const std::array<std::uint32_t, kRows>& wrong,
                                       std::array<WindowRow, 3> middle, const OnBoard& on_board,
                                       const life::Rule& rule) {
  for (WindowRow row0 = 0; row0 < kRows; ++row0) {
    if (wrong[row0] == 0) continue;
    const auto row4 = static_cast<WindowRow>(std::countr_zero(wrong[row0]));
    const std::array<WindowRow, 5> window{row0, middle[0], middle[1], middle[2], row4};
    return CounterExample{draw(window, on_board, 5), alive_after_two_steps(window, on_board, rule)};
  }
  return std::nullopt;
}

}  // namespace

std::int64_t window_count(const Problem& problem) {
  check_steps(problem);
  if (problem.steps == 1) return kWindows;
  std::int64_t count = 0;
  for (const OnBoard& at : positions(problem.topology)) {
    const int cells = (at.last_row - at.first_row + 1) * (at.last_column - at.first_column + 1);
    count += std::int64_t{1} << cells;
  }
  return count;
}

std::int64_t count_window_errors(const nn::Network& network, const Problem& problem) {
  check_steps(problem);
  if (problem.steps == 1) {
    return static_cast<std::int64_t>(wrong_windows(network, problem.rule).count());
  }
  std::int64_t errors = 0;
  TwoStepWindows windows(network, problem.rule);
  for (const OnBoard& on_board : positions(problem.topology)) {
    windows.place(on_board);
    windows.for_all_rows([&](WindowRow row1, WindowRow row2, WindowRow row3) {
      for (const std::uint32_t wrong : windows.wrong(row1, row2, row3)) {
        errors += std::popcount(wrong);
      }
      return true;
    });
  }
  return errors;
}

std::optional<CounterExample> ExactnessCheck::counter_example(const nn::Network& network) {
  check_steps(problem_);
  if (problem_.steps == 1) return one_step_counter_example(network, problem_.rule);
  const std::vector<OnBoard> all = positions(problem_.topology);
  std::optional<CounterExample> found;
  TwoStepWindows windows(network, problem_.rule);
  // Begins at the position where the last was found, and there with its rows.
  for (std::size_t i = 0; i < all.size() && !found; ++i) {
    const std::size_t position = (last_position_ + i) % all.size();
    windows.place(all[position]);
    const auto right = [&](WindowRow row1, WindowRow row2, WindowRow row3) {
      found = first_of(windows.wrong(row1, row2, row3), {row1, row2, row3}, all[position],
                       problem_.rule);
      if (found) last_rows_ = {row1, row2, row3};
      return !found;
    };
    if (right(last_rows_[0], last_rows_[1], last_rows_[2])) windows.for_all_rows(right);
    if (found) last_position_ = position;
  }
  return found;
}

std::optional<CounterExample> counter_example(const nn::Network& network, const Problem& problem) {
  return ExactnessCheck(problem).counter_example(network);
}

std::optional<life::Board> sampled_counter_example(const nn::Network& network,
                                                   const Problem& problem, std::int64_t count,
                                                   Dataset& dataset) {
  nn::Workspace workspace(network, kBoardSide, kBoardSide);
  for (std::int64_t seen = 0; seen < count;) {
    dataset.next();
    for (const life::Board& board : dataset.boards()) {
      write_cells(board, workspace.input());
      workspace.forward();
      life::Board future = board;
      life::step(future, problem.rule, problem.steps);
      if (count_wrong_cells(future, workspace.output()) != 0) return board;
      ++seen;
    }
  }
  return std::nullopt;
}

}  // namespace task

#include "studies/figures/pruned_roads.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "studies/figures/round_outcomes.h"
#include "studies/figures/ticket_rows.h"

namespace figures {
namespace {

constexpr std::array<std::string_view, 3> kCriteria{"filters", "removal", "sensitivity"};

// How the study `tickets` prunes and trains on, too.
const std::map<std::string, std::string, std::less<>> kSchedule{
    {"schedule", "iterative"}, {"survivors", "keep"}, {"biases", "kept"}, {"train_until", "exact"}};

class Roads {
 public:
  Roads(const SuccessRates& tickets, const ResultRows& rows)
      : tickets_(tickets), rows_(rows), rates_(rates_of(rows)), weights_(rows) {}

  std::vector<PrunedRoad> all() const {
    std::vector<PrunedRoad> roads;
    for (const auto& line : rates_.lines_along(rates_.axis("round"))) {
      if (!is_wanted(*line.front())) continue;
      const SuccessRate* like = fine_tuned(*line.front());
      if (!like) continue;
      for (const SuccessRate* cell : line) {
        if (value(*cell, "round") != "0") roads.push_back(road(*like, *line.front(), *cell));
      }
    }
    return roads;
  }

 private:
  static SuccessRates rates_of(const ResultRows& rows) {
    Grouping grouping;
    grouping.column = "round";
    grouping.solved = "exact";
    return success_rates(rows, grouping);
  }

  const std::string& value(const SuccessRate& cell, std::string_view axis) const {
    return cell.cell[rates_.axis(axis)];
  }
  bool is_shared(const std::string& axis) const {
    return std::ranges::find(rates_.axes, axis) != rates_.axes.end();
  }

  bool is_wanted(const SuccessRate& cell) const {
    return std::ranges::find(kCriteria, value(cell, "criterion")) != kCriteria.end() &&
           std::ranges::all_of(
               kSchedule, [&](const auto& axis) { return value(cell, axis.first) == axis.second; });
  }

  /// The cell of `tickets` that prunes the same dense networks by magnitude; nothing if none does.
  const SuccessRate* fine_tuned(const SuccessRate& cell) const {
    const auto same = [&](const SuccessRate& other) {
      for (std::size_t i = 0; i < tickets_.axes.size(); ++i) {
        const std::string& axis = tickets_.axes[i];
        const std::string& ours = other.cell[i];
        if (axis == "method" && ours != "fine-tuned") return false;
        const bool may_differ = axis == "budget" || axis == "round_share" || axis == "round";
        if (!may_differ && is_shared(axis) && ours != value(cell, axis)) return false;
      }
      return true;
    };
    const auto found = std::ranges::find_if(tickets_.cells, same);
    return found == tickets_.cells.end() ? nullptr : &*found;
  }

  PrunedRoad road(const SuccessRate& like, const SuccessRate& whole,
                  const SuccessRate& cell) const {
    SuccessRate told{like.cell, cell.parameters, whole.trials, cell.solved, cell.rows};
    for (std::size_t i = 0; i < tickets_.axes.size(); ++i) {
      const std::string& axis = tickets_.axes[i];
      if (axis == "method") told.cell[i] = "pruned-" + value(cell, "criterion");
      if (is_shared(axis)) told.cell[i] = value(cell, axis);
    }
    return {std::move(told), weights_.kept(cell),
            cost_per_success(trials(whole, cell), "total_multiply_adds", cell.cell)};
  }

  std::vector<PricedTrial> trials(const SuccessRate& whole, const SuccessRate& cell) const {
    std::vector<PricedTrial> trials;
    for (const Outcome& outcome : round_outcomes(rows_, whole, cell)) {
      trials.push_back({outcome.row.real(rows_.column("total_multiply_adds")), outcome.exact});
    }
    return trials;
  }

  const SuccessRates& tickets_;
  const ResultRows& rows_;
  SuccessRates rates_;
  TicketWeights weights_;
};

}  // namespace

std::vector<PrunedRoad> pruned_roads(const SuccessRates& tickets, const ResultRows& pruning) {
  return Roads(tickets, pruning).all();
}

}  // namespace figures

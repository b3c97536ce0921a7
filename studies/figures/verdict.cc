#include "studies/figures/verdict.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "studies/figures/cost_per_success.h"
#include "studies/figures/pruned_roads.h"
#include "studies/figures/table_axes.h"
#include "studies/figures/ticket_rows.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/csv.h"

namespace figures {
namespace {

/// Networks of one way and round.
struct Offer {
  const SuccessRate* cell;
  std::int64_t kept;
  double share;
  CostPerSuccess cost;
};

std::string field(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : "";
}

class Writer {
 public:
  Writer(const ResultRows& rows, const ResultRows* pruning)
      : tickets_(control_rates(rows).front()),
        method_(tickets_.rates.axis("method")),
        round_(tickets_.rates.axis("round")),
        shown_(shown_ticket_axes(tickets_.rates)),
        weights_(rows) {
    std::vector<PrunedRoad> pruned;
    if (pruning) pruned = pruned_roads(tickets_.rates, *pruning);
    const std::size_t ticket_cells = tickets_.rates.cells.size();
    for (PrunedRoad& road : pruned) tickets_.rates.cells.push_back(road.cell);
    const std::size_t cost = rows.column("total_multiply_adds"), exact = rows.column("exact");
    for (const SuccessRate& cell : std::span(tickets_.rates.cells).first(ticket_cells)) {
      // The whole network is the same in all ways.
      if (cell.cell[round_] == "0" && cell.cell[method_] != "small") continue;
      std::vector<PricedTrial> trials;
      for (const RowRef& row : cell.rows)
        trials.push_back({row.real(cost), row.text(exact) == "1"});
      add(cell, weights_.kept(cell), cost_per_success(trials, "total_multiply_adds", cell.cell));
    }
    for (std::size_t i = 0; i < pruned.size(); ++i) {
      add(tickets_.rates.cells[ticket_cells + i], pruned[i].kept, std::move(pruned[i].cost));
    }
  }

  Summary summary() const {
    const auto trials = [](const Offer& offer) { return offer.cell->trials; };
    const auto [least, most] = std::ranges::minmax(offers_, {}, trials);
    return {csv(), text(), trials(least), trials(most)};
  }

 private:
  static constexpr double kShares[] = {0.5, 0.25, 0.1};

  void add(const SuccessRate& cell, std::int64_t kept, CostPerSuccess cost) {
    const auto whole = static_cast<double>(weights_.whole(tickets_.rates, cell));
    offers_.push_back({&cell, kept, static_cast<double>(kept) / whole, std::move(cost)});
  }

  /// Of the same n, m and other shown axes.
  bool same_panel(const Offer& a, const Offer& b) const {
    return values(*a.cell, shown_) == values(*b.cell, shown_);
  }

  /// Of the offers for which `is` holds, that of the nearest number of weights by ratio.
  template <class Is>
  const Offer* nearest(double kept, Is is) const {
    const auto distance = [&](const Offer& offer) {
      return std::abs(std::log(static_cast<double>(offer.kept) / kept));
    };
    const Offer* best = nullptr;
    for (const Offer& offer : offers_) {
      if (is(offer) && (!best || distance(offer) < distance(*best))) best = &offer;
    }
    return best;
  }

  const Offer* small_like(const Offer& offer) const {
    return nearest(static_cast<double>(offer.kept), [&](const Offer& other) {
      return other.cell->cell[method_] == "small" && other.cell->cell[round_] != "0" &&
             same_panel(offer, other);
    });
  }

  static std::string ratio(const CostPerSuccess& cost, const CostPerSuccess& other) {
    if (!cost.value || !other.value) return "";
    return fmt::format("{:.4g}", *cost.value / *other.value);
  }

  std::string csv() const {
    std::vector<std::string> fields = tickets_.rates.axes;
    append(fields, {"way", "parameters", "kept", "share", "per_network", "low", "high",
                    "small_kept", "small", "ratio", "trials", "exact"});
    std::string text = study::format_csv_line(fields);
    for (const Offer& offer : offers_) {
      const Offer* small = small_like(offer);
      std::vector<std::string> line = offer.cell->cell;
      append(line,
             {tickets_.way(*offer.cell), offer.cell->parameters, fmt::format("{}", offer.kept),
              fmt::format("{:.6f}", offer.share), field(offer.cost.value), field(offer.cost.low),
              field(offer.cost.high), small ? fmt::format("{}", small->kept) : "",
              small ? field(small->cost.value) : "", small ? ratio(offer.cost, small->cost) : "",
              fmt::format("{}", offer.cost.trials), fmt::format("{}", offer.cost.solved)});
      text += study::format_csv_line(line);
    }
    return text;
  }

  std::string price_text(const Offer& offer) const {
    const std::string high =
        offer.cost.high ? fmt::format("to {:.1e}", *offer.cost.high) : "and more";
    const std::string price = offer.cost.value ? fmt::format("{:.1e}", *offer.cost.value) : "none";
    return fmt::format("{}: {} ({:.1e} {})", offer.kept, price, offer.cost.low, high);
  }

  std::string text() const {
    std::vector<std::vector<std::string>> lines{headings(tickets_.rates, shown_)};
    append(lines[0], {"way", "about a half", "about a quarter", "about a tenth"});
    for (const auto& line : tickets_.rates.lines_along(round_)) {
      std::vector<std::string>& text = lines.emplace_back(values(*line.front(), shown_));
      text.push_back(tickets_.way(*line.front()));
      for (const double share : kShares) {
        const Offer* offer =
            nearest(share * static_cast<double>(weights_.whole(tickets_.rates, *line.front())),
                    [&](const Offer& other) {
                      return std::ranges::find(line, other.cell) != line.end() && other.share < 1;
                    });
        text.push_back(offer ? price_text(*offer) : "");
      }
    }
    return study::aligned_text(lines) +
           "\nweights kept: multiply-adds of training for an exact network (95 %), failed trials "
           "and all that led to it charged\n";
  }

  ControlRates tickets_;
  std::size_t method_, round_;
  std::vector<std::size_t> shown_;
  TicketWeights weights_;
  std::vector<Offer> offers_;
};

}  // namespace

Summary summarise_verdict(const RowsByStudy& studies) {
  const auto tickets = studies.find("tickets"), pruning = studies.find("pruning");
  base::require(tickets != studies.end(), "verdict: needs the rows of tickets");
  return Writer(tickets->second, pruning == studies.end() ? nullptr : &pruning->second).summary();
}

}  // namespace figures

#include "studies/figures/answer.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "studies/figures/answer_lines.h"
#include "studies/figures/cost_per_success.h"
#include "studies/figures/deploy.h"
#include "studies/figures/pruning_rows.h"
#include "studies/figures/table_axes.h"
#include "studies/figures/ticket_rows.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/csv.h"

namespace figures {
namespace {

using Texts = std::map<std::string, std::string>;  // by axis or column

const Texts kTraining{{"steps", "1"},        {"rule", "B3/S23"},
                      {"boundary", "torus"}, {"initialisation", "pytorch"},
                      {"batch", "8"},        {"learning_rate", "0.001"},
                      {"density", "uniform"}};

const std::vector<std::string> kColumns{"way",
                                        "network",
                                        "made",
                                        "weights",
                                        "of_weights",
                                        "budget",
                                        "trials",
                                        "exact",
                                        "exact_rate",
                                        "exact_low",
                                        "exact_high",
                                        "multiply_adds",
                                        "multiply_adds_low",
                                        "multiply_adds_high",
                                        "core_seconds",
                                        "core_seconds_low",
                                        "core_seconds_high",
                                        "parameters",
                                        "float_bytes",
                                        "deployed",
                                        "constant_bytes",
                                        "flash_bytes",
                                        "cycles",
                                        "deployed_exact"};

/// A share of the weights, and how it is told where no row says how many they are.
struct Share {
  double value;
  const char* name;
};
constexpr Share kFifth{0.2, "a fifth"}, kTenth{0.1, "a tenth"};

std::string label(const std::string& m) { return fmt::format("L(1, {})", m); }

/// `values` and those of kTraining, which must all be axes of `rows`, as must the budget.
Texts required(const ResultRows& rows, const Texts& values) {
  Texts all = kTraining;
  all.insert(values.begin(), values.end());
  for (const auto& [axis, value] : all) require_axis(rows, axis);
  require_axis(rows, "budget");
  return all;
}

bool fits(const SuccessRates& rates, const SuccessRate& cell, const Texts& values) {
  return std::ranges::all_of(values, [&](const auto& value) {
    return cell.cell[rates.axis(value.first)] == value.second;
  });
}

/// A trial of a way: the row of its network, and whether that is exact and of this way.
struct Outcome {
  RowRef row;
  bool exact;
};

std::int64_t median_of(const ResultRows& rows, const std::vector<RowRef>& chosen,
                       const char* column) {
  std::vector<std::int64_t> numbers;
  for (const RowRef& row : chosen) numbers.push_back(whole_number(row, rows.column(column)));
  std::ranges::sort(numbers);
  return quantile_of(numbers, 0.5);
}

void add_cost(Texts& line, const std::string& name, const std::vector<PricedTrial>& trials) {
  if (trials.empty()) return;
  base::Stream stream(0, fmt::format("answer {} {} {}", name, line["way"], line["network"]));
  const CostPerSuccess cost = cost_per_success(trials, stream);
  const auto text = [](double value) { return fmt::format("{:.6g}", value); };
  if (cost.value) line[name] = text(*cost.value);
  line[name + "_low"] = text(cost.low);
  if (cost.high) line[name + "_high"] = text(*cost.high);
}

/// What trials say of a way; `cost`, `parameters` and `bytes` are columns.
void add_trials(Texts& line, const ResultRows& rows, const std::vector<Outcome>& outcomes,
                const char* cost, const char* parameters, const char* bytes) {
  std::vector<PricedTrial> priced;
  std::vector<RowRef> exact;
  for (const Outcome& outcome : outcomes) {
    priced.push_back({outcome.row.real(rows.column(cost)), outcome.exact});
    if (outcome.exact) exact.push_back(outcome.row);
  }
  const auto fields = rate_fields({{}, "", std::ssize(outcomes), std::ssize(exact)});
  std::size_t field = 0;
  for (const char* column : {"trials", "exact", "exact_rate", "exact_low", "exact_high"}) {
    line[column] = fields[field++];
  }
  add_cost(line, "multiply_adds", priced);
  if (exact.empty()) return;
  line["parameters"] = fmt::format("{}", median_of(rows, exact, parameters));
  line["float_bytes"] = fmt::format("{}", median_of(rows, exact, bytes));
}

/// The networks of the study `overcompleteness`.
class Whole {
 public:
  explicit Whole(const ResultRows& rows)
      : rows_(rows),
        values_(required(rows, {{"overcompleteness", ""}})),
        rates_(success_rates(rows)) {
    values_.erase("overcompleteness");
  }

  void add(Texts& line, const std::string& m) const {
    const SuccessRate* cell = pick(m);
    if (!cell) return;
    line["budget"] = cell->cell[rates_.axis("budget")];
    std::vector<Outcome> outcomes;
    std::vector<PricedTrial> timed;
    for (const RowRef& row : cell->rows) {
      const bool exact = row.text(rows_.column("solved")) == "1";
      outcomes.push_back({row, exact});
      if (const auto seconds = rows_.cpu_seconds(row)) timed.push_back({*seconds, exact});
    }
    add_trials(line, rows_, outcomes, "multiply_adds", "parameters", "network_bytes");
    add_cost(line, "core_seconds", timed);
  }

  /// The m whose exact network costs the fewest multiply-adds; nothing if no network is exact.
  std::optional<std::string> cheapest() const {
    std::optional<std::string> best;
    double least = std::numeric_limits<double>::infinity();
    for (const SuccessRate& cell : rates_.cells) {
      if (!fits(rates_, cell, values_) || cell.solved == 0) continue;
      const std::string& m = cell.cell[rates_.axis("overcompleteness")];
      const double cost = mean_cost(*pick(m));
      if (cost < least) {
        least = cost;
        best = m;
      }
    }
    return best;
  }

 private:
  /// Of several cells with this m that of most trials.
  const SuccessRate* pick(const std::string& m) const {
    const SuccessRate* best = nullptr;
    for (const SuccessRate& cell : rates_.cells) {
      if (fits(rates_, cell, values_) && cell.cell[rates_.axis("overcompleteness")] == m &&
          (!best || cell.trials > best->trials)) {
        best = &cell;
      }
    }
    return best;
  }

  double mean_cost(const SuccessRate& cell) const {
    double sum = 0;
    for (const RowRef& row : cell.rows) sum += row.real(rows_.column("multiply_adds"));
    return sum / static_cast<double>(cell.solved);  // infinite without any
  }

  const ResultRows& rows_;
  Texts values_;
  SuccessRates rates_;
};

/// The rounds of the studies `pruning` and `tickets`.
class Rounds {
 public:
  Rounds(const ResultRows& rows, SuccessRates rates)
      : rows_(rows), rates_(std::move(rates)), weights_(rows) {}

  static Rounds of_pruning(const ResultRows& rows) {
    Grouping grouping;
    grouping.column = "round";
    grouping.solved = "exact";
    return {rows, success_rates(rows, grouping)};
  }

  static Rounds of_tickets(const ResultRows& rows) {
    return {rows, std::move(control_rates(rows).front().rates)};
  }

  /// The round whose number of weights is the nearest to this share by ratio.
  void add(Texts& line, const Texts& values, double share) const {
    const Line rounds = pick(required(rows_, values));
    const SuccessRate* cell = nearest(rounds, share);
    if (!cell) return;
    line["budget"] = cell->cell[rates_.axis("budget")];
    line["weights"] = fmt::format("{}", weights_.kept(*cell));
    line["of_weights"] = fmt::format("{}", weights_.whole(rates_, *cell));
    add_trials(line, rows_, outcomes(*rounds.front(), *cell), "total_multiply_adds",
               "shrunk_parameters", "shrunk_bytes");
  }

 private:
  using Line = std::vector<const SuccessRate*>;  ///< cells that differ in the round alone

  bool is_whole(const SuccessRate& cell) const { return cell.cell[rates_.axis("round")] == "0"; }

  /// Of several lines that of most trials; empty if there is none.
  Line pick(const Texts& values) const {
    Line best;
    for (Line& line : rates_.lines_along(rates_.axis("round"))) {
      if (fits(rates_, *line.front(), values) && is_whole(*line.front()) &&
          (best.empty() || line.front()->trials > best.front()->trials)) {
        best = std::move(line);
      }
    }
    return best;
  }

  const SuccessRate* nearest(const Line& line, double share) const {
    const auto distance = [&](const SuccessRate* cell) {
      return std::abs(std::log(static_cast<double>(weights_.kept(*cell)) /
                               (share * static_cast<double>(weights_.whole(rates_, *cell)))));
    };
    const SuccessRate* best = nullptr;
    for (const SuccessRate* cell : line) {
      if (!is_whole(*cell) && (!best || distance(cell) < distance(best))) best = cell;
    }
    return best;
  }

  /// A trial that ended before this round, for want of an exact network to prune, has failed.
  std::vector<Outcome> outcomes(const SuccessRate& whole, const SuccessRate& cell) const {
    const std::size_t seed = rows_.column("seed"), exact = rows_.column("exact");
    std::vector<Outcome> all;
    std::set<std::string> reached;
    for (const RowRef& row : cell.rows) {
      all.push_back({row, row.text(exact) == "1"});
      reached.insert(row.text(seed));
    }
    for (const RowRef& row : whole.rows) {
      if (!reached.contains(row.text(seed))) all.push_back({row, false});
    }
    return all;
  }

  const ResultRows& rows_;
  SuccessRates rates_;
  TicketWeights weights_;
};

/// The networks of the study `deploy`, with 8 bits on the ATmega328P.
class Deployed {
 public:
  explicit Deployed(const ResultRows& rows)
      : table_(summarise_deploy(rows, PaperValues()).csv, "deploy") {
    required(rows, {});
  }

  void add(Texts& line, const Texts& values) const {
    Texts all = kTraining;
    all.insert({"device", "atmega328p"});
    all.insert(values.begin(), values.end());
    all.insert({{"bits", "8"}, {"kept", "100"}, {"overcompleteness", "1"}});
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      const auto text = [&](const std::string& column) {
        return table_.text(row, table_.column(column));
      };
      if (!std::ranges::all_of(
              all, [&](const auto& value) { return text(value.first) == value.second; })) {
        continue;
      }
      line["deployed"] = text("networks");
      line["deployed_exact"] = text("exact");
      line["constant_bytes"] = text("constant_bytes");
      line["flash_bytes"] = text("flash_bytes");
      line["cycles"] = text("torus_cell");
      if (line["made"] != "by hand" || text("parameters").empty()) return;
      line["parameters"] = text("parameters");
      line["float_bytes"] = fmt::format("{}", sizeof(float) * std::stoul(text("parameters")));
      return;
    }
  }

 private:
  study::Table table_;
};

class Writer {
 public:
  explicit Writer(const RowsByStudy& studies) {
    const auto rows = [&](const char* study) {
      const auto found = studies.find(study);
      return found == studies.end() ? nullptr : &found->second;
    };
    if (const auto* found = rows("overcompleteness")) whole_.emplace(*found);
    if (const auto* found = rows("pruning")) pruning_.emplace(Rounds::of_pruning(*found));
    if (const auto* found = rows("tickets")) tickets_.emplace(Rounds::of_tickets(*found));
    if (const auto* found = rows("deploy")) deploy_.emplace(*found);
    add_whole();
    for (const char* m : {"8", "16"}) add_pruned(m);
    for (const char* m : {"1", "2"}) add_trained("train small, retry", m, "");
    add_tickets();
    add_hand_made();
  }

  std::string csv() const {
    std::string text = study::format_csv_line(kColumns);
    for (const Texts& line : lines_) {
      std::vector<std::string> fields;
      for (const std::string& column : kColumns) {
        const auto found = line.find(column);
        fields.push_back(found == line.end() ? "" : found->second);
      }
      text += study::format_csv_line(fields);
    }
    return text;
  }

  /// The least and the most trials of a way that was measured.
  std::pair<std::int64_t, std::int64_t> trials() const {
    std::set<std::int64_t> trials;
    for (const Texts& line : lines_) {
      const auto found = line.find("trials");
      if (found != line.end()) trials.insert(std::stoll(found->second));
    }
    if (trials.empty()) return {0, 0};
    return {*trials.begin(), *trials.rbegin()};
  }

 private:
  static Texts line_of(const std::string& way, const std::string& network,
                       const char* made = "trained") {
    return {{"way", way}, {"network", network}, {"made", made}};
  }

  void add_trained(const char* way, const std::string& m, const std::string& note) {
    Texts line = line_of(way, label(m) + note);
    if (whole_) whole_->add(line, m);
    if (deploy_) deploy_->add(line, {{"network", "trained"}, {"overcompleteness", m}});
    lines_.push_back(std::move(line));
  }

  void add_whole() {
    const std::string cheapest = (whole_ ? whole_->cheapest() : std::nullopt).value_or("");
    std::vector<std::string> widths{"8", "16"};
    if (!cheapest.empty() && std::ranges::find(widths, cheapest) == widths.end()) {
      widths.insert(widths.begin() + (std::stod(cheapest) > 8) + (std::stod(cheapest) > 16),
                    cheapest);
    }
    for (const std::string& m : widths) {
      add_trained("train large", m, m == cheapest ? ", the cheapest" : "");
    }
  }

  /// A line of the round at this share: "FORM, a fifth of the weights", or "FORM, 58 of 280
  /// weights" if that is known.
  void add_round(const char* way, const std::string& m, const std::optional<Rounds>& rounds,
                 Texts values, const Share& share, const std::string& form, const Texts& deployed) {
    const auto named = [&](const std::string& weights) {
      return fmt::format("{}, {} weights", form, weights);
    };
    Texts line = line_of(way, named(std::string(share.name) + " of the"));
    values.insert({"overcompleteness", m});
    if (rounds) rounds->add(line, values, share.value);
    if (line.contains("weights")) {
      line["network"] = named(line["weights"] + " of " + line["of_weights"]);
    }
    if (deploy_ && !deployed.empty()) deploy_->add(line, deployed);
    lines_.push_back(std::move(line));
  }

  void add_pruned(const std::string& m) {
    const Texts common{{"schedule", "iterative"},
                       {"survivors", "keep"},
                       {"biases", "kept"},
                       {"train_until", "exact"}};
    const std::pair<const char*, const char*> ways[] = {{"removal", " by removal"},
                                                        {"magnitude", " by magnitude"},
                                                        {"filters", " by whole filters"}};
    for (const auto& [criterion, how] : ways) {
      Texts values = common;
      values["criterion"] = criterion;
      Texts deployed;
      // What the study `deploy` prunes.
      if (values["criterion"] == "removal") {
        deployed = {{"network", "trained"}, {"overcompleteness", m}, {"kept", "10"}};
      }
      add_round("train large, prune", m, pruning_, std::move(values), kTenth, label(m) + how,
                deployed);
    }
  }

  void add_tickets() {
    for (const Share& share : {kFifth, kTenth}) {
      add_round("ticket, trained alone", "8", tickets_,
                {{"method", "imp"}, {"train_until", "exact"}}, share, label("8"), {});
    }
    for (const Share& share : {kFifth, kTenth}) {
      add_round("small and dense, retry", "8", tickets_,
                {{"method", "small"}, {"train_until", "exact"}}, share, "dense", {});
    }
  }

  void add_hand_made() {
    const auto add = [&](const char* network, const char* name, const char* bits) {
      Texts line = line_of("by hand", name, "by hand");
      if (deploy_) deploy_->add(line, {{"network", network}, {"bits", bits}});
      lines_.push_back(std::move(line));
    };
    add("springer-kenyon", "Springer & Kenyon's", "8");
    add("bibin-dereventsov", "Bibin & Dereventsov's", "8");
    add("one-filter", "one filter", "8");
    add("rule-counting", "no network: the rule in C, cell by cell", "none");
  }

  std::optional<Whole> whole_;
  std::optional<Rounds> pruning_, tickets_;
  std::optional<Deployed> deploy_;
  std::vector<Texts> lines_;
};

}  // namespace

Summary summarise_answer(const RowsByStudy& studies) {
  const Writer writer(studies);
  const auto [least, most] = writer.trials();
  std::string csv = writer.csv();
  const std::string text =
      study::aligned_text(answer_lines(study::Table(csv, "answer"))) + '\n' + kAnswerNotes;
  return {std::move(csv), text, least, most};
}

}  // namespace figures

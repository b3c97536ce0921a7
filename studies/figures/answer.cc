#include "studies/figures/answer.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "studies/figures/answer_deployed.h"
#include "studies/figures/answer_fields.h"
#include "studies/figures/answer_lines.h"
#include "studies/figures/answer_rounds.h"
#include "studies/figures/answer_whole.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/csv.h"

namespace figures {
namespace {

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
  int per_cent;
  const char* name;
};
constexpr Share kFifth{20, "a fifth"}, kTenth{10, "a tenth"};

std::string label(const std::string& m) { return fmt::format("L(1, {})", m); }

class Writer {
 public:
  explicit Writer(const RowsByStudy& studies) {
    const auto rows = [&](const char* study) {
      const auto found = studies.find(study);
      return found == studies.end() ? nullptr : &found->second;
    };
    if (const auto* found = rows("overcompleteness")) whole_.emplace(*found);
    if (const auto* found = rows("pruning")) pruning_.emplace(AnswerRounds::of_pruning(*found));
    if (const auto* found = rows("tickets")) tickets_.emplace(AnswerRounds::of_tickets(*found));
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
  /// weights" if that is known. `deployed`: how the study `deploy` calls these networks.
  void add_round(const char* way, const std::string& m, const std::optional<AnswerRounds>& rounds,
                 Texts values, const Share& share, const std::string& form,
                 const std::string& deployed) {
    const auto named = [&](const std::string& weights) {
      return fmt::format("{}, {} weights", form, weights);
    };
    Texts line = line_of(way, named(std::string(share.name) + " of the"));
    values.insert({"overcompleteness", m});
    if (rounds) rounds->add(line, values, share.per_cent / 100.);
    if (line.contains("weights")) {
      line["network"] = named(line["weights"] + " of " + line["of_weights"]);
    }
    if (deploy_) {
      deploy_->add(line, {{"network", deployed},
                          {"overcompleteness", m},
                          {"kept", fmt::format("{}", share.per_cent)}});
    }
    lines_.push_back(std::move(line));
  }

  void add_pruned(const std::string& m) {
    const Texts common{{"schedule", "iterative"},
                       {"survivors", "keep"},
                       {"biases", "kept"},
                       {"train_until", "exact"}};
    const std::pair<std::string, const char*> ways[] = {{"removal", " by removal"},
                                                        {"magnitude", " by magnitude"},
                                                        {"filters", " by whole filters"}};
    for (const auto& [criterion, how] : ways) {
      Texts values = common;
      values["criterion"] = criterion;
      add_round("train large, prune", m, pruning_, std::move(values), kTenth, label(m) + how,
                "pruned-" + criterion);
    }
  }

  void add_tickets() {
    for (const Share& share : {kFifth, kTenth}) {
      add_round("ticket, trained alone", "8", tickets_,
                {{"method", "imp"}, {"train_until", "exact"}}, share, label("8"), "ticket");
    }
    for (const Share& share : {kFifth, kTenth}) {
      add_round("small and dense, retry", "8", tickets_,
                {{"method", "small"}, {"train_until", "exact"}}, share, "dense", "small");
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

  std::optional<AnswerWhole> whole_;
  std::optional<AnswerRounds> pruning_, tickets_;
  std::optional<AnswerDeployed> deploy_;
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

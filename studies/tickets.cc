// Do sub-networks that are trained on their own reach what the whole network does?

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "base/check.h"
#include "studies/harness/cli.h"
#include "studies/subnetworks/at_initialisation.h"
#include "studies/subnetworks/changing_mask.h"
#include "studies/subnetworks/controls.h"
#include "studies/subnetworks/early_bird.h"
#include "studies/subnetworks/iterative.h"
#include "studies/subnetworks/small_networks.h"
#include "studies/training/training_study.h"

namespace {

using subnetworks::Return;
using subnetworks::Setting;
using subnetworks::Stop;
using subnetworks::Tickets;

constexpr const char* kDescription = "TODO";

std::optional<Return> return_of(const study::Cell& cell) {
  const std::string& method = cell.text("method");
  if (method == "imp") return Return::initial;
  if (method == "imp-late") return Return::early;
  if (method == "fine-tuned") return Return::nothing;
  return std::nullopt;
}

/// Of all methods but those that go round by round.
std::optional<Tickets> tickets_of(const Setting& setting, const Stop& stop) {
  const std::string& method = setting.trial.cell.text("method");
  if (method == "early-bird") return subnetworks::early_bird_tickets(setting, stop);
  if (method == "supermask") return subnetworks::supermasks(setting, stop);
  if (method == "set") return subnetworks::dynamic_tickets(setting, nn::Growth::random, stop);
  if (method == "rigl") return subnetworks::dynamic_tickets(setting, nn::Growth::gradient, stop);
  if (method == "small") return subnetworks::small_networks(setting, stop);
  return subnetworks::tickets_at_initialisation(setting, setting.initial,
                                                subnetworks::parse_criterion(method).value(), stop);
}

study::Row row_of(std::string_view control, std::int64_t round, std::optional<std::size_t> asked,
                  const subnetworks::Ticket& ticket) {
  study::Row row{std::string(control)};
  std::ranges::move(pruned::round_row(round, asked, ticket.end, ticket.round),
                    std::back_inserter(row));
  return row;
}

void append(study::Rows& rows, std::string_view control, const Setting& setting,
            const Tickets& tickets) {
  for (const subnetworks::Ticket& ticket : tickets) {
    const auto round = std::ranges::find(setting.counts, ticket.asked) - setting.counts.begin() + 1;
    rows.push_back(row_of(control, round, ticket.asked, ticket));
  }
}

/// Appends the rows of a method that prunes round by round; false once `stop` is true.
bool append_rounds(study::Rows& rows, const Setting& setting, Return to, const Stop& stop) {
  const auto target = subnetworks::rewind_target(setting, setting.initial, to, stop);
  if (!target) return false;
  const auto found = subnetworks::iterative_tickets(setting, setting.initial, *target, to, stop);
  if (!found) return false;
  append(rows, "none", setting, *found);
  if (setting.trial.cell.text("controls") == "no") return true;
  for (const subnetworks::Control control : subnetworks::kControls) {
    const auto changed = subnetworks::controls(setting, *found, control, *target, to, stop);
    if (!changed) return false;
    append(rows, subnetworks::to_string(control), setting, *changed);
  }
  return true;
}

std::optional<study::Rows> run_trial(const study::Trial& trial, const Stop& stop) {
  const Setting setting(trial);
  const auto dense = subnetworks::trained(setting.parts.size(),
                                          pruned::PrunedNetwork(setting.initial), trial, stop);
  if (!dense) return std::nullopt;
  study::Rows rows{row_of("none", 0, std::nullopt, *dense)};
  if (const auto to = return_of(trial.cell)) {
    if (!append_rounds(rows, setting, *to, stop)) return std::nullopt;
    return rows;
  }
  const auto found = tickets_of(setting, stop);
  if (!found) return std::nullopt;
  append(rows, "none", setting, *found);
  return rows;
}

std::vector<study::Axis> axes() {
  std::vector<study::Axis> axes = training::training_axes({.overcompleteness = "4,8"});
  const std::vector<study::Axis> own{
      study::choice_axis(
          "method", "how the sub-network is found", "imp",
          {"imp", "imp-late", "fine-tuned", "snip", "grasp", "synflow", "magnitude", "random",
           "random-layers", "supermask", "early-bird", "set", "rigl", "small"}),
      study::choice_axis("controls",
                         "whether each ticket is also trained with one thing changed: imp and "
                         "imp-late only",
                         "no", {"no", "yes"}),
      study::choice_axis("biases", "whether they are pruned like weights", "kept",
                         {"kept", "prunable"}),
      study::real_axis("round_share", "of what is left that a round prunes", "0.2", 0.01, 0.99),
      study::integer_axis("rewind_step", "of training, that imp-late goes back to", "500", 1,
                          1'000'000),
      study::integer_axis("mask_interval", "steps between the masks that early-bird looks at",
                          "125", 1, 1'000'000),
      study::integer_axis("update_period", "steps between the updates of set and rigl", "100", 1,
                          1'000'000)};
  std::ranges::copy(own, std::back_inserter(axes));
  return axes;
}

std::vector<study::Column> columns() {
  std::vector<study::Column> columns{
      {"control", "", "what was changed: none, reinitialised, same-signs, shuffled, other-seed"}};
  std::ranges::copy(pruned::round_columns(), std::back_inserter(columns));
  return columns;
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "tickets";
  study.revision = 1;
  study.title = "Do sub-networks trained on their own learn Life?";
  study.paper_figure = "none of Springer & Kenyon's";
  study.description = kDescription;
  study.axes = axes();
  study.columns = columns();
  study.success_column = "exact";
  study.several_rows = true;
  study.stream_axes["init"] = {"steps", "overcompleteness", "initialisation"};
  study.stream_axes["other init"] = {"steps", "overcompleteness", "initialisation"};
  for (const auto* stream : {"data", "data density", "test", "test density"}) {
    study.stream_axes[stream] = {"boundary", "density"};
  }
  study.presets = {{"smoke", "seconds", {{{{"overcompleteness", "4"}, {"budget", "20000"}}, 2}}},
                   {"quick", "minutes", {{{{"overcompleteness", "4"}, {"budget", "100000"}}, 8}}}};
  study.run = run_trial;
  study.relative_cost = training::training_cost;
  return study::run_main(study, argc, argv);
}

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
#include "studies/subnetworks/tickets_study.h"
#include "studies/training/training_study.h"

namespace {

using subnetworks::Return;
using subnetworks::Setting;
using subnetworks::Stop;
using subnetworks::Tickets;

constexpr const char* kDescription =
    "Each trial draws a network L(n, m), trains it as the study `overcompleteness` does (round 0, "
    "the control) and then, by one method, finds sub-networks of fewer and fewer weights and "
    "trains each on its own: from its start, on the same boards, with the whole budget. All "
    "methods have the same initial networks and boards, trial for trial. A round keeps 1 - "
    "`round_share` of the weights that the round before it kept, down to a tenth of all and from "
    "there to the fewest with which a network of this form is known to be exact, as in the study "
    "`pruning`.\n"
    "\n"
    "method = imp: iterative magnitude pruning (Frankle & Carbin 2019, arXiv 1803.03635). The "
    "smallest weights of all layers together are pruned, the others go back to their initial "
    "values and are trained; their training decides what is pruned next, whether it was solved or "
    "not. imp-late: they go back to where they were after `rewind_step` steps (Frankle et al. "
    "2020, arXiv 1912.05671), or at the end of the unpruned training if that is sooner. "
    "fine-tuned: they stay what training made of them; no sub-network on its own, a reference. "
    "controls = yes, for imp and imp-late: each ticket is trained four times more, with one thing "
    "changed (column `control`): its parameters are drawn anew; drawn anew with the signs that "
    "they start with; its mask is drawn anew within each layer; or it is the mask that the same "
    "pruning found from another initialisation. A training ends once it has found an exact "
    "network, often after 10,000 boards, when weights have hardly moved since they were drawn; "
    "train_until = budget trains each network on, and prunes what it then is.\n"
    "\n"
    "Masks found before anything is trained, on all 512 windows alike (two steps: on 64 boards of "
    "density 0.5): snip (arXiv 1810.02340), grasp (arXiv 2002.07376; one step), synflow (arXiv "
    "2006.05467), magnitude, random; random-layers: at random, but the layers as dense as SET and "
    "RigL have them. Masks that change while training goes on: supermask (edge-popup, arXiv "
    "1911.13299): weights are not trained, only which of them are there; they have the initial "
    "signs and one size a layer, the paper's signed constant; early-bird (arXiv 1909.11957, here "
    "of weights, not channels): drawn from dense training once the mask has moved by a tenth at "
    "most against each of the four looked at before, every `mask_interval` steps, or at the "
    "end of that training if this comes first, and trained on from there; set (arXiv 1707.04780) "
    "and rigl (arXiv 1911.11134): sparse from start to end, "
    "every `update_period` steps up to three quarters of the budget up to 30 % of a layer's "
    "weights move. small: dense networks of the same form and nearly as many weights, first layer "
    "twice as wide as the second, trained alone.\n"
    "\n"
    "A network is exact if it is proved right on all windows. The columns `total_` charge a row "
    "with everything that led to its network: rounds of pruning with all trainings before them, "
    "the unpruned one included (as if nothing had been pruned: masks are no faster here), a "
    "control with finding its mask, a mask at initialisation with its scores, early-bird with "
    "dense training until it was drawn; small with itself.\n"
    "\n"
    "What each method's own paper shows first is a test that it passes. imp: what it finds learns "
    "better than with its parameters drawn anew (Frankle & Carbin 2019, figure 1). imp-late: of "
    "two trainings that go on from the later step on other boards the ends are joined by a line "
    "with less of a barrier than of two from the start (Frankle et al. 2020, section 3). "
    "fine-tuned: training regains what pruning lost (Han et al. 2015, figure 5). snip: the weights "
    "of inputs that never vary go first (Lee et al. 2019, section 5.5). grasp: more gradient is "
    "left than by a random mask (Wang et al. 2020, section 4). synflow: a path is left down to one "
    "weight a layer (Tanaka et al. 2020, maximal critical compression). supermask: about half of "
    "the weights are best, and wider networks better (Ramanujan et al. 2020, section 4). "
    "early-bird: the mask settles before dense training ends (You et al. 2020, section 3). set: "
    "better than the mask that it begins with (Mocanu et al. 2018); rigl: better than set (Evci et "
    "al. 2020, figure 2). magnitude, random, random-layers and small are baselines and have none. "
    "Not done: Early-Bird of channels, for which these networks lack the scaling factors it goes "
    "by; pruning that rewinds the learning rate (Renda et al. 2020), which is constant here.";

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

std::vector<study::Column> columns() {
  std::vector<study::Column> columns{
      {"control", "", "what was changed: none, reinitialised, same-signs, shuffled, other-seed"}};
  std::ranges::copy(pruned::round_columns(), std::back_inserter(columns));
  return columns;
}

void check_cell(const study::Cell& cell) {
  base::require(cell.integer("steps") <= 2,
                "steps {}: needs 1 or 2, for which networks are proved right", cell.text("steps"));
  base::require(cell.text("method") != "grasp" || cell.integer("steps") == 1,
                "method grasp with steps {}: needs steps 1", cell.text("steps"));
  base::require(cell.text("controls") == "no" || cell.text("method") == "imp" ||
                    cell.text("method") == "imp-late",
                "controls yes with method {}: needs imp or imp-late", cell.text("method"));
}

double cost(const study::Cell& cell) {
  const auto rounds = subnetworks::round_counts(cell, training::blank_network(cell)).size();
  // A ticket, four controls, and the other one that the last of them needs.
  const std::size_t a_round = cell.text("controls") == "yes" ? 6 : 1;
  return training::training_cost(cell) * static_cast<double>(1 + rounds * a_round);
}

using study::Values;
using study::with;

constexpr const char* kOtherMethods =
    "imp-late,fine-tuned,snip,grasp,synflow,magnitude,random,random-layers,supermask,early-bird,"
    "set,rigl,small";

std::vector<study::Block> methods(const Values& common, std::int64_t trials) {
  return {{with(common, {{"method", "imp"}, {"controls", "yes"}}), trials},
          {with(common, {{"method", kOtherMethods}}), trials}};
}

std::vector<study::Preset> presets() {
  std::vector<study::Block> paper =
      methods({{"overcompleteness", "4,8"}, {"budget", "200000"}}, 64);
  paper.push_back({{{"overcompleteness", "4,8"},
                    {"budget", "200000"},
                    {"method", "imp,fine-tuned"},
                    {"train_until", "budget"}},
                   64});
  paper.push_back({{{"steps", "2"},
                    {"overcompleteness", "6"},
                    {"budget", "200000"},
                    {"round_share", "0.4"},
                    {"method", "imp,fine-tuned,magnitude,random,small"}},
                   16});
  return {
      {"smoke", "seconds: m = 8, 2 trials of every method, 12,000 boards and 3 rounds",
       methods({{"overcompleteness", "8"}, {"budget", "12000"}, {"round_share", "0.7"}}, 2)},
      {"quick",
       "minutes: m = 4, 8 trials of four methods, 50,000 boards",
       {{{{"overcompleteness", "4"}, {"budget", "50000"}, {"method", "imp,random,rigl,small"}},
         8}}},
      {"paper",
       "an hour and a half of one core: m = 4 and 8, every method, 64 trials; two steps, m = 6, "
       "five methods, 16 trials; 200,000 boards",
       paper}};
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study = subnetworks::tickets_study();
  study.title = "Do sub-networks trained on their own learn Life?";
  study.paper_figure = "none of Springer & Kenyon's";
  study.description = kDescription;
  study.columns = columns();
  study.success_column = "exact";
  study.check_cell = check_cell;
  study.presets = presets();
  study.run = run_trial;
  study.relative_cost = cost;
  return study::run_main(study, argc, argv);
}

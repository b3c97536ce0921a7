// What do networks that compute Life cost on microcontrollers?

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/build_info.h"
#include "base/check.h"
#include "deploy/c_header.h"
#include "deploy/calibration.h"
#include "deploy/devices/hand_written.h"
#include "deploy/devices/measurement.h"
#include "deploy/real_network.h"
#include "studies/deployed/hand_made.h"
#include "studies/deployed/source.h"
#include "studies/harness/cli.h"
#include "studies/harness/identity.h"
#include "studies/harness/join.h"
#include "studies/training/training_study.h"

namespace {

constexpr const char* kOptimisation = "-Os";

constexpr const char* kDescription =
    "Each trial takes one network of one or two steps, makes integers of it (8 or 4 bits a weight, "
    "or signs: -1, 0 and 1), exports it as a C header as `export_header` does, compiles that with "
    "-Os and runs it on a simulated microcontroller: ATmega328P by simavr, which counts cycles "
    "exactly; Cortex-M0 and M4 by QEMU, which counts instructions exactly, and these are not "
    "cycles.\n"
    "\n"
    "network. trained: L(n, m) as the trial of the same number and axes of `overcompleteness` "
    "trained it, to the bit. pruned-removal, pruned-magnitude, pruned-filters: likewise of "
    "`pruning`, by that criterion; ticket and small: of `tickets`, by its methods imp (with "
    "controls yes) and small. The other axes of these studies are at their defaults. "
    "`network_seed` is the seed of the rows that tell of the trial, and of what its training took, "
    "which is not charged here again; of its networks that one is deployed whose number of weights "
    "is the nearest, by ratio, to `kept` per cent of those of L(n, m), without the channels that "
    "nothing needs. bibin-dereventsov, springer-kenyon, interval, sparse, sparse-life, one-filter: "
    "weights set by hand; two steps: after Bibin & Dereventsov's. rule-counting and rule-bytewise: "
    "no network, but C written by hand with the same functions and the same board: a count of "
    "living neighbours in the loop in which networks are called, and eight cells at once. For "
    "networks by hand m and what is said of training have no meaning and stay as they are.\n"
    "\n"
    "Only a network that is exact is deployed, so a trained one that did not learn has empty "
    "columns. Rounding may cost exactness; then single weights and biases are changed by annealing "
    "until an exact one is found or given up (`numbers_changed`). An integer network is exact if "
    "it is right on all 512 windows, or 2^25. The device answers 512 windows (of one step all) and "
    "goes on by 100 generations on a torus of 16x16 cells; answers and last board are those of the "
    "same integers on this machine, or the run ends with an error.\n"
    "\n"
    "The axes of training are those of `overcompleteness`, which says why their defaults are what "
    "they are.";

bool is_hand_written(const std::string& network) { return network.starts_with("rule-"); }

deploy::WeightKind kind_of(const study::Cell& cell) {
  return deploy::parse_bits(cell.text("bits"));
}

int steps_of(const study::Cell& cell) { return static_cast<int>(cell.integer("steps")); }

bool is_learned(const std::string& network) {
  return std::ranges::find(deployed::learned_names(), network) != deployed::learned_names().end();
}

/// What trials that begin with the same training find out in turn, so that it is done once.
struct Known {
  std::string beginning;                                 ///< which training
  std::vector<deployed::Source> networks;                ///< all that it led to
  std::map<std::string, deploy::Calibrated> calibrated;  ///< by `kept` and `bits`
};

std::optional<std::vector<deployed::Source>> networks_of(const study::Trial& trial,
                                                         const std::function<bool()>& stop) {
  const std::string& name = trial.cell.text("network");
  if (is_learned(name)) return deployed::SourceTrial(trial).networks(stop);
  nn::Network network = deployed::hand_made_network(name, steps_of(trial.cell));
  const std::size_t parameters = network.parameters().size();
  return std::vector{deployed::Source{std::move(network), parameters, 1, 0}};
}

const deploy::Calibrated& calibrated_of(const study::Cell& cell, const deployed::Source& source,
                                        Known& known) {
  const std::string key = cell.text("kept") + ' ' + cell.text("bits");
  const auto found = known.calibrated.find(key);
  if (found != known.calibrated.end()) return found->second;
  const auto calibrated = deploy::calibrate(deploy::real_network(source.network), kind_of(cell),
                                            life::Rule::parse(cell.text("rule")));
  return known.calibrated.emplace(key, calibrated).first->second;
}

/// The seed of the row that the network is of, if it is trained.
std::string network_seed(const study::Trial& trial) {
  if (!is_learned(trial.cell.text("network"))) return "";
  return study::format_seed(deployed::SourceTrial(trial).trial().seed);
}

/// Of the columns from `flash_bytes` on.
study::Row measured_fields(const deploy::Device& device, const deploy::Measurement& measured) {
  const auto per_second = [&](double hertz) {
    return fmt::format("{:.4g}", hertz / measured.generation);
  };
  return {fmt::format("{}", measured.size.flash),
          fmt::format("{}", measured.size.memory),
          device.unit,
          fmt::format("{:.3f}", measured.cell),
          fmt::format("{}", measured.cell_least),
          fmt::format("{}", measured.cell_most),
          fmt::format("{:.2f}", measured.generation),
          device.clock_hertz ? per_second(*device.clock_hertz) : ""};
}

study::Row hand_written_row(const study::Cell& cell, const deploy::Device& device) {
  const auto rule = cell.text("network") == "rule-counting" ? deploy::HandWritten::counting
                                                            : deploy::HandWritten::bytewise;
  const auto measured = deploy::measure(device, deploy::hand_written_header(rule), 1,
                                        deploy::answers_of(life::Rule::conway(), 1), kOptimisation);
  return study::joined({"", "", "", "", "", "1", "1", "0", "", "0"},
                       measured_fields(device, measured));
}

std::size_t weights_of(const nn::Network& network) {
  std::size_t weights = 0;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    for (const float weight : network.weights(k)) weights += weight != 0 ? 1 : 0;
  }
  return weights;
}

study::Row network_row(const study::Trial& trial, const deploy::Device& device,
                       const deployed::Source& source, Known& known) {
  const nn::Network& network = source.network;
  const bool solved = source.window_errors == 0;
  study::Row row{network_seed(trial),
                 fmt::format("{}", source.parameters),
                 fmt::format("{}", network.parameters().size()),
                 fmt::format("{}", weights_of(network)),
                 fmt::format("{}", network.forward_multiply_adds()),
                 solved ? "1" : "0"};
  if (!solved) {
    row = study::joined(row, {"0", fmt::format("{}", source.window_errors)});
    row.resize(row.size() + 10);
    return row;
  }
  const deploy::WeightKind kind = kind_of(trial.cell);
  const deploy::Calibrated& calibrated = calibrated_of(trial.cell, source, known);
  row =
      study::joined(row, {calibrated.errors == 0 ? "1" : "0", fmt::format("{}", calibrated.errors),
                          fmt::format("{}", calibrated.changed),
                          fmt::format("{}", deploy::constant_bytes(calibrated.network, kind))});
  const std::string header =
      deploy::c_header(calibrated, kind, {trial.cell.text("network"), "-", base::version_line()});
  const auto measured = deploy::measure(device, header, calibrated.network.steps(),
                                        deploy::answers_of(calibrated.network), kOptimisation);
  return study::joined(row, measured_fields(device, measured));
}

/// Which trials of one number begin alike.
std::string beginning(const study::Cell& cell) {
  std::string text = cell.text("network");
  for (const study::Axis& axis : training::training_axes()) text += ' ' + cell.text(axis.name);
  return text;
}

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop) {
  const deploy::Device& device = deploy::device(trial.cell.text("device"));
  deploy::require_tools(device);
  try {
    if (is_hand_written(trial.cell.text("network"))) {
      return study::Rows{hand_written_row(trial.cell, device)};
    }
    thread_local Known known;
    const std::string now =
        fmt::format("{} {} {}", beginning(trial.cell), trial.base_seed, trial.index);
    if (known.beginning != now) {
      auto networks = networks_of(trial, stop);
      if (!networks) return std::nullopt;
      known = {now, *std::move(networks), {}};
    }
    const deployed::Source& source = deployed::nearest(known.networks, trial.cell.real("kept"));
    return study::Rows{network_row(trial, device, source, known)};
  } catch (const std::exception&) {
    // An interruption ends compilers and simulators too.
    if (stop()) return std::nullopt;
    throw;
  }
}

std::vector<study::Column> columns() {
  return {
      {"network_seed", "",
       "of the rows of `overcompleteness`, `pruning` or `tickets`; empty if it is not trained"},
      {"parameters", "", "weights and biases before anything is pruned; empty for a rule"},
      {"shrunk_parameters", "", "of the network that is deployed; empty for a rule"},
      {"weights", "weights", "of these weights, those that are not 0; empty for a rule"},
      {"cell_multiply_adds", "multiply-adds",
       "of the network for one cell, weights of 0 included; empty for a rule"},
      {"solved", "", "1 if the network of floats is exact, and so deployed, else 0"},
      {"exact", "", "1 if the integer network is right on all windows, else 0"},
      {"window_errors", "windows",
       "that the integer network gets wrong, of 512 or of 2^25; if it was not deployed, the "
       "network of floats. What follows is empty then"},
      {"numbers_changed", "",
       "integers that the search for an exact network changed after rounding; empty for a rule"},
      {"constant_bytes", "bytes", "weights and biases as the header stores them"},
      {"flash_bytes", "bytes", "code of life_net_step() with its constants"},
      {"ram_bytes", "bytes", "static, without the board's 32 and the stack"},
      {"unit", "", "of the costs that follow: cycles, or instructions, which are not cycles"},
      {"cell", "cycles or instructions",
       "life_net_cell() with its call, mean of 512 windows (of one step all); two steps compute "
       "the first nine times"},
      {"cell_least", "cycles or instructions", "the least of these"},
      {"cell_most", "cycles or instructions", "the most of these"},
      {"generation", "cycles or instructions",
       "one of the 16x16 torus, mean of 100; with two steps half of a call"},
      {"generations_per_second", "1/s",
       "of that torus, at 16 MHz; empty where cycles are not counted"},
  };
}

void check_cell(const study::Cell& cell) {
  const std::string &network = cell.text("network"), &kept = cell.text("kept");
  const bool learned = is_learned(network), written = is_hand_written(network);
  const bool whole = !learned || network == "trained";
  base::require(cell.integer("steps") <= 2,
                "steps {}: needs 1 or 2, for which networks are proved right", cell.text("steps"));
  base::require(cell.text("boundary") == "torus", "boundary {}: needs torus, as headers have it",
                cell.text("boundary"));
  base::require(learned || cell.text("rule") == "B3/S23", "network {} with rule {}: needs B3/S23",
                network, cell.text("rule"));
  base::require(whole == (kept == "100"), "network {} with kept {}: needs {}", network, kept,
                whole ? "100, it is not pruned" : "less than 100");
  base::require(learned || cell.text("overcompleteness") == "1",
                "network {} with overcompleteness {}: needs 1", network,
                cell.text("overcompleteness"));
  base::require(!written || cell.text("steps") == "1", "network {} with steps {}: needs 1", network,
                cell.text("steps"));
  base::require(written == (cell.text("bits") == "none"), "network {} with bits {}: needs {}",
                network, cell.text("bits"), written ? "none" : "8, 4 or 1");
}

std::vector<study::Axis> axes() {
  std::vector<study::Axis> axes = training::training_axes({.overcompleteness = "1"});
  std::vector<std::string> networks = deployed::learned_names();
  for (const std::string& name : deployed::hand_made_names()) networks.push_back(name);
  networks.insert(networks.end(), {"rule-counting", "rule-bytewise"});
  std::vector<std::string> devices;
  for (const deploy::Device& device : deploy::devices()) devices.push_back(device.name);
  const std::string all_devices = study::join(devices, ",");
  axes.push_back(
      study::choice_axis("network", "where it comes from", "bibin-dereventsov", networks));
  axes.push_back(
      study::real_axis("kept", "per cent of the weights of L(n, m), nearly", "100", 1, 100));
  axes.push_back(
      study::choice_axis("bits", "of a weight; 1: signs, with a second bit in layers that have 0",
                         "8,4,1", {"8", "4", "1", "none"}));
  axes.push_back(
      study::choice_axis("device", "the simulated microcontroller", all_devices, devices));
  return axes;
}

using study::Values;

const Values kRules{{"network", "rule-counting,rule-bytewise"}, {"bits", "none"}};

/// Networks with some of the weights of L(1, m): as many boards as the studies that they are of
/// train on in the preset paper.
Values fewer(const std::string& network, const std::string& m, const std::string& kept) {
  return {{"network", network}, {"overcompleteness", m}, {"kept", kept}, {"budget", "200000"}};
}

std::vector<study::Block> smoke() {
  const Values small{{"bits", "4"}, {"device", "atmega328p"}};
  return {{{{"bits", "1"}, {"device", "atmega328p"}}, 1},
          {{{"network", "rule-bytewise"}, {"bits", "none"}, {"device", "cortex-m0"}}, 1},
          {study::with(small, {{"network", "trained"}, {"overcompleteness", "8"}}), 1},
          {study::with(small, fewer("pruned-removal,ticket", "8", "50")), 1}};
}

std::vector<study::Block> quick() {
  return {{{}, 1},
          {kRules, 1},
          {{{"network", "trained"}, {"overcompleteness", "2,4"}}, 3},
          {fewer("pruned-removal", "8", "25"), 3}};
}

std::vector<study::Block> paper() {
  constexpr std::int64_t kAll = 64;  // trials of `pruning` and `tickets`
  const Values bytes{{"bits", "8"}};
  return {{{{"network", study::join(deployed::hand_made_names(), ",")}}, 1},
          {kRules, 1},
          {{{"network", "trained"}, {"overcompleteness", "1"}}, 36},
          {{{"network", "trained"}, {"overcompleteness", "2,4,8"}}, 8},
          {{{"network", "trained"}, {"overcompleteness", "7,16"}, {"bits", "8"}}, 4},
          {fewer("pruned-removal", "4", "50,25"), 8},
          {fewer("pruned-removal", "8", "25"), 16},
          {fewer("pruned-removal", "8", "10"), kAll},
          {study::with(bytes, fewer("pruned-magnitude,pruned-filters", "8,16", "10")), kAll},
          {study::with(bytes, fewer("pruned-removal", "16", "10")), kAll},
          {study::with(bytes, fewer("ticket,small", "8", "20,10")), kAll},
          {{{"steps", "2"}}, 1},
          {{{"network", "trained"}, {"steps", "2"}, {"overcompleteness", "2"}}, 18}};
}

std::vector<study::Preset> presets() {
  return {{"smoke", "seconds: one network by hand, one trained, one pruned, a ticket, one rule",
           smoke()},
          {"quick", "a minute: one network by hand, rules, some of m = 2, 4 and 8", quick()},
          {"paper",
           "a quarter of an hour: all networks by hand, m = 1 to 16 of one step with 4 trials or "
           "more; those of `pruning` and `tickets` with a tenth of the weights, 64 trials; two "
           "steps at m = 2",
           paper()}};
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "deploy";
  study.revision = 2;
  study.title = "What do networks that compute Life cost on microcontrollers?";
  study.paper_figure = "none of Springer & Kenyon's";
  study.description = kDescription;
  study.axes = axes();
  study.check_cell = check_cell;
  study.columns = columns();
  study.success_column = "exact";
  study.presets = presets();
  study.run = run_trial;
  study.common_work = beginning;
  study.tools = deploy::tool_versions;
  study.relative_cost = training::training_cost;
  return study::run_main(study, argc, argv);
}

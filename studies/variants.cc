// What helps: other initialisations, optimisers, activations, losses, learning rates and networks.

#include <algorithm>
#include <iterator>

#include "base/check.h"
#include "studies/harness/cli.h"
#include "studies/task/architecture.h"
#include "studies/training/training_study.h"

namespace {

constexpr const char* kDescription =
    "Trains as the study `overcompleteness` does and changes one thing, or a few: where the "
    "parameters begin, what moves them, what is made small, the activation of the hidden layers, "
    "the form of the network, the rule, what a step is shown. All comparisons are with that "
    "study's protocol, which the defaults here are. Variants are compared on pairs: trial i draws "
    "its parameters from the same random numbers for one n, m and initialisation, and sees the "
    "same boards at one density and boundary.\n"
    "\n"
    "network. paper: L(n, m). two-layer: a step is a 3x3 convolution to 2m channels, the "
    "activation and a 1x1 convolution to one channel; steps meet in a ReLU whatever the activation "
    "(so do Bibin & Dereventsov's), and the last gives the logit: n (22m + 1) parameters. mlp: "
    "dense layers 9 - 2m - 1 on the window of a cell. A step of two-layer, seen from one cell, is "
    "this perceptron, with the same parameters and gradient: on the same examples both learn "
    "alike, so that mlp is of interest on others. tied: all steps use the parameters of the first "
    "(paper: only at m = 1, for its later steps take m channels).\n"
    "\n"
    "activation: of hidden layers; prelu has a learned slope for each channel (0.25 at first), "
    "quadratic a learned a + b x + c x^2 (x at first). optimiser: adam; adamw: with weight decay "
    "0.01; rmsprop: alpha 0.99; sgd: momentum 0.9; else PyTorch's defaults. loss_function: bce, "
    "binary cross-entropy; mse, squared error of the sigmoid; relu-mse, squared error of an output "
    "that is a ReLU and says alive above 1/2; focal, with gamma 2. A cell is alive where the logit "
    "is above 0 with the others, and the column `loss` is in the loss's unit.\n"
    "\n"
    "examples = windows (one step): a step sees all 512 windows, each with the same weight, in "
    "place of boards, so that no case is rare; no published work is known to us that trained these "
    "networks so. Such a step counts as a batch in `boards`, `multiply_adds` and the budget; "
    "`density` and `boundary` are then without effect.\n"
    "\n"
    "A trial is solved as in `overcompleteness`; one step and two are proved on all windows for "
    "every activation. `dead` is proved for ReLU networks only, and not with adamw, whose decay "
    "may revive them, nor with relu-mse; such trials of other kinds use up their budget.\n"
    "\n"
    "The preset `paper` holds blocks that come as near to published protocols as boards of 32x32 "
    "allow. Ahmed & Davis (arXiv 2606.23587), L(1, 1) with other activations: the defaults, but "
    "for density 0.5, which is what their code (github.com/TashinAhmed/LifeNNgine) trains at "
    "unless it is told another, and PReLU at 0.35, where of theirs some three in ten learn. Bibin "
    "& Dereventsov (arXiv 2408.12778), 10,000 updates on one board of 64x64 at density 0.38, zero "
    "padding, Glorot, MSE of a ReLU output, learning rate the best of seven: here batches of 4, "
    "dead edges, 40,000 boards, the same seven learning rates; SGD has momentum 0.9, theirs 0.5, "
    "and where AdamW and RMSprop have PyTorch's defaults, theirs have those of Keras. Beside it "
    "the MSE of a sigmoid. CellularAutoma (github.com/YuxiangLiu-lyx/CellularAutoma), 100 epochs "
    "of 10,000 boards at density 0.3 in batches of 64: here as many boards, all fresh, and no "
    "penalty on weights, with which theirs learn more often (L1 44, L2 47 of 100). llm-life "
    "(github.com/idle-intelligence/llm-life), 2,500 steps on 8 boards of 16x16, learning rate "
    "0.003: here on 2 of 32x32, at density 0.38.";

std::vector<study::Axis> axes() {
  std::vector<study::Axis> axes = training::training_axes({.overcompleteness = "1..3"});
  std::ranges::find(axes, "learning_rate", &study::Axis::name)->description = "of the optimiser";
  const std::vector<study::Axis> own{
      study::choice_axis("network", "its form", "paper", {"paper", "two-layer", "mlp"}),
      study::choice_axis("activation", "of hidden layers", "relu",
                         {"relu", "prelu", "tanh", "silu", "quadratic"}),
      study::choice_axis("tied", "whether all steps use the parameters of the first", "no",
                         {"no", "yes"}),
      study::choice_axis("optimiser", "what moves the parameters", "adam",
                         {"adam", "adamw", "rmsprop", "sgd"}),
      study::choice_axis("loss_function", "what training makes small", "bce",
                         {"bce", "mse", "relu-mse", "focal"}),
      study::choice_axis("examples", "what a step sees: boards, or all 512 windows", "boards",
                         {"boards", "windows"})};
  std::ranges::copy(own, std::back_inserter(axes));
  return axes;
}

nn::Network blank_network(const study::Cell& cell) {
  const task::Problem problem = training::problem_of(cell);
  return task::make_network(
      {task::parse_network_form(cell.text("network")),
       task::parse_activation(cell.text("activation")), cell.text("tied") == "yes",
       task::parse_loss(cell.text("loss_function")) == task::Loss::relu_mse},
      problem.steps, static_cast<int>(cell.integer("overcompleteness")), problem.topology);
}

task::Training training_of(const study::Cell& cell) {
  task::Training training = training::training_of(cell);
  training.optimiser = task::parse_optimiser(cell.text("optimiser"));
  training.loss = task::parse_loss(cell.text("loss_function"));
  if (cell.text("examples") == "windows") training.examples = task::Examples::windows;
  return training;
}

void check_cell(const study::Cell& cell) {
  blank_network(cell);
  base::require(cell.text("examples") == "boards" || cell.integer("steps") == 1,
                "examples windows with steps {}: needs steps 1", cell.text("steps"));
}

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop) {
  nn::Network network = training::initial_network(blank_network(trial.cell), trial);
  const auto outcome = training::train(network, trial, training_of(trial.cell), stop);
  if (!outcome) return std::nullopt;
  return study::Rows{training::outcome_row(*outcome, network, trial.cell)};
}

double cost(const study::Cell& cell) {
  return task::training_work(blank_network(cell), training::problem_of(cell), training_of(cell));
}

using study::Values;

constexpr const char* kAllActivations = "relu,prelu,tanh,silu,quadratic";
constexpr const char* kAllOptimisers = "adam,adamw,rmsprop,sgd";

/// One thing changed at a time, and two that only make sense together: SGD at the rates that suit
/// it.
std::vector<study::Block> single_changes(const Values& common, std::int64_t trials) {
  const Values changes[] = {
      {{"initialisation", "pytorch,normal,orthogonal,signed-constant,glorot-uniform,he-normal"}},
      {{"optimiser", kAllOptimisers}},
      {{"optimiser", "sgd"}, {"learning_rate", "0.01,0.1"}},
      {{"activation", kAllActivations}},
      {{"loss_function", "bce,mse,focal"}},
      {{"learning_rate", "0.0001,0.0003,0.001,0.003,0.01"}}};
  std::vector<study::Block> blocks;
  for (const Values& change : changes) blocks.push_back({study::with(common, change), trials});
  return blocks;
}

std::vector<study::Block> examples_forms_and_rules() {
  return {{{{"examples", "windows"}}, 256},
          {{{"network", "two-layer"}, {"overcompleteness", "1,2,3,4"}}, 256},
          {{{"network", "mlp"}, {"overcompleteness", "1,2,3,4"}, {"examples", "windows"}}, 256},
          {{{"network", "two-layer"}, {"activation", kAllActivations}}, 256},
          {{{"rule", "B3/S23,B36/S23,B3678/S34678,B2/S"}, {"overcompleteness", "1,2,3,8"}}, 256}};
}

std::vector<study::Block> two_steps() {
  constexpr std::int64_t kTrials = 64;
  std::vector<study::Block> blocks = single_changes({{"steps", "2"}}, kTrials);
  blocks.push_back({{{"steps", "2"}, {"network", "two-layer"}, {"tied", "no,yes"}}, kTrials});
  blocks.push_back({{{"steps", "2"}, {"overcompleteness", "1"}, {"tied", "yes"}}, kTrials});
  return blocks;
}

std::vector<study::Block> as_ahmed_davis() {
  const Values common{{"overcompleteness", "1"}};
  return {{study::with(common, {{"density", "0.5"}, {"activation", kAllActivations}}), 128},
          {study::with(common, {{"density", "0.35"}, {"activation", "prelu"}}), 128}};
}

std::vector<study::Block> as_bibin_dereventsov() {
  const Values common{{"network", "two-layer"},
                      {"overcompleteness", "1"},
                      {"activation", "relu,tanh"},
                      {"initialisation", "glorot-uniform"},
                      {"loss_function", "relu-mse,mse"},
                      {"boundary", "dead-edge"},
                      {"density", "0.38"},
                      {"batch", "4"},
                      {"budget", "40000"},
                      {"learning_rate", "0.0001,0.0003,0.001,0.003,0.01,0.03,0.1"}};
  return {{study::with(common, {{"optimiser", kAllOptimisers}}), 100},
          {study::with(common, {{"steps", "2"}, {"tied", "no,yes"}}), 100}};
}

std::vector<study::Block> as_cellular_automa() {
  const Values common{{"network", "two-layer"}, {"density", "0.3"}, {"batch", "64"}};
  return {
      {study::with(common, {{"overcompleteness", "1,2"}}), 100},
      {study::with(common, {{"overcompleteness", "1"}, {"rule", "B36/S23,B3/S12345,B35678/S5678"}}),
       100}};
}

std::vector<study::Block> as_llm_life() {
  return {{{{"network", "two-layer,mlp"},
            {"overcompleteness", "1,2,4"},
            {"density", "0.38"},
            {"batch", "2"},
            {"budget", "5000"},
            {"learning_rate", "0.003"}},
           256}};
}

std::vector<study::Block> smoke() {
  const Values one_step{{"overcompleteness", "4"}, {"learning_rate", "0.01"}, {"budget", "20000"}};
  Values activations = one_step, form = one_step, windows = one_step;
  activations["activation"] = "relu,tanh";
  form.insert({{"network", "two-layer"}, {"optimiser", "rmsprop"}, {"loss_function", "mse"}});
  windows.insert({{"network", "mlp"}, {"examples", "windows"}});
  const Values tied{{"steps", "2"},  {"overcompleteness", "1"}, {"network", "two-layer"},
                    {"tied", "yes"}, {"activation", "tanh"},    {"budget", "2000"}};
  return {{activations, 4}, {form, 4}, {windows, 4}, {tied, 1}};
}

std::vector<study::Block> quick() {
  std::vector<study::Block> blocks = single_changes({{"overcompleteness", "1"}}, 16);
  blocks.push_back({{{"overcompleteness", "1"}, {"examples", "windows"}}, 16});
  blocks.push_back({{{"overcompleteness", "1"}, {"network", "two-layer"}}, 16});
  return blocks;
}

std::vector<study::Block> paper() {
  std::vector<study::Block> blocks = single_changes({}, 256);
  for (const auto& part : {examples_forms_and_rules(), two_steps(), as_ahmed_davis(),
                           as_bibin_dereventsov(), as_cellular_automa(), as_llm_life()}) {
    std::ranges::copy(part, std::back_inserter(blocks));
  }
  return blocks;
}

std::vector<study::Preset> presets() {
  return {
      {"smoke",
       "seconds: an activation, an optimiser, a loss, forms and tied steps, 2,000 to 20,000 boards",
       smoke()},
      {"quick", "minutes: m = 1, one thing changed at a time, 16 trials; the two-layer form",
       quick()},
      {"paper",
       "hours: m = 1, 2, 3, one thing changed at a time; forms, rules, two steps, and what comes "
       "near to published protocols",
       paper()}};
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "variants";
  study.revision = 1;
  study.title = "What helps a network learn Life?";
  study.paper_figure =
      "none of Springer & Kenyon's; it compares with Ahmed & Davis, arXiv 2606.23587, Bibin & "
      "Dereventsov, arXiv 2408.12778, CellularAutoma and llm-life";
  study.description = kDescription;
  study.axes = axes();
  study.check_cell = check_cell;
  study.columns = training::outcome_columns();
  study.success_column = "solved";
  study.stream_axes["init"] = {"steps", "overcompleteness", "initialisation"};
  training::share_boards(study);
  study.presets = presets();
  study.run = run_trial;
  study.relative_cost = cost;
  return study::run_main(study, argc, argv);
}

// A study: does a network that is exact stay so when noise is added to its parameters?
#include "studies/harness/cli.h"
#include "studies/task/exactness.h"
#include "studies/task/hand_made.h"

namespace {

study::Rows run_trial(const study::Trial& trial) {
  nn::Network network = task::springer_kenyon_network(life::Topology::torus);
  base::Stream noise = trial.stream("noise");
  for (float& parameter : network.parameters())
    parameter += static_cast<float>(trial.cell.real("deviation") * noise.normal());
  const auto errors =
      task::count_window_errors(network, {1, life::Rule::conway(), life::Topology::torus});
  return {study::Row{errors == 0 ? "1" : "0", std::to_string(errors)}};
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "noise";
  study.revision = 1;
  study.title = "Does a network stay exact under noise?";
  study.paper_figure = "none";
  study.description = "Adds normal noise to each parameter of Springer & Kenyon's L(1, 1).";
  study.axes = {study::real_axis("deviation", "standard deviation of the noise", "0,100", 0, 1000)};
  study.columns = {{"solved", "", "1 if no window is wrong"},
                   {"window_errors", "windows", "of 512"}};
  study.success_column = "solved";
  study.presets = {{"quick", "two trials of each cell; milliseconds", {{{}, 2}}}};
  study.run = [](const study::Trial& trial, const std::function<bool()>&) {
    return std::optional(run_trial(trial));
  };
  return study::run_main(study, argc, argv);
}

// A study: how often does a soup settle into still lifes and blinkers?
#include "life/soup.h"
#include "life/step.h"
#include "studies/harness/cli.h"

namespace {

// A pure function of the trial: its cell of the grid and the random streams under its seed.
std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop) {
  constexpr int kLongest = 20'000;
  const life::Rule rule = life::Rule::conway();
  const auto side = static_cast<int>(trial.cell.integer("side"));
  life::Board board(side, side, life::Topology::torus);
  life::soup(board, trial.cell.real("density"), trial.stream("soup"), 0);
  life::Board two_before = board;
  int generation = 0;
  do {
    if (stop()) return std::nullopt;  // Ctrl-C, or --max-seconds
    two_before = board;
    life::step(board, rule, 2);
    generation += 2;
  } while (board != two_before && generation < kLongest);
  const bool settled = board == two_before;
  return study::Rows{
      {settled ? "1" : "0", std::to_string(generation), std::to_string(board.population())}};
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "settling";
  study.revision = 1;  // goes up when a trial computes something else
  study.title = "How often does a soup settle into still lifes and blinkers?";
  study.paper_figure = "none";
  study.description = "Steps a soup on a torus until it is what it was two generations before.";
  study.axes = {study::integer_axis("side", "of the square board, in cells", "16,32,64", 4, 1024),
                study::real_axis("density", "share of living cells", "0.375", 0, 1)};
  study.columns = {{"solved", "", "1 if it settled within 20,000 generations"},
                   {"generations", "generations", "until then"},
                   {"population", "cells", "at the end"}};
  study.success_column = "solved";
  study.presets = {{"smoke", "milliseconds: small boards", {{{{"side", "16"}}, 4}}},
                   {"quick", "a moment: 64 soups a size", {{{}, 64}}},
                   {"paper", "seconds: 1,024 soups a size", {{{}, 1024}}}};
  study.run = run_trial;
  return study::run_main(study, argc, argv);
}

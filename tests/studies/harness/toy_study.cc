#include "toy_study.h"

#include <fmt/core.h>

#include <chrono>
#include <memory>
#include <thread>

#include "base/parse.h"

namespace study {
namespace {

Rows flip(const Trial& trial) {
  base::Stream data = trial.stream("data");
  const auto flips = trial.cell.integer("flips");
  const double bias = trial.cell.real("bias");
  const bool wants_heads = trial.cell.text("side") == "heads";
  std::int64_t hits = 0;
  double first = 0;
  for (std::int64_t i = 0; i < flips; ++i) {
    const double value = data.uniform();
    if (i == 0) first = value;
    hits += (value <= bias) == wants_heads;
  }
  return {{fmt::format("{}", hits), 2 * hits > flips ? "1" : "0", fmt::format("{}", first)}};
}

}  // namespace

Study coin(std::function<void(const Trial&)> before) {
  const auto delay_ms = std::make_shared<std::int64_t>(0);
  Study study;
  study.name = "coin";
  study.revision = 1;
  study.title = "how often most flips of a coin show the side that was called";
  study.paper_figure = "none; the harness's own tests";
  study.description =
      "Flips a biased coin some times, and counts how often it shows the side that was "
      "called.\n\nThe default bias is fair, because coins are.";
  study.axes = {integer_axis("flips", "flips of the coin in a trial", "1..3", 1, 9),
                real_axis("bias", "probability of heads", "0.5", 0, 1),
                choice_axis("side", "the side that was called", "heads", {"heads", "tails"})};
  study.columns = {{"heads", "flips", "flips that showed the side that was called"},
                   {"solved", "", "1 when they are the most"},
                   {"first_flip", "", "the first random number"}};
  study.success_column = "solved";
  study.presets = {
      {"smoke", "two trials of each cell", {{{}, 2}}},
      {"quick", "eight trials of each cell; milliseconds", {{{}, 8}}},
      {"paper", "two blocks; seconds", {{{{"flips", "1..5"}}, 4}, {{{"flips", "5,7"}}, 6}}}};
  study.options = {
      {"delay-ms", "N", "wait N milliseconds in each trial", [delay_ms](std::string_view text) {
         if (text == "x") throw std::invalid_argument("needs milliseconds");
         *delay_ms = base::parse_integer(text, "--delay-ms", 0, 10000);
       }}};
  study.run = [before, delay_ms](const Trial& trial,
                                 const std::function<bool()>& stop) -> std::optional<Rows> {
    if (before) before(trial);
    for (std::int64_t ms = 0; ms < *delay_ms; ++ms) {
      if (stop()) return std::nullopt;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (stop()) return std::nullopt;
    return flip(trial);
  };
  return study;
}

Study coin_series(std::function<void(const Trial&)> before) {
  Study study = coin(std::move(before));
  study.name = "coin_series";
  study.several_rows = true;
  study.run = [flip_once = study.run](const Trial& trial, const std::function<bool()>& stop) {
    std::optional<Rows> rows = flip_once(trial, stop);
    if (rows) rows->resize(static_cast<std::size_t>(trial.cell.integer("flips")), rows->front());
    for (std::size_t i = 1; rows && i < rows->size(); ++i) {
      (*rows)[i] = {fmt::format("{}", i), "0", fmt::format("{}", trial.stream("later").uniform())};
    }
    return rows;
  };
  return study;
}

Study coin_search(std::function<void(const Trial&)> before) {
  Study study = coin(std::move(before));
  study.name = "coin_search";
  study.search = {"flips", "sides", [](const Cell& cell) { return 2 * cell.integer("flips"); }};
  return study;
}

}  // namespace study

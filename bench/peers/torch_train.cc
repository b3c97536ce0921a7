#include <ATen/Version.h>
#include <dlfcn.h>
#include <fmt/core.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/build_info.h"
#include "base/check.h"
#include "base/parse.h"
#include "base/program.h"
#include "life/step.h"
#include "nn/init.h"
#include "studies/task/life_network.h"
#include "studies/task/training_step.h"
#include "studies/task/window_steps.h"
#include "timing.h"
#include "torch_steps.h"

// Trains L(n, m) with PyTorch's C++ library (Debian package libtorch-dev) and with task::BoardSteps
// or task::WindowSteps from the same parameters on the same boards, holds the losses against each
// other, and times the steps in turn.

namespace {

using peers::median, peers::thread_cpu_seconds, peers::torch_batch, peers::TorchBatch,
    peers::TorchSteps;

struct Case {
  int steps, overcompleteness;
  bool windows;       ///< WindowSteps, drawing its boards included; else BoardSteps
  double goal = NAN;  ///< ratio to reach, if there is one
};

constexpr Case kCases[] = {
    {2, 4, false, 3.5},  {2, 8, false, 2.4}, {3, 8, false, 2.2}, {5, 8, false, 2.2},
    {3, 24, false, 2.2}, {1, 4, false, 7},   {2, 1, false, 14},  {3, 1, false, 12},
    {1, 1, true, 40},    {1, 4, true, 50},   {1, 8, true, 30},   {1, 24, true, 25},
};
const task::Training kTraining{{true, 0}, 8, 1e-3, 1'000'000};
constexpr int kCheckedSteps = 10;
constexpr double kTolerance = 1e-4;
constexpr int kRounds = 15;
constexpr double kRoundSeconds = 0.03;

struct Mode {
  const char* name;
  bool onednn;
  at::MemoryFormat format;
};
constexpr Mode kModes[] = {{"oneDNN", true, at::MemoryFormat::Contiguous},
                           {"oneDNN NHWC", true, at::MemoryFormat::ChannelsLast},
                           {"no oneDNN", false, at::MemoryFormat::Contiguous}};

std::string name_of(const Case& of) {
  return fmt::format("train_step{}/{}/{}", of.windows ? "_windows" : "", of.steps,
                     of.overcompleteness);
}

task::Problem problem_of(const Case& of) {
  return {of.steps, life::Rule::conway(), life::Topology::torus};
}

task::Dataset make_dataset() {
  return {life::Topology::torus, kTraining.density, kTraining.batch, base::Stream(1, "data"),
          base::Stream(1, "data density")};
}

nn::Network make_network(const Case& of) {
  nn::Network network = task::life_network(of.steps, of.overcompleteness, life::Topology::torus);
  base::Stream stream(1, "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

/// Calls body with the trainer of the case, BoardSteps or WindowSteps.
template <class Body>
auto with_trainer(const Case& of, nn::Network& network, Body body) {
  if (of.windows) return body(task::WindowSteps(network, problem_of(of), kTraining));
  return body(task::BoardSteps(network, problem_of(of), kTraining));
}

/// Throws base::DisagreementError where a loss of the first steps is another than PyTorch's.
void check_losses(const Case& of, const Mode& mode) {
  at::globalContext().setUserEnabledMkldnn(mode.onednn);
  nn::Network network = make_network(of);
  TorchSteps theirs(network, kTraining.learning_rate, true);
  with_trainer(of, network, [&](auto ours) {
    task::Dataset dataset = make_dataset();
    for (int step = 1; step <= kCheckedSteps; ++step) {
      dataset.next();
      const double loss = ours.train_on(dataset.boards()).loss;
      const auto expected =
          theirs.train_on(torch_batch(dataset.boards(), of.steps, mode.format)).item<double>();
      if (!(std::abs(loss - expected) <= kTolerance * std::abs(expected))) {
        throw base::DisagreementError(fmt::format("{}, step {}: loss {:.7g}, PyTorch's ({}) {:.7g}",
                                                  name_of(of), step, loss, mode.name, expected));
      }
    }
  });
}

/// CPU microseconds a call, of as many calls as fill a round.
template <class Call>
double microseconds(Call call) {
  const double start = thread_cpu_seconds();
  double seconds = 0;
  std::int64_t calls = 0;
  for (std::int64_t more = 1; seconds < kRoundSeconds; more *= 2) {
    for (std::int64_t i = 0; i < more; ++i) call();
    calls += more;
    seconds = thread_cpu_seconds() - start;
  }
  return 1e6 * seconds / static_cast<double>(calls);
}

/// CPU microseconds a step by rounds: ours, then each mode of PyTorch's.
using Times = std::array<std::vector<double>, 1 + std::size(kModes)>;

/// Times all in turn. Boards and futures are made once, but for WindowSteps, which draws its own.
Times time_steps(const Case& of) {
  nn::Network network = make_network(of);
  task::Dataset dataset = make_dataset();
  dataset.next();
  std::vector<std::pair<TorchSteps, TorchBatch>> theirs;
  for (const Mode& mode : kModes) {
    theirs.emplace_back(TorchSteps(network, kTraining.learning_rate, false),
                        torch_batch(dataset.boards(), of.steps, mode.format));
  }
  std::vector<life::Board> futures(dataset.boards().begin(), dataset.boards().end());
  for (life::Board& board : futures) life::step(board, life::Rule::conway(), of.steps);
  Times times;
  with_trainer(of, network, [&](auto ours) {
    const auto our_step = [&] {
      if constexpr (std::is_same_v<decltype(ours), task::WindowSteps>) {
        dataset.next();
        ours.train_on(dataset.boards());
      } else {
        ours.train_on(dataset.boards(), futures);
      }
    };
    for (int round = 0; round < kRounds; ++round) {
      times[0].push_back(microseconds(our_step));
      for (std::size_t i = 0; i < theirs.size(); ++i) {
        at::globalContext().setUserEnabledMkldnn(kModes[i].onednn);
        auto& [steps, batch] = theirs[i];
        times[i + 1].push_back(microseconds([&] { steps.train_on(batch); }));
      }
    }
  });
  return times;
}

/// Checks a network and prints its row of the table.
void compare(const Case& of) {
  for (const Mode& mode : kModes) check_losses(of, mode);
  const Times times = time_steps(of);
  std::string row = fmt::format("{:<24}", name_of(of));
  for (const auto& rounds : times) row += fmt::format("  {:>11.2f}", median(rounds));
  const auto& best = *std::ranges::min_element(times.begin() + 1, times.end(), {}, median);
  std::vector<double> ratios;
  for (std::size_t i = 0; i < best.size(); ++i) ratios.push_back(best[i] / times[0][i]);
  fmt::print("{}  {:>5.1f}  {:>4}\n", row, median(ratios),
             std::isnan(of.goal) ? "-" : fmt::format("{}", of.goal));
  std::fflush(stdout);
}

/// The cases of "n/m": on boards, and for one step on windows too.
std::vector<Case> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  base::require(slash != text.npos, "network {}: needs n/m, such as 2/4", base::shown(text));
  const auto steps = static_cast<int>(base::parse_integer(text.substr(0, slash), "steps", 1, 100));
  const auto m =
      static_cast<int>(base::parse_integer(text.substr(slash + 1), "overcompleteness", 1, 100));
  std::vector<Case> cases;
  for (const bool windows : {false, true}) {
    if (windows && steps > 1) continue;
    const auto* known = std::ranges::find_if(kCases, [&](const Case& each) {
      return each.steps == steps && each.overcompleteness == m && each.windows == windows;
    });
    cases.push_back(known != std::end(kCases) ? *known : Case{steps, m, windows});
  }
  return cases;
}

/// What multiplies PyTorch's matrices where oneDNN does not.
std::string blas_version() {
  using Config = char*();
  const auto config = reinterpret_cast<Config*>(dlsym(RTLD_DEFAULT, "openblas_get_config"));
  return config != nullptr ? config() : "not OpenBLAS: slow, install libopenblas0-serial";
}

/// One thread; no denormals, in ours neither; and no page given back to the kernel, to be faulted
/// in again by every step: PyTorch is faster so.
void set_up_torch() {
  at::set_num_threads(1);
  at::set_num_interop_threads(1);
  at::globalContext().setFlushDenormal(true);
  constexpr int kNever = 1 << 30, kLargestThreshold = 32 << 20;
  mallopt(M_TRIM_THRESHOLD, kNever);
  mallopt(M_MMAP_THRESHOLD, kLargestThreshold);
}

void print_head() {
  fmt::print(
      "PyTorch {}, {}; BLAS: {}; {}\n"
      "A training step on {} boards of {}x{}, Adam, one thread: CPU microseconds, medians of\n"
      "{} rounds in turn. The losses of the first {} steps agree to {:g} on the torus. When\n"
      "timed, PyTorch pads with zeros, has its parameters in one tensor and keeps freed\n"
      "memory, all of which makes it faster. Boards and futures are made beforehand, but for\n"
      "those of train_step_windows. ratio: PyTorch's fastest mode to minlife.\n\n{:<24}  {:>11}",
      TORCH_VERSION, at::get_mkldnn_version(), blas_version(), base::build_info().compiler,
      kTraining.batch, task::kBoardSide, task::kBoardSide, kRounds, kCheckedSteps, kTolerance, "",
      "minlife");
  for (const Mode& mode : kModes) fmt::print("  {:>11}", mode.name);
  fmt::print("  ratio  goal\n");
}

int run(std::span<char*> arguments) {
  std::vector<Case> cases;
  for (const char* argument : arguments) {
    for (const Case& each : parse_network(argument)) cases.push_back(each);
  }
  if (arguments.empty()) cases.assign(std::begin(kCases), std::end(kCases));
  set_up_torch();
  print_head();
  for (const Case& each : cases) compare(each);
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("torch_train", [&] {
    return run({argv + 1, static_cast<std::size_t>(argc - 1)});
  });
}

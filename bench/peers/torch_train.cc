#include <ATen/Version.h>
#include <fmt/core.h>
#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/build_info.h"
#include "base/check.h"
#include "base/parse.h"
#include "base/program.h"
#include "life/step.h"
#include "nn/flush_denormals.h"
#include "nn/init.h"
#include "studies/task/life_network.h"
#include "studies/task/training_step.h"

// Trains L(n, m) with PyTorch's C++ library (Debian package libtorch-dev) and with task::BoardSteps
// or task::WindowSteps from the same parameters on the same boards, holds the losses against each
// other, and times the steps in turn.

namespace {

namespace functional = torch::nn::functional;

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
constexpr int kRounds = 7;
constexpr double kRoundSeconds = 0.05;

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

/// Boards and their futures as PyTorch takes them: board, channel, row, column.
struct TorchBatch {
  torch::Tensor input, targets;
};

TorchBatch torch_batch(std::span<const life::Board> boards, const Case& of,
                       at::MemoryFormat format) {
  const auto count = static_cast<std::int64_t>(boards.size());
  const auto make = [&](int steps) {
    torch::Tensor cells = torch::empty({count, 1, task::kBoardSide, task::kBoardSide});
    auto values = cells.accessor<float, 4>();
    for (std::int64_t i = 0; i < count; ++i) {
      life::Board board = boards[static_cast<std::size_t>(i)];
      life::step(board, life::Rule::conway(), steps);
      for (int y = 0; y < board.height(); ++y) {
        for (int x = 0; x < board.width(); ++x) values[i][0][y][x] = board.get(y, x);
      }
    }
    return cells.contiguous(format);
  };
  return {make(0), make(of.steps)};
}

/// L(n, m) in eager PyTorch. All parameters are views of one tensor in the order of nn::Network, so
/// that Adam has one tensor to go over, not one a layer.
class TorchSteps {
 public:
  TorchSteps(const nn::Network& network, bool circular)
      : circular_(circular),
        flat_(torch::empty(static_cast<std::int64_t>(network.parameters().size()))),
        adam_({flat_}, torch::optim::AdamOptions(kTraining.learning_rate)) {
    std::ranges::copy(network.parameters(), flat_.data_ptr<float>());
    flat_.mutable_grad() = torch::zeros_like(flat_);
    std::int64_t begin = 0;
    const auto view = [&](at::IntArrayRef shape) {
      const std::int64_t size = c10::multiply_integers(shape), first = begin;
      begin += size;
      torch::Tensor tensor = flat_.narrow(0, first, size).view(shape).requires_grad_();
      tensor.mutable_grad() = flat_.grad().narrow(0, first, size).view(shape);
      return tensor;
    };
    for (const nn::Layer& layer : network.layers()) {
      const auto* conv = std::get_if<nn::Conv2d>(&layer);
      if (conv == nullptr) continue;
      const torch::Tensor weights = view({conv->out, conv->in, conv->kernel, conv->kernel});
      layers_.push_back({weights, view({conv->out}), conv->kernel / 2});
    }
  }

  /// One step; the loss before it, not yet as a number.
  torch::Tensor train_on(const TorchBatch& batch) {
    torch::Tensor x = batch.input;
    for (const Layer& layer : layers_) {
      if (&layer != &layers_.front()) x = x.relu_();
      const std::int64_t halo = layer.halo;
      if (circular_ && halo > 0) {
        x = functional::pad(
            x, functional::PadFuncOptions({halo, halo, halo, halo}).mode(torch::kCircular));
        x = torch::conv2d(x, layer.weights, layer.biases);
      } else {
        x = torch::conv2d(x, layer.weights, layer.biases, 1, halo);
      }
    }
    const torch::Tensor loss = torch::binary_cross_entropy_with_logits(x, batch.targets);
    flat_.mutable_grad().zero_();
    loss.backward();
    adam_.step();
    return loss.detach();
  }

 private:
  struct Layer {
    torch::Tensor weights, biases;
    std::int64_t halo;
  };

  bool circular_;
  torch::Tensor flat_;
  std::vector<Layer> layers_;
  torch::optim::Adam adam_;
};

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
  TorchSteps theirs(network, true);
  with_trainer(of, network, [&](auto ours) {
    task::Dataset dataset = make_dataset();
    for (int step = 1; step <= kCheckedSteps; ++step) {
      dataset.next();
      const double loss = ours.train_on(dataset.boards()).loss;
      const auto expected =
          theirs.train_on(torch_batch(dataset.boards(), of, mode.format)).item<double>();
      if (!(std::abs(loss - expected) <= kTolerance * std::abs(expected))) {
        throw base::DisagreementError(fmt::format("{}, step {}: loss {:.7g}, PyTorch's ({}) {:.7g}",
                                                  name_of(of), step, loss, mode.name, expected));
      }
    }
  });
}

double thread_cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
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

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// CPU microseconds a step by rounds: ours, then each mode of PyTorch's.
using Times = std::array<std::vector<double>, 1 + std::size(kModes)>;

/// Times all in turn. The boards are made once, but for WindowSteps, which draws its own.
Times time_steps(const Case& of) {
  nn::Network network = make_network(of);
  task::Dataset dataset = make_dataset();
  dataset.next();
  std::vector<std::pair<TorchSteps, TorchBatch>> theirs;
  for (const Mode& mode : kModes) {
    theirs.emplace_back(TorchSteps(network, false), torch_batch(dataset.boards(), of, mode.format));
  }
  Times times;
  with_trainer(of, network, [&](auto ours) {
    for (int round = 0; round < kRounds; ++round) {
      times[0].push_back(microseconds([&] {
        const nn::FlushDenormals flush;
        if (of.windows) dataset.next();
        ours.train_on(dataset.boards());
      }));
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

int run(std::span<char*> arguments) {
  std::vector<Case> cases;
  for (const char* argument : arguments) {
    for (const Case& each : parse_network(argument)) cases.push_back(each);
  }
  if (arguments.empty()) cases.assign(std::begin(kCases), std::end(kCases));
  at::set_num_threads(1);
  at::set_num_interop_threads(1);
  at::globalContext().setFlushDenormal(true);
  fmt::print(
      "PyTorch {} ({}), {}. A training step on {} boards of {}x{}, Adam, one thread: CPU\n"
      "microseconds, medians of {} rounds in turn. All losses of the first {} steps agree to {:g} "
      "on\n"
      "the torus. Timed, PyTorch pads with zeros, which is faster for it, is given tensors made\n"
      "beforehand, and has its parameters in one tensor. train_step_windows draws its boards.\n\n",
      TORCH_VERSION, at::get_mkldnn_version(), base::build_info().compiler, kTraining.batch,
      task::kBoardSide, task::kBoardSide, kRounds, kCheckedSteps, kTolerance);
  fmt::print("{:<24}  {:>11}", "", "minlife");
  for (const Mode& mode : kModes) fmt::print("  {:>11}", mode.name);
  fmt::print("  ratio  goal\n");
  for (const Case& each : cases) compare(each);
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("torch_train", [&] {
    return run({argv + 1, static_cast<std::size_t>(argc - 1)});
  });
}

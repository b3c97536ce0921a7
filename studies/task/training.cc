#include "studies/task/training.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <variant>

#include "base/check.h"
#include "life/geometry.h"
#include "nn/flush_denormals.h"
#include "studies/task/dead_network.h"
#include "studies/task/exactness.h"
#include "studies/task/training_step.h"
#include "studies/task/window_batches.h"
#include "studies/task/window_form.h"
#include "studies/task/window_network.h"
#include "studies/task/window_steps.h"

namespace task {
namespace {

using IsExact = std::function<bool(const nn::Network&)>;

// `stop` must outlive the check, which is given up (as if wrong) once it is true.
IsExact make_check(const Problem& problem, const TrainingStreams& streams,
                   const std::function<bool()>& stop) {
  if (problem.steps <= 2) {
    return [check = ExactnessCheck(problem)](const nn::Network& network) mutable {
      return !check.counter_example(network);
    };
  }
  constexpr int kBatch = 8;
  constexpr std::int64_t kPiece = 10 * kBatch;
  static_assert(kSampledBoards % kPiece == 0);
  return [problem, &stop,
          boards = Dataset(problem.topology, {true, 0}, kBatch, streams.test_cells,
                           streams.test_densities)](const nn::Network& network) mutable {
    for (std::int64_t seen = 0; seen < kSampledBoards; seen += kPiece) {
      if (stop() || sampled_counter_example(network, problem, kPiece, boards)) return false;
    }
    return true;
  };
}

// Whether a check by all windows can succeed: what the steps themselves know costs little.
bool may_be_exact(BoardSteps&) { return true; }
template <class Windows>
bool may_be_exact(StepsOn<Windows>& steps) {
  return steps.right_on_all_windows();
}

// Draws batch after batch for some steps, and takes a step on the next.
class BoardSource {
 public:
  BoardSource(const Problem& problem, const Training& training, const TrainingStreams& streams)
      : dataset_(problem.topology, training.density, training.batch, streams.cells,
                 streams.densities) {}

  BatchResult train(BoardSteps& steps) {
    dataset_.next();
    return steps.train_on(dataset_.boards());
  }

 private:
  Dataset dataset_;
};
class WindowSource {
 public:
  WindowSource(const Problem& problem, const Training& training, const TrainingStreams& streams)
      : examples_(training.examples),
        boards_(static_cast<std::size_t>(training.batch)),
        batches_(problem.topology, training.density, training.batch, streams.cells,
                 streams.densities, training.keep_boards) {}

  template <class Windows>
  BatchResult train(StepsOn<Windows>& steps) {
    if (examples_ == Examples::windows) return steps.train_on_all_windows();
    return steps.train_on(batches_.next(), boards_);
  }

 private:
  Examples examples_;
  std::size_t boards_;
  WindowBatches batches_;
};
template <class Steps>
using SourceOf = std::conditional_t<std::is_same_v<Steps, BoardSteps>, BoardSource, WindowSource>;

bool is_finite(float value) { return std::isfinite(value); }

// What a batch shows of a dead network: only the last bias has a gradient.
bool may_be_dead(std::span<const float> gradient) {
  return std::ranges::all_of(gradient.first(gradient.size() - 1),
                             [](float slope) { return slope == 0; });
}

// Or a board's edge would not be what the network takes it for.
void require_padding(const nn::Network& network, life::Topology topology) {
  const bool torus = topology == life::Topology::torus;
  for (const nn::Layer& layer : network.layers()) {
    const auto* convolution = std::get_if<nn::Conv2d>(&layer);
    base::require(convolution == nullptr || convolution->kernel == 1 ||
                      convolution->padding == (torus ? nn::Padding::circular : nn::Padding::zero),
                  "network: needs {} padding on a {}", torus ? "circular" : "zero",
                  to_string(topology));
  }
}

bool trains_on_windows(const nn::Network& network, const Problem& problem) {
  return problem.steps == 1 && (is_window_network(network) || has_window_form(network));
}

template <class Steps>
std::optional<Outcome> run(Steps steps, const nn::Network& network, const Problem& problem,
                           const Training& training, const TrainingStreams& streams,
                           const std::function<bool()>& stop) {
  SourceOf<Steps> source(problem, training, streams);
  IsExact is_exact = make_check(problem, streams, stop);
  const CheckSchedule schedule = check_schedule(problem.steps);
  std::int64_t boards = 0, batches = 0, clean_batches = 0;
  double loss_sum = 0, loss = 0;
  // Boards when first found exact, or dead, in the checks up to the last; 0 when last found not.
  std::int64_t exact_at = 0, dead_at = 0;
  while (boards + training.batch <= training.budget) {
    if (stop()) return std::nullopt;
    const BatchResult result = source.train(steps);
    clean_batches = result.clean ? clean_batches + 1 : 0;
    loss_sum += result.loss;
    ++batches;
    const std::int64_t checks_before = boards / schedule.boards;
    boards += training.batch;
    const bool last = boards + training.batch > training.budget;
    if (boards / schedule.boards == checks_before && !last) continue;
    loss = loss_sum / static_cast<double>(batches);
    loss_sum = 0;
    batches = 0;
    const auto ended = [&](Ending ending, std::int64_t at) {
      return Outcome{ending, at, boards, loss, {}};
    };
    if (!std::isfinite(loss) || !std::ranges::all_of(network.parameters(), is_finite)) {
      return ended(Ending::diverged, boards);
    }
    const bool exact =
        clean_batches >= schedule.clean_batches && may_be_exact(steps) && is_exact(network);
    // A check that was given up says nothing.
    if (stop()) return std::nullopt;
    if (exact && exact_at > 0 && training.until_exact) return ended(Ending::solved, exact_at);
    exact_at = exact ? boards : 0;
    const bool dead = steps.optimiser().rests_without_gradient() && may_be_dead(steps.gradient()) &&
                      is_dead(network, problem);
    if (dead && dead_at > 0 && boards - dead_at >= kDeadSteps * training.batch) {
      return ended(Ending::dead, boards);
    }
    dead_at = !dead ? 0 : dead_at > 0 ? dead_at : boards;
  }
  return Outcome{Ending::budget, boards, boards, loss, {}};
}

}  // namespace

std::shared_ptr<nn::Optimizer> optimiser_of(const Training& training, std::size_t parameter_count) {
  if (training.own_optimiser) return training.own_optimiser;
  return make_optimiser(training.optimiser, training.learning_rate, parameter_count);
}

std::string_view to_string(Ending ending) {
  constexpr std::string_view kNames[] = {"solved", "budget", "dead", "diverged"};
  return kNames[static_cast<std::size_t>(ending)];
}

CheckSchedule check_schedule(int steps) {
  return steps == 1 ? CheckSchedule{1'000, 0} : CheckSchedule{10'000, 200};
}

std::optional<Outcome> train(nn::Network& network, const Problem& problem, const Training& training,
                             const TrainingStreams& streams, const std::function<bool()>& stop) {
  base::require(training.budget >= training.batch,
                "budget of {} boards: needs a batch of {} at least", training.budget,
                training.batch);
  base::require(training.mask.empty() || training.mask.size() == network.parameters().size(),
                "mask of {} values: needs one a parameter, {}", training.mask.size(),
                network.parameters().size());
  require_padding(network, problem.topology);
  const bool on_windows = trains_on_windows(network, problem);
  base::require(
      on_windows || training.examples == Examples::boards,
      "windows as examples: need a network that sees one window of a board, and one step");
  const nn::FlushDenormals flush;
  const auto train_by = [&](auto steps) {
    return run(std::move(steps), network, problem, training, streams, stop);
  };
  auto outcome = !on_windows ? train_by(BoardSteps(network, problem, training))
                 : is_window_network(network)
                     ? train_by(WindowSteps(network, problem, training))
                     : train_by(DenseWindowSteps(network, problem, training));
  if (outcome && problem.steps <= 2) {
    const bool solved = outcome->ending == Ending::solved;
    outcome->window_errors = solved ? 0 : count_window_errors(network, problem);
  }
  return outcome;
}

std::int64_t training_multiply_adds(const nn::Network& network, std::int64_t boards) {
  return boards * kBoardSide * kBoardSide * network.training_multiply_adds();
}

std::int64_t executed_multiply_adds(const nn::Network& network, const Problem& problem,
                                    std::int64_t batch, std::int64_t boards) {
  if (!trains_on_windows(network, problem)) return training_multiply_adds(network, boards);
  return boards / batch * kWindows * network.training_multiply_adds();
}

double training_work(const nn::Network& network, const Problem& problem, const Training& training) {
  if (!trains_on_windows(network, problem)) {
    return static_cast<double>(training_multiply_adds(network, training.budget));
  }
  constexpr double kPerBoard = 40. * kBoardSide * kBoardSide;
  const double per_batch = static_cast<double>(kWindows * network.training_multiply_adds());
  return static_cast<double>(training.budget) * (kPerBoard + per_batch / training.batch);
}

}  // namespace task

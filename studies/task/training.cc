#include "studies/task/training.h"

#include "base/check.h"
#include "nn/flush_denormals.h"
#include "studies/task/exactness.h"
#include "studies/task/training_step.h"
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

template <class Steps>
std::optional<Outcome> run(Steps steps, const nn::Network& network, const Problem& problem,
                           const Training& training, const TrainingStreams& streams,
                           const std::function<bool()>& stop) {
  Dataset dataset(problem.topology, training.density, training.batch, streams.cells,
                  streams.densities);
  IsExact is_exact = make_check(problem, streams, stop);
  const CheckSchedule schedule = check_schedule(problem.steps);
  std::int64_t boards = 0, batches = 0, clean_batches = 0;
  double loss_sum = 0, loss = 0;
  std::int64_t exact_at = 0;  // boards when last found exact; 0 when last found wrong
  while (boards + training.batch <= training.budget) {
    if (stop()) return std::nullopt;
    dataset.next();
    const BatchResult result = steps.train_on(dataset.boards());
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
    const bool exact = clean_batches >= schedule.clean_batches && is_exact(network);
    // A check that was given up says nothing.
    if (stop()) return std::nullopt;
    if (!exact) {
      exact_at = 0;
    } else if (exact_at > 0) {
      return Outcome{true, exact_at, boards, loss, {}};
    } else {
      exact_at = boards;
    }
  }
  return Outcome{false, boards, boards, loss, {}};
}

}  // namespace

CheckSchedule check_schedule(int steps) {
  return steps == 1 ? CheckSchedule{1'000, 0} : CheckSchedule{10'000, 200};
}

std::optional<Outcome> train(nn::Network& network, const Problem& problem, const Training& training,
                             const TrainingStreams& streams, const std::function<bool()>& stop) {
  base::require(training.budget >= training.batch,
                "budget of {} boards: needs a batch of {} at least", training.budget,
                training.batch);
  const nn::FlushDenormals flush;
  auto outcome =
      problem.steps == 1
          ? run(WindowSteps(network, problem, training), network, problem, training, streams, stop)
          : run(BoardSteps(network, problem, training), network, problem, training, streams, stop);
  if (outcome && problem.steps <= 2) {
    outcome->window_errors = outcome->solved ? 0 : count_window_errors(network, problem);
  }
  return outcome;
}

}  // namespace task

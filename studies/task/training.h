#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/random.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "studies/task/dataset.h"
#include "studies/task/loss.h"
#include "studies/task/optimiser.h"
#include "studies/task/problem.h"

namespace task {

/// What a step of training is shown.
enum class Examples {
  boards,   ///< a batch of fresh boards
  windows,  ///< all 512 windows, each with the same weight, in place of a batch; one step only
};

/// How a network is trained: as Springer & Kenyon did (see the study `overcompleteness`), Adam on
/// the mean binary cross-entropy of mini-batches of fresh boards, if nothing else is said.
struct Training {
  Density density;
  int batch;             ///< boards a step
  double learning_rate;  ///< of the optimiser
  std::int64_t budget;   ///< boards at most; at least one batch
  /// Empty, or nn::Mask::values() of a network that was pruned: what is 0 there stays exactly 0. It
  /// must outlive the training.
  std::span<const float> mask = {};
  Optimiser optimiser = Optimiser::adam;
  Loss loss = Loss::bce;
  Examples examples = Examples::boards;
  /// Takes the steps in place of what `optimiser` and `learning_rate` say, if there is one. What it
  /// does to the parameters is its own: nn/edge_popup.h, nn/dynamic_sparsity.h.
  std::shared_ptr<nn::Optimizer> own_optimiser = nullptr;
  /// Whether other trainings of this thread are likely to follow on the same streams: see
  /// WindowBatches. Changes no outcome.
  bool keep_boards = false;
  bool until_exact = true;  ///< or else on to the end of the budget
};

/// The one that takes the steps, for so many parameters. Throws as make_optimiser() does.
std::shared_ptr<nn::Optimizer> optimiser_of(const Training& training, std::size_t parameter_count);

/// Streams of the trial that training draws from.
struct TrainingStreams {
  base::Stream cells, densities, test_cells, test_densities;
};

/// How a trial ended.
enum class Ending {
  solved,  ///< two checks in a row found the network exact, and Training::until_exact
  budget,  ///< the boards are used up
  /// is_dead() at two checks kDeadSteps or more apart and all between them; not with an optimiser
  /// that moves parameters without a gradient
  dead,
  diverged,  ///< the loss or a parameter was not finite at a check
};

/// "solved", "budget", "dead", "diverged".
std::string_view to_string(Ending ending);

/// Steps that a network must stay dead, since Adam's or SGD's momentum can revive it: by then it
/// has decayed below 1e-45 of what it was.
inline constexpr std::int64_t kDeadSteps = 1'000;

struct Outcome {
  Ending ending;
  /// Trained on when first found exact (in the pair of checks that ended it), else all trained on.
  std::int64_t boards;
  std::int64_t boards_trained;  ///< in all, the second check's included
  double loss;                  ///< mean over the batches between the last two checks
  /// Wrong windows at the end, of window_count(); none for more than two steps. A logit that is not
  /// a number says dead.
  std::optional<std::int64_t> window_errors;
};

/// When a network is looked at. A check is made after each `boards` trained boards; from
/// `clean_batches` batches in a row without a wrong cell on, it looks for a counter-example.
struct CheckSchedule {
  std::int64_t boards;
  int clean_batches;
};

/// One step: every 1,000 boards, at once (512 windows cost little). More: every 10,000 boards after
/// 200 clean batches.
CheckSchedule check_schedule(int steps);

/// Boards without an error that more than two steps are taken as solved by.
inline constexpr std::int64_t kSampledBoards = 100'000;

/// Trains `network` in place until it ends as Ending says. Exact: right on all windows for one and
/// two steps, on kSampledBoards boards of drawn densities above. One-step networks that
/// has_window_form() takes are trained on the histogram of the batch's windows, which gives the
/// same loss and gradient as its boards. Calls `stop` every batch; once it is true, returns
/// nothing. Throws std::invalid_argument for an impossible batch or budget, a mask of another size,
/// a network whose padding is not the problem's edge, and windows as examples for other networks.
std::optional<Outcome> train(nn::Network& network, const Problem& problem, const Training& training,
                             const TrainingStreams& streams, const std::function<bool()>& stop);

/// Multiply-adds of training a network on that many boards, forward and backward, had every cell
/// been convolved. nn::Network::training_multiply_adds() says what counts.
std::int64_t training_multiply_adds(const nn::Network& network, std::int64_t boards);

/// How many of these train() executes: of one step those of 512 windows a batch, of more all. What
/// look-ups and Winograd's algorithm spare is not taken off, what checks take not added.
std::int64_t executed_multiply_adds(const nn::Network& network, const Problem& problem,
                                    std::int64_t batch, std::int64_t boards);

/// An upper guess of what train() computes, in multiply-adds: those of the whole budget. With the
/// histogram of windows these are of 512 windows a batch, and 40 more a cell stand for the rest of
/// a step, drawing and counting the boards: fitted to the times of train_step_windows/1/1 and
/// train_step/2/8 in bench/README.md. Checks are not counted.
double training_work(const nn::Network& network, const Problem& problem, const Training& training);

}  // namespace task

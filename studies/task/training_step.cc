#include "studies/task/training_step.h"

#include <algorithm>

#include "base/check.h"
#include "nn/loss.h"
#include "studies/task/board_planes.h"

namespace task {
namespace {

const nn::Network& checked(const nn::Network& network) {
  const bool keeps_size = std::ranges::all_of(
      network.layers(), [](const nn::Layer& layer) { return nn::shrinkage(layer) == 0; });
  base::require(keeps_size && network.input_channels() == 1 && network.output_channels() == 1,
                "network: needs one input channel, one output channel and no valid convolution");
  return network;
}

}  // namespace

BoardSteps::BoardSteps(nn::Network& network, const Problem& problem, const Training& training,
                       nn::Convolutions convolutions)
    : network_(network),
      problem_(problem),
      workspace_(checked(network), kBoardSide, kBoardSide, convolutions),
      loss_(training.loss),
      optimiser_(optimiser_of(training, network.parameters().size())),
      mask_(training.mask),
      generations_(training.batch, {kBoardSide, kBoardSide}, problem.topology),
      futures_(static_cast<std::size_t>(training.batch),
               life::Board(kBoardSide, kBoardSide, problem.topology)),
      targets_(workspace_.output().shape) {
  static_assert(kBoardSide % nn::kLanes == 0, "the loss counts lanes beyond the width");
}

std::span<const life::Board> BoardSteps::futures_of(std::span<const life::Board> boards) {
  generations_.read(boards);
  life::step(generations_, problem_.rule, problem_.steps);
  generations_.write(futures_);
  return futures_;
}

nn::BatchLoss BoardSteps::board_loss(std::span<const float> targets, float share) {
  const std::span<const float> logits = workspace_.logits();
  if (loss_ == Loss::bce) {
    return nn::mean_bce_with_logits(logits, targets, share, workspace_.logits_gradient());
  }
  shares_.assign(logits.size(), share);
  const double loss = weighted_loss(loss_, logits, targets, shares_, workspace_.logits_gradient());
  int wrong = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) wrong += (logits[i] > 0) != (targets[i] > 0);
  return {loss, wrong};
}

BatchResult BoardSteps::accumulate(std::span<const life::Board> boards,
                                   std::span<const life::Board> futures) {
  const float share = 1.F / (static_cast<float>(boards.size()) * kBoardSide * kBoardSide);
  const std::span<const float> targets(targets_.view().origin, workspace_.logits().size());
  workspace_.load(network_);
  double loss = 0;
  int wrong = 0;
  for (std::size_t i = 0; i < boards.size(); ++i) {
    if (workspace_.takes_bits()) {
      workspace_.forward(boards[i].words());
    } else {
      write_cells(boards[i], workspace_.input());
      workspace_.forward();
    }
    write_cells(futures[i], targets_.view());
    const nn::BatchLoss board = board_loss(targets, share);
    loss += board.loss;
    wrong += board.wrong;
    workspace_.backward();
  }
  return {loss, wrong == 0};
}

BatchResult BoardSteps::accumulate(std::span<const life::Board> boards) {
  return accumulate(boards, futures_of(boards));
}

BatchResult BoardSteps::train_on(std::span<const life::Board> boards,
                                 std::span<const life::Board> futures) {
  const BatchResult result = accumulate(boards, futures);
  optimiser_->step(network_.parameters(), workspace_.gradient(), mask_);
  return result;
}

BatchResult BoardSteps::train_on(std::span<const life::Board> boards) {
  return train_on(boards, futures_of(boards));
}

}  // namespace task

#include "torch_steps.h"

#include <algorithm>
#include <variant>

#include "life/step.h"

namespace peers {
namespace {

torch::Tensor cells_of(std::span<const life::Board> boards, int steps, at::MemoryFormat format) {
  const auto count = static_cast<std::int64_t>(boards.size());
  torch::Tensor cells = torch::empty({count, 1, boards.front().height(), boards.front().width()});
  auto values = cells.accessor<float, 4>();
  for (std::int64_t i = 0; i < count; ++i) {
    life::Board board = boards[static_cast<std::size_t>(i)];
    life::step(board, life::Rule::conway(), steps);
    for (int y = 0; y < board.height(); ++y) {
      for (int x = 0; x < board.width(); ++x) values[i][0][y][x] = board.get(y, x);
    }
  }
  return cells.contiguous(format);
}

}  // namespace

TorchBatch torch_batch(std::span<const life::Board> boards, int steps, at::MemoryFormat format) {
  return {cells_of(boards, 0, format), cells_of(boards, steps, format)};
}

TorchSteps::TorchSteps(const nn::Network& network, double learning_rate, bool circular)
    : circular_(circular),
      parameters_(torch::empty(static_cast<std::int64_t>(network.parameters().size()))),
      adam_({parameters_}, torch::optim::AdamOptions(learning_rate)) {
  std::ranges::copy(network.parameters(), parameters_.data_ptr<float>());
  parameters_.mutable_grad() = torch::zeros_like(parameters_);
  std::int64_t end = 0;
  const auto next = [&](at::IntArrayRef shape) {
    const std::int64_t begin = end;
    end += c10::multiply_integers(shape);
    const auto view = [&](const torch::Tensor& flat) {
      return flat.narrow(0, begin, end - begin).view(shape);
    };
    torch::Tensor tensor = view(parameters_).requires_grad_();
    tensor.mutable_grad() = view(parameters_.grad());
    return tensor;
  };
  for (const nn::Layer& layer : network.layers()) {
    const auto* conv = std::get_if<nn::Conv2d>(&layer);
    if (conv == nullptr) continue;
    const torch::Tensor weights = next({conv->out, conv->in, conv->kernel, conv->kernel});
    convolutions_.push_back({weights, next({conv->out}), conv->kernel / 2});
  }
}

torch::Tensor TorchSteps::logits(torch::Tensor x) const {
  for (const Convolution& layer : convolutions_) {
    if (&layer != &convolutions_.front()) x = x.relu_();
    if (circular_ && layer.halo > 0) {
      const std::vector<std::int64_t> frame(4, layer.halo);
      x = torch::nn::functional::pad(
          x, torch::nn::functional::PadFuncOptions(frame).mode(torch::kCircular));
    }
    x = torch::conv2d(x, layer.weights, layer.biases, 1, circular_ ? 0 : layer.halo);
  }
  return x;
}

torch::Tensor TorchSteps::train_on(const TorchBatch& batch) {
  const torch::Tensor loss =
      torch::binary_cross_entropy_with_logits(logits(batch.input), batch.targets);
  parameters_.mutable_grad().zero_();
  loss.backward();
  adam_.step();
  return loss.detach();
}

}  // namespace peers

#include "nn/loss.h"

#include <Eigen/Core>
#include <algorithm>
#include <cassert>

namespace nn {

double bce_with_logits(std::span<const float> logits, std::span<const float> targets,
                       std::span<const float> weights, std::span<float> gradient) {
  assert(targets.size() == logits.size() && weights.size() == logits.size() &&
         gradient.size() == logits.size());
  // A piece small enough to stay in registers and on the stack.
  constexpr Eigen::Index kPiece = 64;
  using Piece = Eigen::Array<float, Eigen::Dynamic, 1, Eigen::ColMajor, kPiece, 1>;
  using Const = Eigen::Map<const Eigen::ArrayXf>;
  double loss = 0;
  const auto count = static_cast<Eigen::Index>(logits.size());
  for (Eigen::Index first = 0; first < count; first += kPiece) {
    const Eigen::Index size = std::min(kPiece, count - first);
    const Const z(logits.data() + first, size), t(targets.data() + first, size),
        w(weights.data() + first, size);
    const Piece decay = (-z.abs()).exp();
    const Piece larger = 1 / (1 + decay);  // the sigmoid of |z|
    Eigen::Map<Eigen::ArrayXf>(gradient.data() + first, size) =
        w * ((z >= 0).select(larger, decay * larger) - t);
    loss += (w * (z.max(0.F) - z * t - larger.log())).sum();
  }
  return loss;
}

}  // namespace nn

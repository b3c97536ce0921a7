#include "studies/task/loss.h"

#include "base/check.h"
#include "nn/loss.h"

namespace task {

Loss parse_loss(std::string_view text) {
  if (text == "bce") return Loss::bce;
  if (text == "mse") return Loss::mse;
  if (text == "relu-mse") return Loss::relu_mse;
  base::require(text == "focal", "loss {}: needs 'bce', 'mse', 'relu-mse' or 'focal'", text);
  return Loss::focal;
}

double weighted_loss(Loss loss, std::span<const float> logits, std::span<const float> targets,
                     std::span<const float> weights, std::span<float> gradient) {
  constexpr float kGamma = 2;  // what Lin et al. found best
  switch (loss) {
    case Loss::mse:
      return nn::squared_error_with_logits(logits, targets, weights, gradient);
    case Loss::relu_mse:
      return nn::squared_error_of_relu(logits, targets, weights, gradient);
    case Loss::focal:
      return nn::focal_with_logits(logits, targets, weights, kGamma, gradient);
    case Loss::bce:
      break;
  }
  return nn::bce_with_logits(logits, targets, weights, gradient);
}

}  // namespace task

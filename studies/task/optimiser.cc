#include "studies/task/optimiser.h"

#include "base/check.h"

namespace task {

Optimiser parse_optimiser(std::string_view text) {
  if (text == "adam") return Optimiser::adam;
  if (text == "adamw") return Optimiser::adamw;
  if (text == "rmsprop") return Optimiser::rmsprop;
  base::require(text == "sgd", "optimiser {}: needs 'adam', 'adamw', 'rmsprop' or 'sgd'", text);
  return Optimiser::sgd;
}

std::unique_ptr<nn::Optimizer> make_optimiser(Optimiser optimiser, double learning_rate,
                                              std::size_t parameter_count) {
  const auto rate = static_cast<float>(learning_rate);
  switch (optimiser) {
    case Optimiser::adamw:
      return std::make_unique<nn::Adam>(
          parameter_count,
          nn::AdamOptions{
              .learning_rate = rate, .penalty = {.weight_decay = 0.01F}, .decoupled_decay = true});
    case Optimiser::rmsprop:
      return std::make_unique<nn::Rmsprop>(parameter_count,
                                           nn::RmspropOptions{.learning_rate = rate});
    case Optimiser::sgd:
      return std::make_unique<nn::Sgd>(parameter_count,
                                       nn::SgdOptions{.learning_rate = rate, .momentum = 0.9F});
    case Optimiser::adam:
      break;
  }
  return std::make_unique<nn::Adam>(parameter_count, nn::AdamOptions{.learning_rate = rate});
}

}  // namespace task

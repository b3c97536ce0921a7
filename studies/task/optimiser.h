#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "nn/optimizer.h"

namespace task {

/// What moves the parameters, with the options that PyTorch has by default but for the momentum.
enum class Optimiser {
  adam,     ///< betas 0.9 and 0.999
  adamw,    ///< Adam with a decoupled weight decay of 0.01, on biases too
  rmsprop,  ///< alpha 0.99
  sgd,      ///< momentum 0.9
};

/// "adam", "adamw", "rmsprop" or "sgd"; throws std::invalid_argument that names what is allowed.
Optimiser parse_optimiser(std::string_view text);

/// For so many parameters. Throws as nn::Optimizer does.
std::unique_ptr<nn::Optimizer> make_optimiser(Optimiser optimiser, double learning_rate,
                                              std::size_t parameter_count);

}  // namespace task

#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "nn/optimizer.h"

namespace nn {

/// An optimiser that has another one take the steps and does something before or after them.
class WrappedOptimizer : public Optimizer {
 public:
  using Optimizer::step;
  void set_learning_rate(float learning_rate) override { inner_->set_learning_rate(learning_rate); }
  void forget(std::size_t parameter) override { inner_->forget(parameter); }
  bool rests_without_gradient() const override { return inner_->rests_without_gradient(); }

 protected:
  explicit WrappedOptimizer(std::unique_ptr<Optimizer> inner)
      : Optimizer(0), inner_(std::move(inner)) {}
  Optimizer& inner() { return *inner_; }

 private:
  std::unique_ptr<Optimizer> inner_;
};

}  // namespace nn

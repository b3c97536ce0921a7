#include "nn/activation.h"

#include <cassert>

#include "nn/vector_math.h"

namespace nn {
namespace {

struct Forward {
  const float* coefficients;
  const PlanesView &in, &out;

  // `of_channel`(channel) is the function of that channel's vectors.
  template <class OfChannel>
  void map(OfChannel of_channel) const {
    for (int channel = 0; channel < in.shape.channels; ++channel) {
      const auto function = of_channel(channel);
      const Lanes* x = in.lanes(channel);
      Lanes* y = out.lanes(channel);
      for (int at = 0; at < in.shape.plane_vectors(); ++at) y[at] = function(x[at]);
    }
  }

  template <class Function>
  void map_all(Function function) const {
    map([function](int) { return function; });
  }

  // NaN stays NaN, so that a diverged network shows.
  void operator()(const Relu&) const {
    map_all([](Lanes x) { return at_least(Lanes{}, x); });
  }
  void operator()(const LeakyRelu& leaky) const {
    map_all([slope = leaky.slope](Lanes x) { return x > 0.F ? x : slope * x; });
  }
  void operator()(const Prelu&) const {
    map([this](int channel) {
      return [slope = coefficients[channel]](Lanes x) { return x > 0.F ? x : slope * x; };
    });
  }
  void operator()(const Sigmoid&) const {
    map_all([](Lanes x) { return sigmoid(x); });
  }
  void operator()(const Tanh&) const {
    map_all([](Lanes x) { return tanh(x); });
  }
  void operator()(const Silu&) const {
    map_all([](Lanes x) { return x * sigmoid(x); });
  }
  void operator()(const Quadratic&) const {
    map([this](int channel) {
      const float* c = coefficients + 3 * channel;
      return [c0 = c[0], c1 = c[1], c2 = c[2]](Lanes x) { return (c2 * x + c1) * x + c0; };
    });
  }
  void operator()(const Shift& shift) const {
    map_all([by = shift.by](Lanes x) { return x + by; });
  }
  template <class Other>
  void operator()(const Other&) const {
    assert(false && "an activation");
  }
};

struct Backward {
  const float* coefficients;
  const PlanesView &in, &out, &out_slope, &in_slope;
  Lanes* gradient_lanes;

  // `function`(x, y, slope of y) is the slope of x.
  template <class Function>
  void map(Function function) const {
    for (int channel = 0; channel < in.shape.channels; ++channel) {
      const Lanes *x = in.lanes(channel), *y = out.lanes(channel),
                  *slope = out_slope.lanes(channel);
      Lanes* result = in_slope.lanes(channel);
      for (int at = 0; at < in.shape.plane_vectors(); ++at) {
        result[at] = function(x[at], y[at], slope[at]);
      }
    }
  }

  void operator()(const Relu&) const {
    map([](Lanes x, Lanes, Lanes slope) { return x > 0.F ? slope : Lanes{}; });
  }
  void operator()(const LeakyRelu& leaky) const {
    map([factor = leaky.slope](Lanes x, Lanes, Lanes slope) {
      return x > 0.F ? slope : factor * slope;
    });
  }
  void operator()(const Sigmoid&) const {
    map([](Lanes, Lanes y, Lanes slope) { return slope * (y - y * y); });
  }
  void operator()(const Tanh&) const {
    map([](Lanes, Lanes y, Lanes slope) { return slope * (1.F - y * y); });
  }
  void operator()(const Silu&) const {
    map([](Lanes x, Lanes y, Lanes slope) {
      const Lanes gate = sigmoid(x);
      return slope * (gate + y * (1.F - gate));
    });
  }
  void operator()(const Shift&) const {
    map([](Lanes, Lanes, Lanes slope) { return slope; });
  }
  void operator()(const Prelu&) const {
    for (int channel = 0; channel < in.shape.channels; ++channel) {
      const Lanes *x = in.lanes(channel), *slope = out_slope.lanes(channel);
      Lanes* result = in_slope.lanes(channel);
      const float factor = coefficients[channel];
      Lanes sum = {};
      for (int at = 0; at < in.shape.plane_vectors(); ++at) {
        sum += x[at] > 0.F ? Lanes{} : slope[at] * x[at];
        result[at] = x[at] > 0.F ? slope[at] : factor * slope[at];
      }
      gradient_lanes[channel] += sum;
    }
  }
  void operator()(const Quadratic&) const {
    for (int channel = 0; channel < in.shape.channels; ++channel) {
      const Lanes *x = in.lanes(channel), *slope = out_slope.lanes(channel);
      Lanes* result = in_slope.lanes(channel);
      const float linear = coefficients[3 * channel + 1], square = coefficients[3 * channel + 2];
      Lanes sum[3] = {};
      for (int at = 0; at < in.shape.plane_vectors(); ++at) {
        const Lanes product = slope[at] * x[at];
        sum[0] += slope[at];
        sum[1] += product;
        sum[2] += product * x[at];
        result[at] = slope[at] * linear + 2.F * square * product;
      }
      for (int power = 0; power < 3; ++power) gradient_lanes[3 * channel + power] += sum[power];
    }
  }
  template <class Other>
  void operator()(const Other&) const {
    assert(false && "an activation");
  }
};

}  // namespace

void activation_forward(const Layer& layer, const float* coefficients, const PlanesView& in,
                        const PlanesView& out) {
  std::visit(Forward{coefficients, in, out}, layer);
}

void activation_backward(const Layer& layer, const float* coefficients, const PlanesView& in,
                         const PlanesView& out, const PlanesView& out_slope,
                         const PlanesView& in_slope, Lanes* gradient_lanes) {
  std::visit(Backward{coefficients, in, out, out_slope, in_slope, gradient_lanes}, layer);
}

}  // namespace nn

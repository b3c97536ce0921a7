#include "nn/activation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <ostream>
#include <vector>

#include "base/random.h"

namespace nn {
namespace {

constexpr int kChannels = 3;

/// A layer and its formula for one value, in double; `c` are the coefficients of its channel.
struct Case {
  const char* name;
  Layer layer;
  std::function<double(double x, const double* c)> formula;
};

void PrintTo(const Case& sample, std::ostream* out) { *out << sample.name; }

std::vector<Case> activations() {
  return {
      {"relu", Relu{}, [](double x, const double*) { return x > 0 ? x : 0; }},
      {"leaky", LeakyRelu{0.25F}, [](double x, const double*) { return x > 0 ? x : x / 4; }},
      {"prelu", Prelu{kChannels}, [](double x, const double* c) { return x > 0 ? x : *c * x; }},
      {"sigmoid", Sigmoid{}, [](double x, const double*) { return 1 / (1 + std::exp(-x)); }},
      {"tanh", Tanh{}, [](double x, const double*) { return std::tanh(x); }},
      {"silu", Silu{}, [](double x, const double*) { return x / (1 + std::exp(-x)); }},
      {"quadratic", Quadratic{kChannels},
       [](double x, const double* c) { return c[0] + c[1] * x + c[2] * x * x; }},
      {"shift", Shift{-0.5F}, [](double x, const double*) { return x - 0.5; }},
  };
}

/// Planes of a layer between a random input and a random gradient of the output, those of 21
/// columns having 11 lanes of padding a row.
struct SampleRun {
  explicit SampleRun(const Layer& which)
      : layer(which), coefficients(weight_count(layer) + 1), gradient_lanes(coefficients.size()) {
    base::Stream stream(1, "activation");
    for (float& c : coefficients) c = static_cast<float>(stream.normal());
    for_each([&](int channel, int y, int x) {
      in.view().at(channel, y, x) = static_cast<float>(3 * stream.normal());
      out_slope.view().at(channel, y, x) = static_cast<float>(stream.normal());
    });
  }

  template <class Body>
  void for_each(Body body) const {
    for (int channel = 0; channel < shape.channels; ++channel) {
      for (int y = 0; y < shape.height; ++y) {
        for (int x = 0; x < shape.width; ++x) body(channel, y, x);
      }
    }
  }

  void forward() { activation_forward(layer, coefficients.data(), in.view(), out.view()); }
  void backward() {
    activation_backward(layer, coefficients.data(), in.view(), out.view(), out_slope.view(),
                        in_slope.view(), gradient_lanes.data());
  }

  std::size_t per_channel() const { return weight_count(layer) / kChannels; }
  std::vector<double> coefficients_of(int channel) const {
    const auto first = coefficients.begin() + channel * static_cast<int>(per_channel());
    return {first, first + static_cast<int>(per_channel()) + 1};
  }

  Layer layer;
  PlanesShape shape{kChannels, 4, 21, RowOrder::plain};
  Planes in{shape}, out{shape}, out_slope{shape}, in_slope{shape};
  std::vector<float> coefficients;
  base::AlignedVector<Lanes> gradient_lanes;
};

class EachActivation : public testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(All, EachActivation, testing::ValuesIn(activations()),
                         [](const auto& each) { return each.param.name; });

TEST_P(EachActivation, ForwardEqualsTheFormula) {
  SampleRun run(GetParam().layer);
  run.forward();
  run.for_each([&](int channel, int y, int x) {
    const double expected =
        GetParam().formula(run.in.view().at(channel, y, x), run.coefficients_of(channel).data());
    ASSERT_NEAR(run.out.view().at(channel, y, x), expected, 1e-6 * (1 + std::abs(expected)));
  });
}

TEST_P(EachActivation, BackwardEqualsFiniteDifferences) {
  const auto& formula = GetParam().formula;
  constexpr double kStep = 1e-5;
  SampleRun run(GetParam().layer);
  run.forward();
  run.backward();
  std::vector<double> expected(run.coefficients.size());
  run.for_each([&](int channel, int y, int x) {
    std::vector<double> c = run.coefficients_of(channel);
    const double at = run.in.view().at(channel, y, x);
    const double slope = run.out_slope.view().at(channel, y, x);
    const double derivative =
        (formula(at + kStep, c.data()) - formula(at - kStep, c.data())) / (2 * kStep);
    ASSERT_NEAR(run.in_slope.view().at(channel, y, x), slope * derivative,
                2e-6 * (1 + std::abs(slope * derivative)));
    for (std::size_t i = 0; i < run.per_channel(); ++i) {
      const double here = c[i];
      c[i] = here + kStep;
      const double above = formula(at, c.data());
      c[i] = here - kStep;
      const double below = formula(at, c.data());
      c[i] = here;
      expected[static_cast<std::size_t>(channel) * run.per_channel() + i] +=
          slope * (above - below) / (2 * kStep);
    }
  });
  for (std::size_t i = 0; i < expected.size(); ++i) {
    double sum = 0;
    for (int lane = 0; lane < kLanes; ++lane) sum += double{run.gradient_lanes[i][lane]};
    EXPECT_NEAR(sum, expected[i], 1e-5 * (1 + std::abs(expected[i]))) << i;
  }
}

TEST_P(EachActivation, SlopesBeyondTheWidthStayZero) {
  SampleRun run(GetParam().layer);
  run.forward();
  run.backward();
  const PlanesView& slopes = run.in_slope.view();
  for (int channel = 0; channel < kChannels; ++channel) {
    for (int y = 0; y < slopes.shape.height; ++y) {
      for (int x = slopes.shape.width; x < slopes.shape.vectors() * kLanes; ++x) {
        ASSERT_EQ(slopes.row(channel, y)[x], 0);
      }
    }
  }
}

TEST_P(EachActivation, NaNStaysNaN) {
  SampleRun run(GetParam().layer);
  run.in.view().at(1, 2, 3) = std::numeric_limits<float>::quiet_NaN();
  run.forward();
  EXPECT_TRUE(std::isnan(run.out.view().at(1, 2, 3)));
  EXPECT_FALSE(std::isnan(run.out.view().at(1, 2, 4)));
}

TEST_P(EachActivation, GradientOfCoefficientsAddsUp) {
  SampleRun run(GetParam().layer);
  run.forward();
  run.backward();
  const auto once = run.gradient_lanes;
  run.backward();
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(run.gradient_lanes[i][5], 2 * once[i][5]) << i;
  }
}

}  // namespace
}  // namespace nn

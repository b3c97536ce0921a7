#include "nn/winograd.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "base/random.h"

namespace nn {
namespace {

constexpr int kWidth = 32;

// Channels of a board, row after row, in double precision.
struct Values {
  Values(int channel_count, int row_count)
      : channels(channel_count),
        height(row_count),
        values(static_cast<std::size_t>(channel_count * row_count * kWidth)) {}

  double& at(int channel, int y, int x) {
    return values[static_cast<std::size_t>((channel * height + y) * kWidth + x)];
  }
  double at(int channel, int y, int x) const {
    return const_cast<Values*>(this)->at(channel, y, x);
  }

  int channels, height;
  std::vector<double> values;
};

// Values that floats hold exactly.
double draw(base::Stream& stream) { return static_cast<float>(stream.normal()); }

Values random_values(int channels, int height, base::Stream& stream) {
  Values result(channels, height);
  for (double& value : result.values) value = draw(stream);
  return result;
}

template <class Visit>
void for_cells(const Values& board, Visit visit) {
  for (int channel = 0; channel < board.channels; ++channel) {
    for (int y = 0; y < board.height; ++y) {
      for (int x = 0; x < kWidth; ++x) visit(channel, y, x);
    }
  }
}

Planes planes_of(const Values& board, Padding padding) {
  Planes result({board.channels, board.height, kWidth, RowOrder::even_odd});
  for_cells(board, [&](int channel, int y, int x) {
    result.view().at(channel, y, x) = static_cast<float>(board.at(channel, y, x));
  });
  fill_halo(result.view(), padding);
  return result;
}

Planes empty_planes(int channels, int height) {
  return Planes({channels, height, kWidth, RowOrder::even_odd});
}

// A convolution from `in` to `out` with a board at both ends, and what the definition makes of it.
struct Case {
  Case(int ins, int outs, int height, Padding with_padding, std::uint64_t seed = 1)
      : stream(seed, "case"),
        padding(with_padding),
        in(random_values(ins, height, stream)),
        out_slope(random_values(outs, height, stream)) {
    for (int k = 0; k < ins * outs * 9; ++k) weights.push_back(static_cast<float>(draw(stream)));
    for (int o = 0; o < outs; ++o) biases.push_back(static_cast<float>(draw(stream)));
  }

  int ins() const { return in.channels; }
  int outs() const { return out_slope.channels; }
  int height() const { return in.height; }

  // Calls visit(o, i, y, x, weight number, y and x of the input cell) for every product of the
  // convolution that lies on the board.
  template <class Visit>
  void for_products(Visit visit) const {
    for_cells(out_slope, [&](int o, int y, int x) {
      for (int i = 0; i < ins(); ++i) {
        for (int tap = 0; tap < 9; ++tap) {
          int from_y = y + tap / 3 - 1, from_x = x + tap % 3 - 1;
          if (padding == Padding::circular) {
            from_y = (from_y + height()) % height();
            from_x = (from_x + kWidth) % kWidth;
          }
          if (from_y < 0 || from_y >= height() || from_x < 0 || from_x >= kWidth) continue;
          visit(o, i, y, x, static_cast<std::size_t>((o * ins() + i) * 9 + tap), from_y, from_x);
        }
      }
    });
  }

  Values output() const {
    Values result(outs(), height());
    for_cells(result, [&](int o, int y, int x) {
      result.at(o, y, x) = biases[static_cast<std::size_t>(o)];
    });
    for_products([&](int o, int i, int y, int x, std::size_t k, int from_y, int from_x) {
      result.at(o, y, x) += weights[k] * in.at(i, from_y, from_x);
    });
    return result;
  }

  Values in_slope() const {
    Values result(ins(), height());
    for_products([&](int o, int i, int y, int x, std::size_t k, int from_y, int from_x) {
      result.at(i, from_y, from_x) += weights[k] * out_slope.at(o, y, x);
    });
    return result;
  }

  std::vector<double> weight_gradient() const {
    std::vector<double> result(weights.size());
    for_products([&](int o, int i, int y, int x, std::size_t k, int from_y, int from_x) {
      result[k] += in.at(i, from_y, from_x) * out_slope.at(o, y, x);
    });
    return result;
  }

  std::vector<double> bias_gradient() const {
    std::vector<double> result(biases.size());
    for_cells(out_slope, [&](int o, int y, int x) {
      result[static_cast<std::size_t>(o)] += out_slope.at(o, y, x);
    });
    return result;
  }

  base::Stream stream;
  Padding padding;
  Values in, out_slope;
  std::vector<float> weights, biases;
};

// A convolution that has loaded a case's weights, with scratch memory that must not matter.
struct Loaded {
  explicit Loaded(const Case& c) : convolution(c.ins(), c.outs(), c.height(), c.padding) {
    convolution.load(c.weights.data());
    scratch.assign(convolution.scratch_size(), Lanes{} + std::numeric_limits<float>::quiet_NaN());
  }

  void add_weight_gradient(const Case& c) {
    convolution.add_weight_gradient(planes_of(c.in, c.padding).view(),
                                    planes_of(c.out_slope, c.padding).view(), scratch);
  }

  Winograd convolution;
  std::vector<Lanes> scratch;
};

struct Gradient {
  explicit Gradient(const Case& c) : weights(c.weights.size()), biases(c.biases.size()) {}
  Gradient& read(const Winograd& convolution) {
    convolution.gradient(weights, biases);
    return *this;
  }
  std::vector<float> weights, biases;
};

double tolerance(const std::vector<double>& expected) {
  double largest = 0;
  for (const double value : expected) largest = std::max(largest, std::abs(value));
  return 1e-5 * largest;
}

void expect_near(const Planes& actual, const Values& expected) {
  const double bound = tolerance(expected.values);
  for_cells(expected, [&](int channel, int y, int x) {
    ASSERT_NEAR(actual.view().at(channel, y, x), expected.at(channel, y, x), bound)
        << "channel " << channel << ", row " << y << ", column " << x;
  });
}

void expect_near(const std::vector<float>& actual, const std::vector<double>& expected) {
  const double bound = tolerance(expected);
  for (std::size_t k = 0; k < expected.size(); ++k) ASSERT_NEAR(actual[k], expected[k], bound) << k;
}

// Every size of register block alone and with others, and boards of one row of tiles and more.
template <class Body>
void for_cases(Body body) {
  std::uint64_t seed = 0;
  for (const Padding padding : {Padding::circular, Padding::zero}) {
    for (const auto& [ins, outs, height] : {std::array{1, 1, 8},
                                            {1, 2, 10},
                                            {2, 1, 2},
                                            {3, 5, 10},
                                            {4, 8, 8},
                                            {7, 6, 4},
                                            {8, 16, 10},
                                            {9, 18, 8},
                                            {4, 4, 32},
                                            {24, 48, 8},
                                            {48, 24, 2}}) {
      SCOPED_TRACE(testing::Message()
                   << ins << " to " << outs << " channels, " << height << " rows, "
                   << (padding == Padding::zero ? "zero" : "circular") << " padding");
      body(Case(ins, outs, height, padding, ++seed));
    }
  }
}

TEST(Winograd, ForwardEqualsTheDefinition) {
  for_cases([](const Case& c) {
    Loaded loaded(c);
    const Planes out = empty_planes(c.outs(), c.height());
    loaded.convolution.forward(planes_of(c.in, c.padding).view(), {.biases = c.biases.data()},
                               loaded.scratch, out.view());
    expect_near(out, c.output());
  });
}

TEST(Winograd, ForwardWithReluIsZeroBelowZero) {
  for_cases([](const Case& c) {
    Loaded loaded(c);
    const Planes out = empty_planes(c.outs(), c.height());
    loaded.convolution.forward(planes_of(c.in, c.padding).view(),
                               {.biases = c.biases.data(), .relu = true}, loaded.scratch,
                               out.view());
    Values expected = c.output();
    for (double& value : expected.values) value = std::max(value, 0.);
    expect_near(out, expected);
  });
}

TEST(Winograd, InputGradientEqualsTheDefinition) {
  for_cases([](const Case& c) {
    Loaded loaded(c);
    const Planes in_slope = empty_planes(c.ins(), c.height());
    loaded.convolution.input_gradient(planes_of(c.out_slope, c.padding).view(), {}, loaded.scratch,
                                      in_slope.view());
    expect_near(in_slope, c.in_slope());
  });
}

TEST(Winograd, InputGradientIsZeroWhereTheMaskIsNotPositive) {
  for_cases([](const Case& c) {
    Loaded loaded(c);
    const Planes in = planes_of(c.in, c.padding);
    const Planes in_slope = empty_planes(c.ins(), c.height());
    loaded.convolution.input_gradient(planes_of(c.out_slope, c.padding).view(),
                                      {.mask = &in.view()}, loaded.scratch, in_slope.view());
    Values expected = c.in_slope();
    for_cells(c.in, [&](int i, int y, int x) {
      if (c.in.at(i, y, x) <= 0) expected.at(i, y, x) = 0;
    });
    expect_near(in_slope, expected);
  });
}

TEST(Winograd, WeightAndBiasGradientsEqualTheDefinition) {
  for_cases([](const Case& c) {
    Loaded loaded(c);
    loaded.add_weight_gradient(c);
    Gradient gradient(c);
    gradient.read(loaded.convolution);
    expect_near(gradient.weights, c.weight_gradient());
    expect_near(gradient.biases, c.bias_gradient());
  });
}

TEST(Winograd, GradientAddsUpOverBoardsUntilWeightsAreLoaded) {
  const Case first(5, 3, 8, Padding::circular, 1), second(5, 3, 8, Padding::circular, 2);
  Loaded loaded(first);
  loaded.add_weight_gradient(first);
  loaded.add_weight_gradient(second);
  Gradient both(first);
  both.read(loaded.convolution);
  std::vector<double> expected = first.weight_gradient(), expected_biases = first.bias_gradient();
  const auto more = second.weight_gradient(), more_biases = second.bias_gradient();
  for (std::size_t k = 0; k < expected.size(); ++k) expected[k] += more[k];
  for (std::size_t o = 0; o < expected_biases.size(); ++o) expected_biases[o] += more_biases[o];
  expect_near(both.weights, expected);
  expect_near(both.biases, expected_biases);

  loaded.convolution.load(second.weights.data());
  Gradient none(first);
  none.read(loaded.convolution);
  EXPECT_EQ(none.weights, std::vector<float>(first.weights.size()));
  EXPECT_EQ(none.biases, std::vector<float>(first.biases.size()));
}

TEST(Winograd, ADivergedNetworkGivesNaN) {
  Case c(2, 2, 4, Padding::zero);
  c.weights[0] = std::numeric_limits<float>::quiet_NaN();
  Loaded loaded(c);
  const Planes out = empty_planes(2, 4);
  loaded.convolution.forward(planes_of(c.in, c.padding).view(), {.relu = true}, loaded.scratch,
                             out.view());
  EXPECT_TRUE(std::isnan(out.view().at(0, 0, 0)));
  EXPECT_FALSE(std::isnan(out.view().at(1, 0, 0)));
}

TEST(Winograd, FitsEvenRowsInEvenOddOrder) {
  EXPECT_TRUE(Winograd::fits({3, 32, 32, RowOrder::even_odd}));
  EXPECT_TRUE(Winograd::fits({3, 2, 32, RowOrder::even_odd}));
  EXPECT_FALSE(Winograd::fits({3, 31, 32, RowOrder::even_odd}));
  EXPECT_FALSE(Winograd::fits({3, 32, 32, RowOrder::plain}));
}

TEST(Winograd, RefusesWhatItCannotConvolve) {
  EXPECT_THROW(Winograd(0, 1, 8, Padding::zero), std::invalid_argument);
  EXPECT_THROW(Winograd(1, 0, 8, Padding::zero), std::invalid_argument);
  EXPECT_THROW(Winograd(1, 1, 7, Padding::zero), std::invalid_argument);
  EXPECT_THROW(Winograd(1, 1, 0, Padding::zero), std::invalid_argument);
  EXPECT_THROW(Winograd(1, 1, 8, Padding::valid), std::invalid_argument);
}

}  // namespace
}  // namespace nn

#include "studies/task/two_step_windows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "life/step.h"
#include "nn/init.h"
#include "nn/reference.h"
#include "studies/task/exactness.h"
#include "studies/task/hand_made.h"
#include "studies/task/life_network.h"

namespace task {
namespace {

constexpr auto kTorus = life::Topology::torus;
constexpr auto kDeadEdge = life::Topology::dead_edge;

using Window = std::array<WindowRow, 5>;

Problem two_steps(life::Topology topology) { return {2, life::Rule::conway(), topology}; }

nn::Network drawn(nn::Network network, std::uint64_t seed) {
  base::Stream stream(seed, "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

// Convolutions between more channels than a block of a kernel has, two in a row, ReLUs in a row.
nn::Network deep_tail(life::Topology topology, std::uint64_t seed) {
  const auto padding = padding_of(topology);
  return drawn(nn::Network({nn::Conv2d{1, 3, 3, padding}, nn::Relu{}, nn::Conv2d{3, 5, 1, padding},
                            nn::Conv2d{5, 19, 3, padding}, nn::Conv2d{19, 11, 1, padding},
                            nn::Relu{}, nn::Conv2d{11, 6, 1, padding}, nn::Conv2d{6, 7, 1, padding},
                            nn::Relu{}, nn::Relu{}, nn::Conv2d{7, 1, 1, padding}}),
               seed);
}

nn::Network short_tail(life::Topology topology, std::uint64_t seed) {
  const auto padding = padding_of(topology);
  return drawn(nn::Network({nn::Conv2d{1, 2, 3, padding}, nn::Relu{}, nn::Conv2d{2, 3, 3, padding},
                            nn::Relu{}, nn::Conv2d{3, 1, 1, padding}}),
               seed);
}

// Other activations, before and after 1x1 convolutions and last before the logit.
nn::Network curved_tail(life::Topology topology, std::uint64_t seed) {
  const auto padding = padding_of(topology);
  nn::Network network =
      drawn(nn::Network({nn::Conv2d{1, 3, 3, padding}, nn::Silu{}, nn::Conv2d{3, 5, 3, padding},
                         nn::Quadratic{5}, nn::Conv2d{5, 11, 1, padding}, nn::Relu{},
                         nn::Conv2d{11, 6, 1, padding}, nn::Tanh{}, nn::Conv2d{6, 7, 1, padding},
                         nn::Prelu{7}, nn::Conv2d{7, 1, 1, padding}}),
            seed);
  // Every channel has coefficients of its own.
  float next = 0;
  for (float& coefficient : network.tensor("3.coefficients")) coefficient += 0.02F * ++next;
  for (float& slope : network.tensor("9.slope")) slope += 0.1F * ++next;
  return network;
}

std::vector<OnBoard> all_positions() {
  constexpr std::pair<int, int> kSpans[] = {{0, 4}, {1, 4}, {2, 4}, {0, 3}, {0, 2}};
  std::vector<OnBoard> result;
  for (const auto& [top, bottom] : kSpans) {
    for (const auto& [left, right] : kSpans) result.push_back({top, bottom, left, right});
  }
  return result;
}

// A board of only the part of the window that lies on it: its centre sees no further.
struct Centre {
  Centre(const Window& window, const OnBoard& at)
      : board(at.last_row - at.first_row + 1, at.last_column - at.first_column + 1, kDeadEdge),
        y(2 - at.first_row),
        x(2 - at.first_column) {
    for (int row = 0; row < board.height(); ++row) {
      for (int column = 0; column < board.width(); ++column) {
        const WindowRow cells = window[static_cast<std::size_t>(row + at.first_row)];
        board.set(row, column, (cells >> (column + at.first_column) & 1) != 0);
      }
    }
  }

  double logit(const nn::Network& network) const {
    std::vector<double> cells;
    for (int row = 0; row < board.height(); ++row) {
      for (int column = 0; column < board.width(); ++column)
        cells.push_back(board.get(row, column));
    }
    const std::vector<double> parameters(network.parameters().begin(), network.parameters().end());
    const std::vector<double> unused(cells.size());
    const auto pass = nn::reference_pass(network, parameters, board.height(), board.width(), cells,
                                         unused, unused);
    return pass.logits[static_cast<std::size_t>(y * board.width() + x)];
  }

  bool alive_after_two_steps() const {
    life::Board future = board;
    life::step_reference(future, life::Rule::conway(), 2);
    return future.get(y, x);
  }

  life::Board board;
  int y, x;
};

struct Answers {
  int alive = 0, dead = 0, wrong = 0;
};

// Random windows on random parts of the board: the tables against the scalar references.
Answers compare(const nn::Network& network, life::Topology topology) {
  constexpr int kPlaces = 50, kPerPlace = 20;
  TwoStepWindows windows(network, life::Rule::conway());
  base::Stream stream(11, "windows");
  const auto positions = all_positions();
  Answers answers;
  for (int place = 0; place < kPlaces; ++place) {
    const auto at =
        topology == kTorus ? OnBoard{} : positions[static_cast<std::size_t>(place) % 25];
    windows.place(at);
    for (int i = 0; i < kPerPlace; ++i) {
      Window window{};
      for (int row = at.first_row; row <= at.last_row; ++row) {
        window[static_cast<std::size_t>(row)] =
            static_cast<WindowRow>(stream.next_u64() & at.column_mask());
      }
      const Centre centre(window, at);
      const double logit = centre.logit(network);
      if (std::abs(logit) < 1e-5) continue;  // as near to 0 as floats round
      ++(logit > 0 ? answers.alive : answers.dead);
      const bool wrong = (logit > 0) != centre.alive_after_two_steps();
      answers.wrong += wrong;
      EXPECT_EQ(windows.wrong(window[1], window[2], window[3])[window[0]] >> window[4] & 1, wrong)
          << "rows " << window[0] << ' ' << window[1] << ' ' << window[2] << ' ' << window[3] << ' '
          << window[4] << ", on the board " << at.first_row << ".." << at.last_row << ", "
          << at.first_column << ".." << at.last_column;
    }
  }
  return answers;
}

TEST(TwoStepWindows, AgreeWithTheScalarReferences) {
  for (const auto topology : {kTorus, kDeadEdge}) {
    const auto two_step_variant = [&](NetworkForm form, Activation activation) {
      return drawn(make_network({form, activation}, 2, 4, topology), 3);
    };
    // Seeds of networks whose logits vary from window to window.
    const std::vector<nn::Network> networks{
        drawn(life_network(2, 1, topology), 39),
        drawn(life_network(2, 2, topology), 21),
        drawn(life_network(2, 5, topology), 1),
        drawn(life_network(2, 8, topology), 1),
        deep_tail(topology, 1),
        short_tail(topology, 1),
        curved_tail(topology, 1),
        two_step_variant(NetworkForm::paper, Activation::tanh),
        two_step_variant(NetworkForm::two_layer, Activation::prelu),
        drawn(make_network({NetworkForm::two_layer, Activation::tanh, false, true}, 2, 4, topology),
              3),
        drawn(make_network({NetworkForm::two_layer, Activation::tanh, true, true}, 2, 4, topology),
              3)};
    for (std::size_t k = 0; k < networks.size(); ++k) {
      SCOPED_TRACE(k);
      // The last bias in the middle of the logits, so that both answers are frequent.
      nn::Network network = networks[k];
      std::vector<double> logits;
      for (WindowRow row = 0; row < kRows; ++row) {
        logits.push_back(
            Centre({row, row * 7 % 32, row * 11 % 32, row * 3 % 32, row}, {}).logit(network));
      }
      std::ranges::sort(logits);
      network.parameters().back() -= static_cast<float>((logits[15] + logits[16]) / 2);
      const Answers answers = compare(network, topology);
      EXPECT_GT(answers.alive, 50);
      EXPECT_GT(answers.dead, 50);
      EXPECT_GT(answers.wrong, 50);
    }
  }
}

// Right but for windows with the cells of `pattern`: there the answer is `alive`.
nn::Network network_with_exception(const Window& pattern, bool alive, life::Topology topology) {
  const auto padding = padding_of(topology);
  nn::Network network({nn::Conv2d{1, 11, 3, padding}, nn::Relu{}, nn::Conv2d{11, 10, 1, padding},
                       nn::Relu{}, nn::Conv2d{10, 3, 3, padding}, nn::Relu{},
                       nn::Conv2d{3, 1, 1, padding}});
  const auto weight = [&](std::size_t layer, int out, int in, int position) -> float& {
    const nn::Layer& l = network.layers()[layer];
    const int taps = nn::kernel_side(l) * nn::kernel_side(l);
    return network.parameters()[network.weights_begin(layer) +
                                static_cast<std::size_t>((out * nn::input_channels(l) + in) * taps +
                                                         position)];
  };
  const auto bias = [&](std::size_t layer, std::size_t out) -> float& {
    return network.parameters()[network.biases_begin(layer) + out];
  };
  // Channel 0 is Bibin & Dereventsov's step, 1 to 9 are the cells of the 3x3 window.
  for (const std::size_t step : {0u, 4u}) {
    for (int position = 0; position < 9; ++position) {
      weight(step, 0, 0, position) = position == 4 ? 0 : 1;
      weight(step, 1, 0, position) = -1;
    }
    bias(step, 0) = -3;
    bias(step, 1) = 3;
    weight(step + 2, 0, 0, 0) = weight(step + 2, 0, 1, 0) = -1;
    bias(step + 2, 0) = 1;
  }
  for (int position = 0; position < 9; ++position) {
    weight(0, 2 + position, 0, position) = 1;
    weight(2, 1 + position, 2 + position, 0) = 1;
  }
  // Channel 2 of the second convolution is 1 where all 25 cells are those of the pattern, else 0.
  bias(4, 2) = 1;
  for (int y = 0; y < 5; ++y) {
    for (int x = 0; x < 5; ++x) {
      const int row = std::clamp(y - 1, 0, 2), column = std::clamp(x - 1, 0, 2);
      const bool cell = (pattern[static_cast<std::size_t>(y)] >> x & 1) != 0;
      weight(4, 2, 1 + 3 * (y - row) + (x - column), 3 * row + column) = cell ? 1.F : -1.F;
      if (cell) bias(4, 2) -= 1;
    }
  }
  weight(6, 0, 2, 0) = alive ? 30 : -2;
  return network;
}

std::string drawing(const Window& window) {
  std::string text;
  for (const WindowRow row : window) {
    for (int x = 0; x < 5; ++x) text += (row >> x & 1) != 0 ? 'O' : '.';
    text += '\n';
  }
  return text;
}

TEST(TwoStepWindows, FindTheOneWindowThatIsWrong) {
  // Cells in the first and last row and column, so that they fit on the board in one place only.
  const Window windows[] = {{31, 31, 31, 31, 31}, {2, 16, 14, 1, 4}, {31, 0, 4, 10, 21}};
  for (const auto topology : {kTorus, kDeadEdge}) {
    for (const Window& window : windows) {
      const bool alive = Centre(window, {}).alive_after_two_steps();
      const auto right = network_with_exception(window, alive, topology);
      EXPECT_EQ(count_window_errors(right, two_steps(topology)), 0);
      const auto wrong = network_with_exception(window, !alive, topology);
      EXPECT_EQ(count_window_errors(wrong, two_steps(topology)), 1);
      ExactnessCheck check(two_steps(topology));
      for (int again = 0; again < 2; ++again) {
        const auto found = check.counter_example(wrong);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->window, drawing(window));
        EXPECT_EQ(found->alive, alive);
      }
    }
  }
}

TEST(TwoStepWindows, AnErrorCountsWhereverTheWindowFitsOnTheBoard) {
  // A block: four parts of the board's rows hold its rows 2 and 3, four of the columns 1 and 2.
  const Window block{0, 0, 6, 6, 0};
  const auto network = network_with_exception(block, false, kDeadEdge);
  EXPECT_EQ(count_window_errors(network, two_steps(kDeadEdge)), 16);
}

TEST(TwoStepWindows, AnErrorAtTheEdgeOnlyIsFound) {
  // Its centre lives after two steps, but not where the board ends below it.
  const Window window{16, 0, 7, 0, 0};
  EXPECT_EQ(count_window_errors(network_with_exception(window, true, kTorus), two_steps(kTorus)),
            0);
  const auto network = network_with_exception(window, true, kDeadEdge);
  EXPECT_EQ(count_window_errors(network, two_steps(kDeadEdge)), 1);
  ExactnessCheck check(two_steps(kDeadEdge));
  for (int again = 0; again < 2; ++again) {
    const auto found = check.counter_example(network);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->window, "....O\n.....\nOOO..\n#####\n#####\n");
    EXPECT_FALSE(found->alive);
  }
}

TEST(TwoStepWindows, TiedStepsAreExact) {
  const auto step = bibin_dereventsov_network(kTorus);
  std::vector<nn::Layer> layers(step.layers().begin(), step.layers().end());
  layers.insert(layers.end(), {nn::Tied{0}, nn::Relu{}, nn::Tied{2}});
  nn::Network network(std::move(layers));
  ASSERT_EQ(network.parameters().size(), 23u);
  std::ranges::copy(step.parameters(), network.parameters().begin());
  EXPECT_EQ(count_window_errors(network, two_steps(kTorus)), 0);
}

// tanh(20 (n + c / 2 - 9 / 4)) - tanh(20 (n - 7 / 2)) - 1, with n living neighbours of the cell c:
// 1 where it lives next, else -1 (which a ReLU makes 0), but for 1e-4. Its window is seen at a gain
// at which every tanh is saturated.
nn::Network tanh_step_twice(life::Topology topology, bool tied) {
  nn::Network network =
      make_network({NetworkForm::two_layer, Activation::tanh, tied}, 2, 1, topology);
  std::vector<float> step;
  for (const auto& [outer, centre] : {std::pair{20.F, 10.F}, {20.F, 0.F}}) {
    for (int cell = 0; cell < 9; ++cell) step.push_back(cell == 4 ? centre : outer);
  }
  for (const float each : {-45.F, -70.F, 1.F, -1.F, -1.F}) step.push_back(each);
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    network.parameters()[i] = step[i % step.size()];
  }
  return network;
}

TEST(TwoStepWindows, TanhNetworksAreProved) {
  for (const auto topology : {kTorus, kDeadEdge}) {
    for (const bool tied : {false, true}) {
      nn::Network network = tanh_step_twice(topology, tied);
      EXPECT_EQ(network.parameters().size(), tied ? 23u : 46u);
      EXPECT_FALSE(counter_example(network, two_steps(topology)));
      // A step that gives birth at four neighbours too.
      network.tensor("0.bias")[1] = -90;
      const auto found = counter_example(network, two_steps(topology));
      ASSERT_TRUE(found);
      EXPECT_GT(count_window_errors(network, two_steps(topology)), 0);
    }
  }
}

TEST(TwoStepWindows, NaNIsNeverAlive) {
  const auto step = bibin_dereventsov_network(kTorus);
  for (const std::size_t parameter : {0u, 20u, 23u, 45u}) {
    nn::Network network = composition(step, step);
    network.parameters()[parameter] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(count_window_errors(network, two_steps(kTorus)), 8'502'430) << parameter;
  }
}

TEST(TwoStepWindows, OtherTailsAreRefused) {
  const auto refused = [](std::vector<nn::Layer> tail) {
    std::vector<nn::Layer> layers{nn::Conv2d{1, 2, 3, nn::Padding::circular}, nn::Relu{},
                                  nn::Conv2d{2, 1, 3, nn::Padding::circular}};
    layers.insert(layers.end(), tail.begin(), tail.end());
    EXPECT_THROW(count_window_errors(nn::Network(layers), two_steps(kTorus)),
                 std::invalid_argument);
  };
  const auto pointwise = [](int out) { return nn::Conv2d{1, out, 1, nn::Padding::circular}; };
  refused({});
  refused({nn::Relu{}});
  refused({pointwise(2)});
  refused({nn::Tanh{}, nn::Tanh{}, pointwise(1)});
  refused({pointwise(1), nn::Sigmoid{}});
  refused({nn::Relu{}, pointwise(1), nn::Skip{3}});
  refused({nn::Relu{}, pointwise(1), nn::Relu{}, nn::Shift{0.5F}});
  refused({nn::Conv2d{1, 1, 5, nn::Padding::circular}, pointwise(1)});
}

}  // namespace
}  // namespace task

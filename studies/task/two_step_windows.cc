#include "studies/task/two_step_windows.h"

#include <algorithm>

#include "base/check.h"
#include "studies/task/window_form.h"

namespace task {
namespace {

constexpr unsigned kTriples = kRows * kRows * kRows;

unsigned triple(unsigned above, unsigned here, unsigned below) {
  return (above * kRows + here) * kRows + below;
}

// The code (window_form.h) of the 3x3 window in three rows from column `column` on.
unsigned window_code(unsigned rows, int column) {
  unsigned code = 0;
  for (int row = 0; row < 3; ++row) {
    const unsigned cells = rows >> (5 * (2 - row)) >> column;
    for (int c = 0; c < 3; ++c) code |= (cells >> c & 1) << window_bit(row, c);
  }
  return code;
}

std::size_t find_second_convolution(const nn::Network& network) {
  std::size_t found = 0, count = 0;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (nn::kernel_side(network.layers()[k]) != 3) continue;
    found = k;
    ++count;
  }
  base::require(count == 2 && nn::kernel_side(network.layers()[0]) == 3,
                "network: needs two 3x3 convolutions, one of them first, for two steps");
  return found;
}

// Layers first .. last - 1 with their parameters; 1x1 convolutions become dense layers.
nn::Network part(const nn::Network& network, std::size_t first, std::size_t last) {
  std::vector<nn::Layer> layers;
  std::vector<float> parameters;
  for (std::size_t k = first; k < last; ++k) {
    const nn::Layer& layer = network.layers()[k];
    if (nn::kernel_side(layer) == 1 && nn::fan_in(layer) > 0) {
      layers.emplace_back(nn::Dense{nn::input_channels(layer), nn::output_channels(layer)});
    } else {
      layers.push_back(layer);
    }
    const auto weights = network.weights(k), biases = network.biases(k);
    parameters.insert(parameters.end(), weights.begin(), weights.end());
    parameters.insert(parameters.end(), biases.begin(), biases.end());
  }
  nn::Network result(std::move(layers));
  std::ranges::copy(parameters, result.parameters().begin());
  return result;
}

bool relu_follows(const nn::Network& network, std::size_t layer) {
  return layer + 1 < network.layers().size() &&
         std::holds_alternative<nn::Relu>(network.layers()[layer + 1]);
}

nn::Network tail_of(const nn::Network& network) {
  const std::size_t second = find_second_convolution(network);
  return part(network, second + 1 + (relu_follows(network, second) ? 1 : 0),
              network.layers().size());
}

}  // namespace

TwoStepWindows::TwoStepWindows(const nn::Network& network, const life::Rule& rule, OnBoard on_board)
    : on_board_(on_board),
      tail_(tail_of(network)),
      relu_first_(relu_follows(network, find_second_convolution(network))),
      workspace_(tail_, kRows, kRows),
      channels_(static_cast<std::size_t>(tail_.input_channels())) {
  make_tables(network, find_second_convolution(network));
  make_automaton(rule);
}

void TwoStepWindows::make_tables(const nn::Network& network, std::size_t second_convolution) {
  const nn::Network block = window_form(part(network, 0, second_convolution));
  nn::Workspace windows(block, 1, kWindows);
  fill_windows(windows.input());
  windows.forward();
  const nn::PlanesView& first = windows.output();
  const float* weights = network.weights(second_convolution).data();
  const auto biases = network.biases(second_convolution);

  // What one tap of the second kernel adds, by window and channel.
  const auto tap_table = [&](int tap) {
    std::vector<float> table(kWindows * channels_);
    for (std::size_t window = 0; window < kWindows; ++window) {
      for (std::size_t o = 0; o < channels_; ++o) {
        float sum = 0;
        for (int i = 0; i < first.shape.channels; ++i) {
          const std::size_t weight =
              (o * static_cast<std::size_t>(first.shape.channels) + static_cast<std::size_t>(i)) *
                  9 +
              static_cast<std::size_t>(tap);
          sum += weights[weight] * first.row(i, 0)[window];
        }
        table[window * channels_ + o] = sum;
      }
    }
    return table;
  };
  const auto row_table = [&](int kernel_row, std::span<const float> start) {
    std::vector<float> table(kTriples * channels_);
    for (std::size_t at = 0; at < table.size(); ++at)
      table[at] = start.empty() ? 0 : start[at % channels_];
    for (int column = 0; column < 3 && on_board_.has_row(kernel_row + 1); ++column) {
      if (!on_board_.has_column(column + 1)) continue;
      const auto taps = tap_table(3 * kernel_row + column);
      for (unsigned rows = 0; rows < kTriples; ++rows) {
        const float* tap = &taps[window_code(rows, column) * channels_];
        for (std::size_t o = 0; o < channels_; ++o) table[rows * channels_ + o] += tap[o];
      }
    }
    return table;
  };
  upper_ = row_table(0, biases);
  middle_ = row_table(1, {});
  const auto lower = row_table(2, {});
  lower_.resize(lower.size());
  for (std::size_t rows = 0; rows < kTriples; ++rows) {
    const std::size_t upper_rows = rows / kRows, last_row = rows % kRows;
    for (std::size_t o = 0; o < channels_; ++o) {
      lower_[(upper_rows * channels_ + o) * kRows + last_row] = lower[rows * channels_ + o];
    }
  }
}

void TwoStepWindows::make_automaton(const life::Rule& rule) {
  next_centres_.resize(kTriples);
  for (unsigned rows = 0; rows < kTriples; ++rows) {
    for (int column = 0; column < 3; ++column) {
      const bool alive = on_board_.has_column(column + 1) &&
                         alive_next(rule, static_cast<int>(window_code(rows, column)));
      next_centres_[rows] |= static_cast<std::uint8_t>(alive << column);
    }
  }
  for (unsigned centres = 0; centres < 512; ++centres) {
    unsigned code = 0;
    for (int row = 0; row < 3; ++row) {
      for (int c = 0; c < 3; ++c) code |= (centres >> (3 * row + c) & 1) << window_bit(row, c);
    }
    outcome_[centres] = alive_next(rule, static_cast<int>(code));
  }
}

void TwoStepWindows::fill_tail_input(unsigned row0, unsigned row1, unsigned row2) {
  const nn::PlanesView& input = workspace_.input();
  const float* upper = &upper_[triple(row0, row1, row2) * channels_];
  for (std::size_t o = 0; o < channels_; ++o) {
    for (unsigned row3 = 0; row3 < kRows; ++row3) {
      const float sum = upper[o] + middle_[triple(row1, row2, row3) * channels_ + o];
      const float* lower = &lower_[((row2 * kRows + row3) * channels_ + o) * kRows];
      float* target = input.row(static_cast<int>(o), static_cast<int>(row3));
      for (unsigned row4 = 0; row4 < kRows; ++row4) {
        const float value = sum + lower[row4];
        target[row4] = relu_first_ ? std::max(value, 0.F) : value;
      }
    }
  }
}

std::uint32_t TwoStepWindows::expected(unsigned centres, unsigned row2, unsigned row3) const {
  std::uint32_t alive = 0;
  for (unsigned row4 = 0; row4 < kRows; ++row4) {
    const unsigned last = on_board_.has_row(3) ? next_centres_[triple(row2, row3, row4)] : 0U;
    alive |= std::uint32_t{outcome_[centres | last << 6]} << row4;
  }
  return alive;
}

const std::array<std::uint32_t, kRows>& TwoStepWindows::wrong(WindowRow row0, WindowRow row1,
                                                              WindowRow row2) {
  wrong_.fill(0);
  if (!on_board_.allows(0, row0) || !on_board_.allows(1, row1) || !on_board_.allows(2, row2)) {
    return wrong_;
  }
  std::uint32_t allowed_last = 0;
  for (unsigned row4 = 0; row4 < kRows; ++row4) {
    allowed_last |= std::uint32_t{on_board_.allows(4, row4)} << row4;
  }
  fill_tail_input(row0, row1, row2);
  workspace_.forward();
  const unsigned first = on_board_.has_row(1) ? next_centres_[triple(row0, row1, row2)] : 0U;
  for (unsigned row3 = 0; row3 < kRows; ++row3) {
    if (!on_board_.allows(3, row3)) continue;
    const float* logits = workspace_.output().row(0, static_cast<int>(row3));
    std::uint32_t alive = 0;
    for (unsigned row4 = 0; row4 < kRows; ++row4) alive |= std::uint32_t{logits[row4] > 0} << row4;
    const unsigned centres = first | unsigned{next_centres_[triple(row1, row2, row3)]} << 3;
    wrong_[row3] = (alive ^ expected(centres, row2, row3)) & allowed_last;
  }
  return wrong_;
}

}  // namespace task

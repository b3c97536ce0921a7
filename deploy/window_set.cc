#include "deploy/window_set.h"

#include <algorithm>
#include <array>

#include "studies/task/window_form.h"

namespace deploy {
namespace {

constexpr std::size_t kLanes = 512;  // windows that are evaluated together
constexpr std::size_t kPlaces = 9;
// Odd, so that its multiples are all windows, each once, but neighbours far from each other.
constexpr WindowCode kSpread = 0x9e3779b1;

// Values of channels, a plane of kLanes windows each.
using Planes = std::vector<std::int32_t>;

// The 3x3 window at one of the nine places of a 5x5 one.
unsigned part(WindowCode window, std::size_t place) {
  const WindowCode from = window >> (5 * (place / 3) + place % 3);
  return (from & 7) | (from >> 5 & 7) << 3 | (from >> 10 & 7) << 6;
}

void add_product(std::int32_t weight, const std::int32_t* in, std::int32_t* sum) {
  for (std::size_t lane = 0; lane < kLanes; ++lane) sum[lane] += weight * in[lane];
}

void add_layer(const IntegerLayer& layer, const Planes& in, Planes& out) {
  const auto inputs = static_cast<std::size_t>(layer.inputs);
  const auto outputs = static_cast<std::size_t>(layer.outputs);
  out.resize(outputs * kLanes);
  for (std::size_t output = 0; output < outputs; ++output) {
    std::int32_t* sum = &out[output * kLanes];
    std::fill_n(sum, kLanes, layer.biases[output]);
    for (std::size_t i = 0; i < inputs; ++i) {
      const int weight = layer.weights[output * inputs + i];
      if (weight != 0) add_product(weight, &in[i * kLanes], sum);
    }
  }
}

void cut_and_shift(Planes& planes, int shift) {
  for (std::int32_t& value : planes) value = std::max(value, 0) >> shift;
}

// Layers [first, last) of a network; `planes` goes in and comes out.
void run_layers(const IntegerNetwork& network, std::size_t first, std::size_t last,
                Planes& planes) {
  Planes out;
  for (std::size_t k = first; k < last; ++k) {
    add_layer(network.layers[k], planes, out);
    if (k + 1 < network.layers.size()) cut_and_shift(out, network.layers[k].shift);
    planes.swap(out);
  }
}

Planes all_small_windows() {
  static_assert(kLanes == task::kWindows);
  Planes planes(kPlaces * kLanes);
  for (std::size_t cell = 0; cell < kPlaces; ++cell) {
    for (std::size_t window = 0; window < kLanes; ++window) {
      planes[cell * kLanes + window] = static_cast<std::int32_t>(window >> cell & 1);
    }
  }
  return planes;
}

// What the last layer says of windows given kLanes at a time. What it makes of the 512 small
// windows (the first block, or all there is) is computed once.
class Evaluation {
 public:
  explicit Evaluation(const IntegerNetwork& network) : network_(network) {
    small_ = all_small_windows();
    run_layers(network, 0, network.second == 0 ? network.layers.size() : network.second, small_);
  }

  // The sums of at most kLanes windows.
  std::span<const std::int32_t> sums(std::span<const WindowCode> windows) {
    const std::size_t channels = small_.size() / kLanes;
    const std::size_t places = network_.second == 0 ? 1 : kPlaces;
    planes_.resize(places * channels * kLanes);
    for (std::size_t place = 0; place < places; ++place) {
      for (std::size_t w = 0; w < windows.size(); ++w) {
        codes_[w] = network_.second == 0 ? windows[w] : part(windows[w], place);
      }
      for (std::size_t channel = 0; channel < channels; ++channel) {
        std::int32_t* plane = &planes_[(place * channels + channel) * kLanes];
        const std::int32_t* table = &small_[channel * kLanes];
        for (std::size_t w = 0; w < windows.size(); ++w) plane[w] = table[codes_[w]];
      }
    }
    if (network_.second != 0) {
      run_layers(network_, network_.second, network_.layers.size(), planes_);
    }
    return std::span(planes_).first(windows.size());
  }

 private:
  const IntegerNetwork& network_;
  Planes small_, planes_;
  std::array<unsigned, kLanes> codes_{};
};

// What is right, without a look at the rule for every cell.
class Truth {
 public:
  Truth(const life::Rule& rule, int steps) : steps_(steps) {
    for (int window = 0; window < task::kWindows; ++window) {
      next_[static_cast<std::size_t>(window)] = task::alive_next(rule, window);
    }
  }

  bool alive(WindowCode window) const {
    if (steps_ == 1) return next_[window];
    std::size_t middle = 0;
    for (std::size_t place = 0; place < kPlaces; ++place) {
      middle |= std::size_t{next_[part(window, place)]} << place;
    }
    return next_[middle];
  }

 private:
  int steps_;
  std::array<bool, task::kWindows> next_{};
};

}  // namespace

std::int64_t window_count(int steps) { return std::int64_t{1} << (steps == 1 ? 9 : 25); }

bool alive_after(const life::Rule& rule, int steps, WindowCode window) {
  return Truth(rule, steps).alive(window);
}

void WindowSet::add(WindowCode window) {
  windows_.push_back(window);
  alive_.push_back(alive_after(rule_, steps_, window) ? 1 : 0);
}

void WindowSet::evaluate(const IntegerNetwork& network, std::vector<std::int32_t>& sums) const {
  sums.resize(size());
  Evaluation evaluation(network);
  for (std::size_t begin = 0; begin < size(); begin += kLanes) {
    const auto some = windows().subspan(begin, std::min(kLanes, size() - begin));
    std::ranges::copy(evaluation.sums(some), sums.begin() + static_cast<std::ptrdiff_t>(begin));
  }
}

WindowErrors find_errors(const IntegerNetwork& network, const life::Rule& rule,
                         std::size_t examples) {
  WindowErrors errors;
  Evaluation evaluation(network);
  const Truth truth(rule, network.steps());
  std::vector<WindowCode> windows(kLanes);
  const auto count = static_cast<WindowCode>(window_count(network.steps()));
  for (WindowCode begin = 0; begin < count; begin += kLanes) {
    for (std::size_t w = 0; w < kLanes; ++w) {
      windows[w] = (begin + static_cast<WindowCode>(w)) * kSpread & (count - 1);
    }
    const auto sums = evaluation.sums(windows);
    for (std::size_t w = 0; w < kLanes; ++w) {
      if ((sums[w] > 0) == truth.alive(windows[w])) continue;
      ++errors.count;
      if (errors.examples.size() < examples) errors.examples.push_back(windows[w]);
    }
  }
  return errors;
}

}  // namespace deploy

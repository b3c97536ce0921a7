#include "deploy/calibration.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "base/random.h"
#include "deploy/last_bias.h"
#include "deploy/rounding.h"
#include "deploy/window_set.h"

namespace deploy {
namespace {

constexpr Widths kWidths[] = {{16, 8}, {32, 8}, {32, 16}};  // the narrowest first

struct Budget {
  int roundings;         // drawn in each width
  int starts;            // of annealing
  int moves;             // in each
  int rounds;            // of looking at all windows
  std::size_t sample;    // windows to begin with
  std::size_t examples;  // wrong windows taken from a round
};
constexpr Budget kOneStep{400, 8, 20'000, 1, 512, 0};
constexpr Budget kTwoSteps{100, 3, 10'000, 12, 4'096, 1'024};

constexpr int kPatience = 3;  // rounds that make nothing better

struct Candidate {
  IntegerNetwork network;
  IntegerNetwork rounded;  // what it was before single numbers were changed
  Widths widths;
  std::int64_t errors;  // on the sample
};

// Of one step all windows; of two half with cells alive with probability 1/2, half with all shares.
WindowSet first_sample(int steps, const life::Rule& rule, std::size_t size, base::Stream& random) {
  WindowSet set(steps, rule);
  for (std::size_t k = 0; k < size; ++k) {
    if (steps == 1) {
      set.add(static_cast<WindowCode>(k));
      continue;
    }
    const double density = k % 2 == 0 ? 0.5 : random.uniform();
    WindowCode window = 0;
    for (int cell = 0; cell < 25; ++cell) {
      window |= WindowCode{random.uniform() <= density} << cell;
    }
    set.add(window);
  }
  return set;
}

std::int64_t count_changes(const Candidate& candidate) {
  const auto last = [](const IntegerNetwork& network) { return network.layers.back().biases[0]; };
  std::int64_t changes = last(candidate.network) != last(candidate.rounded) ? -1 : 0;
  for (std::size_t k = 0; k < candidate.network.layers.size(); ++k) {
    const IntegerLayer& now = candidate.network.layers[k];
    const IntegerLayer& then = candidate.rounded.layers[k];
    const auto count = [&](const auto& numbers, const auto& old) {
      for (std::size_t i = 0; i < numbers.size(); ++i) changes += numbers[i] != old[i];
    };
    count(now.weights, then.weights);
    count(now.biases, then.biases);
  }
  return changes;
}

class Calibration {
 public:
  Calibration(const RealNetwork& real, WeightKind kind, const life::Rule& rule)
      : kind_(kind),
        rule_(rule),
        budget_(real.second == 0 ? kOneStep : kTwoSteps),
        random_(0, "calibration"),
        set_(first_sample(real.second == 0 ? 1 : 2, rule, budget_.sample, random_)) {
    for (const Balance balance : {Balance::none, Balance::rows, Balance::geometric}) {
      forms_.push_back(balanced(real, balance));
    }
  }

  std::optional<Calibrated> run() {
    std::optional<Calibrated> best;
    int rounds_in_vain = 0;
    for (int round = 0; round < budget_.rounds && rounds_in_vain < kPatience; ++round) {
      std::optional<Candidate> candidate = find();
      if (!candidate) return best;
      const WindowErrors errors = find_errors(candidate->network, rule_, budget_.examples);
      ++rounds_in_vain;
      if (!best || errors.count < best->errors) {
        best = {candidate->network, errors.count, count_changes(*candidate)};
        rounds_in_vain = 0;
      }
      if (errors.count == 0) break;
      for (const WindowCode window : errors.examples) set_.add(window);
      last_ = std::move(candidate);
    }
    return best;
  }

 private:
  // The best network on the sample, from the last one if there is one.
  std::optional<Candidate> find() {
    if (last_ && refresh(*last_)) {
      anneal(*last_);
      if (last_->errors == 0) return last_;
    }
    std::vector<Candidate> starts = roundings();
    if (last_) starts.push_back(*last_);
    if (starts.empty()) return std::nullopt;
    std::ranges::stable_sort(starts, {}, &Candidate::errors);
    if (starts.size() > static_cast<std::size_t>(budget_.starts)) {
      starts.resize(static_cast<std::size_t>(budget_.starts));
    }
    for (Candidate& start : starts) {
      if (start.errors > 0) anneal(start);
      if (start.errors == 0) return start;
    }
    return *std::ranges::min_element(starts, {}, &Candidate::errors);
  }

  // Ends with the first that is right.
  std::vector<Candidate> roundings() {
    std::vector<Candidate> candidates;
    for (const Widths& widths : kWidths) {
      for (int k = 0; k < budget_.roundings; ++k) {
        const RealNetwork& form = forms_[static_cast<std::size_t>(k) % forms_.size()];
        auto network = rounded(form, kind_, draw_roundings(form, k), widths);
        if (!network) continue;
        Candidate candidate{*network, *network, widths, 0};
        if (!refresh(candidate)) continue;
        candidates.push_back(candidate);
        if (candidate.errors == 0) return candidates;
      }
    }
    return candidates;
  }

  // First for each form: small integers if there are such, else the largest ones; then those; then
  // any.
  std::vector<LayerRounding> draw_roundings(const RealNetwork& form, int number) {
    const int largest = largest_weight(kind_);
    const auto turn = static_cast<std::size_t>(number) / forms_.size();
    std::vector<LayerRounding> layers;
    for (const RealLayer& layer : form.layers) {
      LayerRounding rounding{largest, 0};
      if (turn == 0) {
        rounding.largest = integer_fold(layer, largest).value_or(largest);
        rounding.threshold = 0.5;
      } else if (turn > 1) {
        rounding.largest = std::max(1, static_cast<int>(std::ceil(random_.uniform() * largest)));
        rounding.threshold = 0.8 * random_.uniform();
      }
      layers.push_back(rounding);
    }
    return layers;
  }

  // Sets the last bias and counts errors; false if the bias does not fit.
  bool refresh(Candidate& candidate) {
    set_.evaluate(candidate.network, sums_);
    const Threshold threshold = best_threshold(sums_, set_.alive());
    std::int32_t& bias = candidate.network.layers.back().biases[0];
    const std::int64_t moved = std::int64_t{bias} - threshold.value;
    if (std::abs(moved) > candidate.widths.highest_sum()) return false;
    bias = static_cast<std::int32_t>(moved);
    candidate.errors = threshold.errors;
    return fits_widths(candidate);
  }

  bool fits_widths(const Candidate& candidate) const {
    const auto bounds = sum_bounds(candidate.network);
    for (std::size_t k = 0; k < bounds.size(); ++k) {
      const int shift = k + 1 < bounds.size() ? candidate.network.layers[k].shift : 31;
      if (!holds(candidate.widths, bounds[k], shift)) return false;
    }
    return true;
  }

  // Changes single numbers; what makes more errors is taken ever more rarely.
  void anneal(Candidate& best) {
    Candidate current = best;
    for (int move = 0; move < budget_.moves && best.errors > 0; ++move) {
      Candidate next = current;
      change(next.network);
      if (!fits_widths(next) || !refresh(next)) continue;
      const double left = 1 - static_cast<double>(move) / budget_.moves;
      const double temperature = 0.005 * static_cast<double>(set_.size()) * left * left + 1e-9;
      const auto more = static_cast<double>(next.errors - current.errors);
      if (more > 0 && random_.uniform() > std::exp(-more / temperature)) continue;
      current = std::move(next);
      if (current.errors < best.errors) best = current;
    }
  }

  std::size_t draw_below(std::size_t count) {
    return static_cast<std::size_t>(random_.next_u32() % count);
  }

  void change(IntegerNetwork& network) {
    IntegerLayer& layer = network.layers[draw_below(network.layers.size())];
    const std::size_t at = draw_below(layer.weights.size() + layer.biases.size());
    const int sign = random_.next_u32() % 2 == 0 ? 1 : -1;
    if (at < layer.weights.size()) {
      // Around the end, so that every sign can become every other.
      const int largest = largest_weight(kind_);
      int weight = layer.weights[at] + sign;
      if (std::abs(weight) > largest) weight = -sign * largest;
      layer.weights[at] = static_cast<std::int8_t>(weight);
    } else {
      std::int32_t& bias = layer.biases[at - layer.weights.size()];
      const auto size = static_cast<unsigned>(std::abs(std::int64_t{bias})) / 2 + 1;
      const auto digits = static_cast<std::size_t>(std::bit_width(size));
      const std::int64_t moved = bias + sign * (std::int64_t{1} << draw_below(digits));
      constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
      bias = static_cast<std::int32_t>(std::clamp(moved, -kMost, kMost));
    }
  }

  WeightKind kind_;
  life::Rule rule_;
  Budget budget_;
  base::Stream random_;
  WindowSet set_;
  std::vector<RealNetwork> forms_;
  std::optional<Candidate> last_;
  std::vector<std::int32_t> sums_;
};

}  // namespace

Calibrated calibrate(const RealNetwork& network, WeightKind kind, const life::Rule& rule) {
  auto result = Calibration(network, kind, rule).run();
  if (!result) {
    throw std::invalid_argument(
        "network: no integers of 32 bits hold what its weights and biases give");
  }
  return std::move(*result);
}

}  // namespace deploy

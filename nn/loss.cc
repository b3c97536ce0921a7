#include "nn/loss.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

#include "base/check.h"
#include "nn/vector_math.h"

namespace nn {
namespace {

constexpr std::size_t kWidth = kLanes;
// Vectors whose sums are kept in floats; so many factors from 0.5 to 1 stay normal, too.
constexpr std::size_t kPiece = 64;

/// Loss and its derivative by z, sample by sample.
struct Slopes {
  Lanes loss, slope;
};

Lanes load(std::span<const float> values, std::size_t first, std::size_t count) {
  Lanes lanes = {};
  std::memcpy(&lanes, values.data() + first, count * sizeof(float));
  return lanes;
}

// `of_lanes`(z, t) gives the Slopes; lanes beyond the end have weight 0.
template <class OfLanes>
double weighted_sum(std::span<const float> outputs, std::span<const float> targets,
                    std::span<const float> weights, std::span<float> gradient, OfLanes of_lanes) {
  const std::size_t count = outputs.size();
  assert(targets.size() == count && weights.size() == count && gradient.size() == count);
  double total = 0;
  for (std::size_t first = 0; first < count; first += kPiece * kWidth) {
    const std::size_t last = std::min(count, first + kPiece * kWidth);
    Lanes piece = {};
    const auto add = [&](std::size_t i, std::size_t size) {
      const Lanes weight = load(weights, i, size);
      const Slopes at = of_lanes(load(outputs, i, size), load(targets, i, size));
      const Lanes slope = weight * at.slope;
      std::memcpy(gradient.data() + i, &slope, size * sizeof(float));
      piece += weight * at.loss;
    };
    std::size_t i = first;
    for (; i + kWidth <= last; i += kWidth) add(i, kWidth);  // a constant size is no call
    if (i < last) add(i, last - i);
    total += double{sum(piece)};
  }
  return total;
}

// 2^x for any x but NaN and the infinities; the polynomial was fitted for the least relative error
// on [0, 1], 2^-24.
Lanes exp2(Lanes x) {
  const Lanes f = fraction(x);
  Lanes power = f * 0.00187757681F + 0.00898933969F;
  power = power * f + 0.0558263175F;
  power = power * f + 0.240153611F;
  power = power * f + 0.693153083F;
  power = power * f + 0.999999940F;
  return scale_by_power_of_two(power, x);
}

int count_differing_signs(Lanes a, Lanes b) {
#if defined(__AVX512F__)
  // Written as g++ writes x > 0, which then is one comparison with others of the kind.
  const auto positive = [](Lanes x) {
    return _mm512_cmp_ps_mask(__m512{}, reinterpret_cast<__m512>(x), _CMP_LT_OS);
  };
  return std::popcount(static_cast<unsigned>(positive(a) ^ positive(b)));
#else
  const IntLanes differ = (a > 0.F) ^ (b > 0.F);
  int count = 0;
  for (int lane = 0; lane < kLanes; ++lane) count -= differ[lane];
  return count;
#endif
}

}  // namespace

double bce_with_logits(std::span<const float> logits, std::span<const float> targets,
                       std::span<const float> weights, std::span<float> gradient) {
  return weighted_sum(logits, targets, weights, gradient, [](Lanes z, Lanes t) -> Slopes {
    const Lanes decay = exp(-absolute(z));
    const Lanes larger = 1.F / (1.F + decay);  // the sigmoid of |z|
    return {at_least(Lanes{}, z) - z * t - log(larger), (z < 0.F ? decay * larger : larger) - t};
  });
}

double squared_error(std::span<const float> outputs, std::span<const float> targets,
                     std::span<const float> weights, std::span<float> gradient) {
  return weighted_sum(outputs, targets, weights, gradient, [](Lanes z, Lanes t) -> Slopes {
    return {(z - t) * (z - t), 2.F * (z - t)};
  });
}

double squared_error_with_logits(std::span<const float> logits, std::span<const float> targets,
                                 std::span<const float> weights, std::span<float> gradient) {
  return weighted_sum(logits, targets, weights, gradient, [](Lanes z, Lanes t) -> Slopes {
    // The probability given to the wrong class, and to the right one: neither as a difference.
    const Lanes wrong = t > 0.F ? -z : z;
    const Lanes miss = sigmoid(wrong), slope = 2.F * miss * miss * sigmoid(-wrong);
    return {miss * miss, t > 0.F ? -slope : slope};
  });
}

double squared_error_of_relu(std::span<const float> logits, std::span<const float> targets,
                             std::span<const float> weights, std::span<float> gradient) {
  return weighted_sum(logits, targets, weights, gradient, [](Lanes z, Lanes t) -> Slopes {
    const Lanes output = at_least(Lanes{}, z + 0.5F), excess = output - t;
    return {excess * excess, output == 0.F ? Lanes{} : 2.F * excess};
  });
}

double focal_with_logits(std::span<const float> logits, std::span<const float> targets,
                         std::span<const float> weights, float gamma, std::span<float> gradient) {
  return weighted_sum(logits, targets, weights, gradient, [gamma](Lanes z, Lanes t) -> Slopes {
    // p is the sigmoid of `right`.
    const Lanes right = t > 0.F ? z : -z;
    const Lanes decay = exp(-absolute(right));
    const Lanes larger = 1.F / (1.F + decay), smaller = decay * larger;
    const Lanes p = right < 0.F ? smaller : larger, rest = right < 0.F ? larger : smaller;
    const Lanes minus_log_p = at_least(Lanes{}, -right) - log(larger);
    const Lanes minus_log_rest = at_least(Lanes{}, right) - log(larger);
    const Lanes factor = exp(-gamma * minus_log_rest);  // (1 - p)^gamma
    const Lanes slope = factor * (gamma * p * minus_log_p + rest);
    return {factor * minus_log_p, t > 0.F ? -slope : slope};
  });
}

ClassWeights effective_number_weights(double negatives, double positives, double beta) {
  base::require(negatives >= 1 && positives >= 1, "classes of {} and {} samples: need 1 of each",
                negatives, positives);
  base::require(beta >= 0 && beta < 1, "beta {}: needs 0 <= beta < 1", beta);
  const double negative = (1 - beta) / (1 - std::pow(beta, negatives));
  const double positive = (1 - beta) / (1 - std::pow(beta, positives));
  const double scale = 2 / (negative + positive);
  return {static_cast<float>(scale * negative), static_cast<float>(scale * positive)};
}

void weigh_classes(std::span<const float> targets, ClassWeights classes, std::span<float> weights) {
  assert(targets.size() == weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] *= targets[i] > 0 ? classes.positive : classes.negative;
  }
}

BatchLoss mean_bce_with_logits(std::span<const float> logits, std::span<const float> targets,
                               float weight, std::span<float> gradient) {
  assert(logits.size() % kWidth == 0 && targets.size() == logits.size() &&
         gradient.size() == logits.size());
  constexpr float kLog2E = 1.44269504F;
  BatchLoss result{0, 0};
  for (std::size_t first = 0; first < logits.size(); first += kPiece * kWidth) {
    const std::size_t last = std::min(logits.size(), first + kPiece * kWidth);
    Lanes excess = {}, product = Lanes{} + 1.F;
    for (std::size_t i = first; i < last; i += kWidth) {
      const Lanes z = *reinterpret_cast<const Lanes*>(&logits[i]);
      const Lanes t = *reinterpret_cast<const Lanes*>(&targets[i]);
      // A logit as far as it is on the wrong side, the loss being log(1 + exp(wrong)); `mistake` is
      // its sigmoid, the probability given to the wrong class.
      const IntLanes flip = (t > 0.F) & ~0x7FFFFFFF;
      const Lanes wrong = reinterpret_cast<Lanes>(reinterpret_cast<IntLanes>(z) ^ flip);
      const Lanes mistake = 1.F / (1.F + exp2(wrong * -kLog2E));
      // log(1 + exp(x)) = max(x, 0) - log(the larger probability), from 0.5 to 1.
      excess += at_least(Lanes{}, wrong);
      product *= at_least(1.F - mistake, mistake);
      *reinterpret_cast<IntLanes*>(&gradient[i]) =
          reinterpret_cast<IntLanes>(weight * mistake) ^ flip;
      result.wrong += count_differing_signs(z, t);
    }
    result.loss += double{sum(excess - log(product))};
  }
  result.loss *= double{weight};
  return result;
}

}  // namespace nn

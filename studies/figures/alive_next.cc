#include "studies/figures/alive_next.h"

#include <cmath>

namespace figures {
namespace {

constexpr int kChoose[9] = {1, 8, 28, 56, 70, 56, 28, 8, 1};  // of 8

/// The sum of C(8, k) term(living cells of the window) over the windows that live next.
template <class Term>
double sum_of_living(life::Rule rule, const Term& term) {
  double sum = 0;
  for (int k = 0; k <= 8; ++k) {
    for (const bool alive : {false, true}) {
      if (rule.alive_next(alive, k)) sum += kChoose[k] * term(k + (alive ? 1 : 0));
    }
  }
  return sum;
}

}  // namespace

double alive_next(life::Rule rule, double density) {
  return sum_of_living(rule, [&](int living) {
    return std::pow(density, living) * std::pow(1 - density, 9 - living);
  });
}

double alive_next_of_drawn(life::Rule rule) {
  // The integral of d^l (1 - d)^(9 - l) over d.
  return sum_of_living(rule, [](int living) { return std::beta(living + 1.0, 10.0 - living); });
}

}  // namespace figures

#pragma once

#include <cmath>

namespace nn {

/// A number and its derivative along one direction. A computation on them gives, beside its result,
/// the exact derivative of the result (forward-mode differentiation).
/// Example: (Dual{3, 1} * Dual{3, 1}).slope is 6.
struct Dual {
  double value;
  double slope;

  Dual(double number = 0, double derivative = 0) : value(number), slope(derivative) {}
  Dual& operator+=(const Dual& x) { return *this = {value + x.value, slope + x.slope}; }
};

inline Dual operator-(const Dual& x) { return {-x.value, -x.slope}; }
inline Dual operator+(const Dual& x, const Dual& y) {
  return {x.value + y.value, x.slope + y.slope};
}
inline Dual operator-(const Dual& x, const Dual& y) { return x + -y; }
inline Dual operator*(const Dual& x, const Dual& y) {
  return {x.value * y.value, x.slope * y.value + x.value * y.slope};
}
inline Dual operator/(const Dual& x, const Dual& y) {
  const double ratio = x.value / y.value;
  return {ratio, (x.slope - ratio * y.slope) / y.value};
}
inline bool operator>(const Dual& x, double y) { return x.value > y; }
inline bool operator<(const Dual& x, double y) { return x.value < y; }

inline Dual exp(const Dual& x) { return {std::exp(x.value), std::exp(x.value) * x.slope}; }
inline Dual tanh(const Dual& x) {
  const double y = std::tanh(x.value);
  return {y, (1 - y * y) * x.slope};
}

}  // namespace nn

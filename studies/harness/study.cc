#include "studies/harness/study.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>
#include <utility>

#include "base/check.h"
#include "base/parse.h"
#include "studies/harness/identity.h"
#include "studies/harness/join.h"

namespace study {
namespace {

template <class Number>
bool parse_between(std::string_view text, Number low, Number high, Number& value) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && rest == end && value >= low && value <= high;
}

}  // namespace

Axis integer_axis(std::string name, std::string description, std::string default_values,
                  std::int64_t low, std::int64_t high) {
  const auto canonical = [low, high](std::string_view text) {
    std::int64_t value = 0;
    base::require(parse_between(text, low, high, value), "needs a whole number from {} to {}", low,
                  high);
    return fmt::format("{}", value);
  };
  return {std::move(name), std::move(description), std::move(default_values), canonical, true};
}

Axis real_axis(std::string name, std::string description, std::string default_values, double low,
               double high) {
  const auto canonical = [low, high](std::string_view text) {
    double value = 0;
    base::require(parse_between(text, low, high, value), "needs a number from {} to {}", low, high);
    return fmt::format("{}", value + 0.0);  // -0 becomes 0
  };
  return {std::move(name), std::move(description), std::move(default_values), canonical, false};
}

Axis choice_axis(std::string name, std::string description, std::string default_values,
                 std::vector<std::string> choices) {
  const auto canonical = [choices = std::move(choices)](std::string_view text) {
    const bool known = std::find(choices.begin(), choices.end(), text) != choices.end();
    base::require(known, "{}{}", choices.size() == 1 ? "needs " : "needs one of ",
                  join(choices, ", "));
    return std::string(text);
  };
  return {std::move(name), std::move(description), std::move(default_values), canonical, false};
}

Cell::Cell(std::span<const Axis> axes, std::vector<std::string> values)
    : axes_(axes), values_(std::move(values)) {
  if (axes_.size() != values_.size()) throw std::logic_error("a cell needs one value an axis");
}

const std::string& Cell::text(std::string_view axis) const {
  const auto found = std::find_if(axes_.begin(), axes_.end(),
                                  [axis](const Axis& candidate) { return candidate.name == axis; });
  if (found == axes_.end()) throw std::logic_error(fmt::format("the study has no axis {}", axis));
  return values_[static_cast<std::size_t>(found - axes_.begin())];
}

std::int64_t Cell::integer(std::string_view axis) const {
  return base::parse_integer(text(axis), axis, std::numeric_limits<std::int64_t>::min(),
                             std::numeric_limits<std::int64_t>::max());
}

double Cell::real(std::string_view axis) const {
  return base::parse_real(text(axis), axis, std::numeric_limits<double>::lowest(),
                          std::numeric_limits<double>::max());
}

base::Stream Trial::stream(std::string_view name) const {
  const auto found = study.stream_axes.find(name);
  const std::uint64_t key = found == study.stream_axes.end()
                                ? seed
                                : shared_key(study, cell.values(), base_seed, index, found->second);
  return {key, name};
}

Row joined(Row row, const Row& more) {
  row.insert(row.end(), more.begin(), more.end());
  return row;
}

Values with(Values values, const Values& more) {
  values.insert(more.begin(), more.end());
  return values;
}

}  // namespace study

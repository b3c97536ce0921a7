#include "studies/harness/identity.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "studies/harness/csv.h"
#include "studies/harness/sha256.h"

namespace study {
namespace {

/// Of the axes that `is_key` takes.
template <class IsKey>
std::uint64_t hash_of(const Study& study, std::span<const std::string> values,
                      std::int64_t base_seed, std::int64_t trial, IsKey is_key) {
  std::string text;
  const auto add = [&text](const std::string& name, const std::string& value) {
    text += format_csv_line(std::array{name, value});
  };
  add("study", study.name);
  add("revision", std::to_string(study.revision));
  for (std::size_t i = 0; i < study.axes.size(); ++i) {
    if (is_key(study.axes[i].name)) add(study.axes[i].name, values[i]);
  }
  add("base_seed", std::to_string(base_seed));
  add("trial", std::to_string(trial));
  const auto digest = sha256(text);
  std::uint64_t seed = 0;
  for (std::size_t i = 0; i < 8; ++i) seed = seed << 8 | digest[i];
  return seed;
}

}  // namespace

std::uint64_t trial_seed(const Study& study, std::span<const std::string> values,
                         std::int64_t base_seed, std::int64_t trial) {
  return hash_of(study, values, base_seed, trial, [](const std::string&) { return true; });
}

std::uint64_t shared_key(const Study& study, std::span<const std::string> values,
                         std::int64_t base_seed, std::int64_t trial,
                         std::span<const std::string> axes) {
  return hash_of(study, values, base_seed, trial, [&](const std::string& name) {
    return std::ranges::find(axes, name) != axes.end();
  });
}

std::string format_seed(std::uint64_t seed) { return fmt::format("0x{:016x}", seed); }

}  // namespace study

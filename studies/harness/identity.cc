#include "studies/harness/identity.h"

#include <fmt/core.h>

#include <array>

#include "studies/harness/csv.h"
#include "studies/harness/sha256.h"

namespace study {

std::uint64_t trial_seed(const Study& study, std::span<const std::string> values,
                         std::int64_t base_seed, std::int64_t trial) {
  std::string text;
  const auto add = [&text](const std::string& name, const std::string& value) {
    text += format_csv_line(std::array{name, value});
  };
  add("study", study.name);
  add("revision", std::to_string(study.revision));
  for (std::size_t i = 0; i < study.axes.size(); ++i) add(study.axes[i].name, values[i]);
  add("base_seed", std::to_string(base_seed));
  add("trial", std::to_string(trial));
  const auto digest = sha256(text);
  std::uint64_t seed = 0;
  for (std::size_t i = 0; i < 8; ++i) seed = seed << 8 | digest[i];
  return seed;
}

std::string format_seed(std::uint64_t seed) { return fmt::format("0x{:016x}", seed); }

}  // namespace study

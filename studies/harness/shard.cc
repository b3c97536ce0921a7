#include "studies/harness/shard.h"

#include <fmt/core.h>

#include <limits>
#include <stdexcept>

#include "base/parse.h"

namespace study {

Shard parse_shard(std::string_view text) try {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) throw std::invalid_argument("no slash");
  const auto count = base::parse_integer(text.substr(slash + 1), "shards", 1,
                                         std::numeric_limits<std::int64_t>::max());
  return {base::parse_integer(text.substr(0, slash), "shard", 1, count), count};
} catch (const std::invalid_argument&) {
  throw std::invalid_argument(fmt::format("--shard {}: needs i/k with 1 <= i <= k", text));
}

std::string to_string(const Shard& shard) { return fmt::format("{}/{}", shard.index, shard.count); }

ResultPaths paths_of_csv(const std::filesystem::path& csv) {
  std::filesystem::path timing = csv;
  timing.replace_extension(".timing.csv");
  return {csv, timing, csv.string() + "-metadata.json"};
}

ResultPaths result_paths(const std::filesystem::path& folder, const std::string& study,
                         const Shard& shard) {
  const std::string stem =
      shard.count == 1 ? study : fmt::format("{}.{}of{}", study, shard.index, shard.count);
  return paths_of_csv(folder / (stem + ".csv"));
}

}  // namespace study

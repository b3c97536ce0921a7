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

ResultPaths result_paths(const std::filesystem::path& folder, const std::string& study,
                         const Shard& shard) {
  const std::string stem =
      shard.count == 1 ? study : fmt::format("{}.{}of{}", study, shard.index, shard.count);
  return {folder / (stem + ".csv"), folder / (stem + ".timing.csv"),
          folder / (stem + ".csv-metadata.json")};
}

}  // namespace study

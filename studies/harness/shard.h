#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace study {

/// Part `index` of `count`, from 1: one of several processes that share a run.
struct Shard {
  std::int64_t index = 1;
  std::int64_t count = 1;

  /// True for the numbers (of trials or of cells) that fall to this shard.
  bool owns(std::int64_t number) const { return number % count == index - 1; }
};

/// "2/4". Throws std::invalid_argument "--shard 4/3: needs i/k with 1 <= i <= k".
Shard parse_shard(std::string_view text);

std::string to_string(const Shard& shard);

/// The files of one study in one folder; a shard has its own: coin.2of4.csv.
struct ResultPaths {
  std::filesystem::path csv;
  std::filesystem::path timing;
  std::filesystem::path metadata;
};

/// Of a CSV that may have any name.
ResultPaths paths_of_csv(const std::filesystem::path& csv);

ResultPaths result_paths(const std::filesystem::path& folder, const std::string& study,
                         const Shard& shard);

}  // namespace study

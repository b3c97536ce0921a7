#include "studies/figures/reproduction.h"

#include <fmt/core.h>

#include <stdexcept>

#include "base/file.h"
#include "base/progress.h"

namespace figures {
namespace {

/// The names of the CSVs that the figure was drawn from.
std::vector<std::string> sources_of(const std::filesystem::path& metadata_file) try {
  const auto metadata = nlohmann::json::parse(base::read_file(metadata_file));
  std::vector<std::string> names;
  for (const auto& source : metadata.at("sources")) names.push_back(source.at("file"));
  return names;
} catch (const nlohmann::json::exception& error) {
  throw std::invalid_argument(
      fmt::format("{}: no metadata of a figure: {}", metadata_file.string(), error.what()));
}

}  // namespace

Reproduction reproduce(const std::filesystem::path& folder, std::span<const Claim> claims) {
  Reproduction all{folder, {}, {}};
  for (const Claim& claim : claims) {
    const auto table_file = folder / "tables" / (claim.figure + ".csv");
    if (!std::filesystem::exists(table_file)) {
      all.claims.push_back({judge(claim, nullptr), {}});
      continue;
    }
    const study::Table table = study::read_csv(table_file);
    ClaimResult result{judge(claim, &table), {}};
    for (const auto& name : sources_of(folder / "figures" / (claim.figure + ".metadata.json"))) {
      auto known = all.studies.find(name);
      if (known == all.studies.end()) {
        known = all.studies.emplace(name, read_study_rows(folder / name)).first;
      }
      const Making made = making(claim, known->second);
      if (!made.command.empty()) result.makings.push_back(made);
    }
    all.claims.push_back(std::move(result));
  }
  return all;
}

std::optional<bool> alike(const Finding& a, const Finding& b) {
  if (a.verdict == Verdict::not_run || b.verdict == Verdict::not_run) return std::nullopt;
  const Estimate more = difference(*a.ours, *b.ours);
  return more.low <= 0 && 0 <= more.high;
}

std::string two_core_time(std::span<const Making> makings) {
  double cpu_seconds = 0;
  std::size_t untimed = 0;
  for (const Making& making : makings) {
    cpu_seconds += making.cpu_seconds;
    untimed += making.untimed;
  }
  if (cpu_seconds == 0) return "unknown";
  constexpr double kCores = 2;
  return (untimed > 0 ? "at least " : "") + base::format_duration(cpu_seconds / kCores);
}

}  // namespace figures

#include "studies/harness/package_energy.h"

#include <string>
#include <system_error>

#include "base/file.h"
#include "base/parse.h"

namespace study {
namespace {

namespace fs = std::filesystem;

/// The first line of a file.
std::optional<std::string> line_of(const fs::path& path) try {
  std::string text = base::read_file(path);
  return text.substr(0, text.find('\n'));
} catch (const std::system_error&) {
  return std::nullopt;
}

std::optional<std::int64_t> number_in(const fs::path& path) {
  const auto line = line_of(path);
  return line ? base::to_integer(*line) : std::nullopt;
}

}  // namespace

PackageEnergy::PackageEnergy(const fs::path& powercap) {
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(powercap, missing)) {
    const fs::path folder = entry.path();
    const auto name = line_of(folder / "name");
    if (!name || !name->starts_with("package-")) continue;
    const auto range = number_in(folder / "max_energy_range_uj");
    const auto now = number_in(folder / "energy_uj");
    if (range && now) packages_.push_back({folder / "energy_uj", *range, *now});
  }
}

void PackageEnergy::sample() {
  for (Package& package : packages_) {
    const auto now = number_in(package.counter);
    if (!now) continue;
    const std::int64_t wrapped = *now < package.last ? package.range : 0;
    microjoules_ += static_cast<double>(*now - package.last + wrapped);
    package.last = *now;
  }
}

std::optional<double> PackageEnergy::joules() const {
  return packages_.empty() ? std::nullopt : std::optional(microjoules_ / 1e6);
}

}  // namespace study

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace study {

/// The energy that a machine's processor packages use, by Intel's and AMD's RAPL counters as Linux
/// shows them (powercap): of everything that runs there. Most virtual machines have none, and often
/// only root may read them.
class PackageEnergy {
 public:
  /// Counts from now on; `powercap` is another folder in tests.
  explicit PackageEnergy(const std::filesystem::path& powercap = "/sys/class/powercap");

  /// Takes what was used since the last call into account. A counter may have wrapped since then,
  /// but not twice, which would go unseen: its range is in max_energy_range_uj.
  void sample();

  /// Up to the last sample; nothing where no package can be read.
  std::optional<double> joules() const;

 private:
  struct Package {
    std::filesystem::path counter;
    std::int64_t range, last;  // microjoules
  };

  std::vector<Package> packages_;
  double microjoules_ = 0;
};

}  // namespace study

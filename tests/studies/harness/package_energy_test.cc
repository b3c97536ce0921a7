#include "studies/harness/package_energy.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "run_toy.h"

namespace study {
namespace {

namespace fs = std::filesystem;

// What Linux shows of a domain.
void write_domain(const fs::path& folder, const std::string& name, std::int64_t microjoules) {
  fs::create_directories(folder);
  base::write_file(folder / "name", name + "\n");
  base::write_file(folder / "max_energy_range_uj", "1000000000\n");
  base::write_file(folder / "energy_uj", std::to_string(microjoules) + "\n");
}

TEST(PackageEnergy, SumsPackagesAndLeavesOutTheirParts) {
  const TemporaryFolder folder;
  const fs::path root = folder.path();
  write_domain(root / "intel-rapl:0", "package-0", 5'000'000);
  write_domain(root / "intel-rapl:1", "package-1", 0);
  write_domain(root / "intel-rapl:0:0", "core", 0);
  write_domain(root / "intel-rapl:2", "psys", 0);
  PackageEnergy energy(root);
  EXPECT_EQ(energy.joules(), 0);
  write_domain(root / "intel-rapl:0", "package-0", 7'000'000);
  write_domain(root / "intel-rapl:1", "package-1", 500'000);
  write_domain(root / "intel-rapl:0:0", "core", 9'000'000);
  write_domain(root / "intel-rapl:2", "psys", 9'000'000);
  EXPECT_EQ(energy.joules(), 0);
  energy.sample();
  EXPECT_EQ(energy.joules(), 2.5);
}

TEST(PackageEnergy, CountersWrap) {
  const TemporaryFolder folder;
  const fs::path package = fs::path(folder.path()) / "intel-rapl:0";
  write_domain(package, "package-0", 999'000'000);
  PackageEnergy energy(folder.path());
  write_domain(package, "package-0", 2'000'000);
  energy.sample();
  write_domain(package, "package-0", 3'000'000);
  energy.sample();
  EXPECT_EQ(energy.joules(), 4);
}

TEST(PackageEnergy, IsNothingWhereNoneIsShown) {
  const TemporaryFolder folder;
  EXPECT_FALSE(PackageEnergy(folder.file("missing")).joules());
  const fs::path unreadable = fs::path(folder.path()) / "intel-rapl:0";
  fs::create_directories(unreadable);
  base::write_file(unreadable / "name", "package-0\n");
  PackageEnergy energy(folder.path());
  energy.sample();
  EXPECT_FALSE(energy.joules());
}

}  // namespace
}  // namespace study

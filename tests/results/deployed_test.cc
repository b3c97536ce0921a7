// Networks that the study `deploy` took are those of the rows that `network_seed` names.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "studies/harness/csv.h"

namespace {

const std::filesystem::path kResults = MINLIFE_SOURCE_DIR "/results";

/// What rows say of a network.
struct Told {
  std::string parameters;  ///< of the shrunk one
  std::string errors;      ///< windows that it gets wrong
  auto operator<=>(const Told&) const = default;
};

using Networks = std::map<std::string, std::set<Told>>;  // by seed

/// Of a study with a row a network; `control`: of these rows only.
void read(Networks& networks, const std::string& study, const char* parameters,
          const char* control) {
  const study::Table rows = study::read_csv(kResults / (study + ".csv"));
  const auto text = [&](std::size_t row, const char* column) {
    return rows.text(row, rows.column(column));
  };
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    if (control && text(row, "control") != std::string(control)) continue;
    networks[text(row, "seed")].insert({text(row, parameters), text(row, "window_errors")});
  }
}

TEST(Deployed, NetworksAreThoseOfCommittedRows) {
  Networks networks;
  read(networks, "overcompleteness", "parameters", nullptr);
  read(networks, "pruning", "shrunk_parameters", nullptr);
  read(networks, "tickets", "shrunk_parameters", "none");
  const study::Table rows = study::read_csv(kResults / "deploy.csv");
  std::map<std::string, int> compared;  // by network
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto text = [&](const char* column) { return rows.text(row, rows.column(column)); };
    if (text("network_seed").empty()) continue;
    const auto found = networks.find(text("network_seed"));
    ASSERT_NE(found, networks.end()) << text("network_seed");
    const std::string errors = text("solved") == "1" ? "0" : text("window_errors");
    EXPECT_TRUE(found->second.contains({text("shrunk_parameters"), errors}))
        << text("network") << ' ' << text("network_seed");
    ++compared[text("network")];
  }
  EXPECT_EQ(compared.size(), 6u);
}

// All that are exact, of those that were pruned or made smaller.
TEST(Deployed, EveryWayToAnExactNetworkIsMeasured) {
  const study::Table answer = study::read_csv(kResults / "tables/answer.csv");
  std::size_t smaller = 0;
  for (std::size_t row = 0; row < answer.rows(); ++row) {
    const auto text = [&](const char* column) { return answer.text(row, answer.column(column)); };
    EXPECT_NE(text("cycles"), "") << text("way") << ": " << text("network");
    if (text("weights").empty()) continue;
    ++smaller;
    EXPECT_EQ(text("deployed"), text("exact")) << text("way") << ": " << text("network");
  }
  EXPECT_EQ(smaller, 10u);
}

}  // namespace

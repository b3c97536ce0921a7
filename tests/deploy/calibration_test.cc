#include "deploy/calibration.h"

#include <gtest/gtest.h>

#include "deploy/trained_network.h"
#include "deploy/window_set.h"
#include "studies/task/hand_made.h"

namespace deploy {
namespace {

constexpr auto kTorus = life::Topology::torus;
const life::Rule kLife = life::Rule::conway();

constexpr WeightKind kKinds[] = {WeightKind::int8, WeightKind::int4, WeightKind::signs};

// Exact, of that kind, and so by the other check too.
void expect_exact(const nn::Network& network, WeightKind kind) {
  const Calibrated calibrated = calibrate(real_network(network), kind, kLife);
  EXPECT_EQ(calibrated.errors, 0);
  EXPECT_EQ(find_errors(calibrated.network, kLife, 0).count, 0);
  EXPECT_TRUE(fits(calibrated.network, kind));
}

TEST(Calibrate, HandMadeNetworksStayExact) {
  for (const nn::Network& network :
       {task::springer_kenyon_network(kTorus), task::bibin_dereventsov_network(kTorus),
        task::interval_network(kTorus), task::sparse_network(kTorus),
        task::sparse_life_network(kTorus), task::one_filter_network(kTorus)}) {
    // Their integers are at most 7 but for Springer & Kenyon's, of which 1 to 0.1 is more than
    // needed.
    expect_exact(network, WeightKind::int8);
    expect_exact(network, WeightKind::int4);
  }
  expect_exact(task::bibin_dereventsov_network(kTorus), WeightKind::signs);
  // By a search: it has other weights than 1, 0 and -1.
  expect_exact(task::interval_network(kTorus), WeightKind::signs);
}

TEST(Calibrate, HandMadeIntegersAreKept) {
  const RealNetwork real = real_network(task::interval_network(kTorus));
  const Calibrated calibrated = calibrate(real, WeightKind::int4, kLife);
  const IntegerNetwork& network = calibrated.network;
  EXPECT_EQ(network.layers[0].weights, (std::vector<std::int8_t>{2, 2, 2, 2, 1, 2, 2, 2, 2, -2, -2,
                                                                 -2, -2, -1, -2, -2, -2, -2}));
  EXPECT_EQ(network.layers[1].weights, (std::vector<std::int8_t>{-1, -1}));
  EXPECT_EQ(calibrated.changed, 0);
  EXPECT_EQ(needed_widths(network), (Widths{16, 8}));
}

TEST(Calibrate, TrainedNetworksStayExact) {
  for (const char* name : {"l_1_1", "l_1_4"}) {
    const nn::Network network =
        nn::read_network(std::filesystem::path(MINLIFE_SOURCE_DIR) / "tests/vectors/networks" /
                         (std::string(name) + ".json"));
    for (const WeightKind kind : kKinds) expect_exact(network, kind);
  }
}

TEST(Calibrate, TwoStepsStayExact) {
  const nn::Network step = task::bibin_dereventsov_network(kTorus);
  expect_exact(task::composition(step, step), WeightKind::signs);
}

TEST(Calibrate, TellsOnHowManyWindowsTheBestErrs) {
  // A half-space, which Life is not.
  nn::Network network({nn::Conv2d{1, 1, 3, nn::Padding::circular}});
  std::ranges::fill(network.parameters(), 1.F);
  for (const WeightKind kind : kKinds) {
    const Calibrated calibrated = calibrate(real_network(network), kind, kLife);
    EXPECT_GT(calibrated.errors, 0);
    EXPECT_LE(calibrated.errors, 140);  // all dead
    EXPECT_EQ(calibrated.errors, find_errors(calibrated.network, kLife, 0).count);
  }
}

TEST(Calibrate, TellsHowManyNumbersTheSearchChanged) {
  // Rounding cannot make Life of zeros; the search has to.
  nn::Network network({nn::Conv2d{1, 2, 3, nn::Padding::circular}, nn::Relu{},
                       nn::Conv2d{2, 1, 1, nn::Padding::circular}});
  EXPECT_GT(calibrate(real_network(network), WeightKind::int8, kLife).changed, 0);
  EXPECT_EQ(calibrate(real_network(trained_network("l_1_4")), WeightKind::int8, kLife).changed, 0);
}

TEST(Calibrate, IsAPureFunction) {
  const RealNetwork real = real_network(task::sparse_network(kTorus));
  const Calibrated once = calibrate(real, WeightKind::signs, kLife);
  EXPECT_EQ(once.network, calibrate(real, WeightKind::signs, kLife).network);
}

TEST(Calibrate, ReturnsWithWhatNoIntegersHold) {
  // The bias is so large that no bits are left for the weights.
  nn::Network network({nn::Conv2d{1, 1, 3, nn::Padding::circular}});
  std::ranges::fill(network.parameters(), 1.F);
  network.parameters().back() = 1e30F;
  EXPECT_THROW(calibrate(real_network(network), WeightKind::int8, kLife), std::invalid_argument);
}

}  // namespace
}  // namespace deploy

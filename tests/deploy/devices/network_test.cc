#include <fmt/core.h>
#include <gtest/gtest.h>

#include "base/program.h"
#include "deploy/c_header.h"
#include "deploy/devices/hand_written.h"
#include "deploy/devices/measurement.h"
#include "deploy/real_network.h"
#include "deploy/trained_network.h"
#include "studies/task/hand_made.h"

namespace deploy {
namespace {

const life::Rule kLife = life::Rule::conway();

struct Case {
  std::string network;
  WeightKind kind;
  std::string optimisation;
};

nn::Network network_of(const std::string& name) {
  constexpr auto kTorus = life::Topology::torus;
  const nn::Network step = task::bibin_dereventsov_network(kTorus);
  if (name == "hand-made, one step") return step;
  if (name == "hand-made, two steps") return task::composition(step, step);
  return trained_network(name);
}

class OnDevice : public testing::TestWithParam<Case> {};

// measure() throws unless they are.
TEST_P(OnDevice, EveryWindowAndAHundredGenerationsAreRight) {
  const WeightKind kind = GetParam().kind;
  const Calibrated calibrated =
      calibrate(real_network(network_of(GetParam().network)), kind, kLife);
  ASSERT_EQ(calibrated.errors, 0);
  const std::string header = c_header(calibrated, kind, {"network.json", "-", "a test"});
  const int steps = calibrated.network.steps();
  for (const Device& device : devices()) {
    const Measurement measured =
        measure(device, header, steps, answers_of(kLife, steps), GetParam().optimisation);
    EXPECT_LE(measured.cell_least, measured.cell);
    EXPECT_LE(measured.cell, measured.cell_most);
    EXPECT_GT(measured.size.flash, constant_bytes(calibrated.network, kind));
    fmt::print(
        "{}, {}, {}: {} bytes of flash, {} of RAM, a cell {:.1f} ({} to {}), a generation "
        "{:.0f} {}\n",
        device.title, GetParam().network, GetParam().optimisation, measured.size.flash,
        measured.size.memory, measured.cell, measured.cell_least, measured.cell_most,
        measured.generation, device.unit);
  }
}

INSTANTIATE_TEST_SUITE_P(Networks, OnDevice,
                         testing::Values(Case{"hand-made, one step", WeightKind::signs, "-Os"},
                                         Case{"l_1_1", WeightKind::int8, "-Os"},
                                         Case{"l_1_1", WeightKind::int8, "-O2"},
                                         Case{"l_1_1", WeightKind::int4, "-Os"},
                                         Case{"l_1_1", WeightKind::signs, "-Os"},
                                         Case{"l_1_4", WeightKind::int8, "-Os"},
                                         Case{"hand-made, two steps", WeightKind::int4, "-Os"},
                                         Case{"hand-made, two steps", WeightKind::signs, "-Os"},
                                         Case{"l_2_2", WeightKind::int8, "-Os"}));

TEST(HandWrittenOnDevice, EveryWindowAndAHundredGenerationsAreRight) {
  for (const Device& device : devices()) {
    const auto cost = [&](HandWritten rule) {
      return measure(device, hand_written_header(rule), 1, answers_of(kLife, 1), "-Os").generation;
    };
    EXPECT_LT(4 * cost(HandWritten::bytewise), cost(HandWritten::counting)) << device.title;
  }
}

// A network that is not exact is held against its own answers.
TEST(WrongNetworkOnDevice, AnswersAsItDoesHere) {
  const Calibrated exact =
      calibrate(real_network(trained_network("l_1_1")), WeightKind::int8, kLife);
  Calibrated wrong = exact;
  wrong.network.layers[0].weights[0] = 0;
  const std::string header = c_header(wrong, WeightKind::int8, {"network.json", "-", "a test"});
  for (const Device& device : devices()) {
    EXPECT_NO_THROW(measure(device, header, 1, answers_of(wrong.network), "-Os"));
    EXPECT_THROW(measure(device, header, 1, answers_of(exact.network), "-Os"),
                 base::DisagreementError);
  }
}

}  // namespace
}  // namespace deploy

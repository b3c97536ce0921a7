#include "deploy/devices/measurement.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/file.h"
#include "base/program.h"
#include "deploy/calibration.h"
#include "deploy/real_network.h"
#include "life/soup.h"
#include "life/step.h"
#include "studies/task/hand_made.h"

namespace deploy {
namespace {

const life::Rule kLife = life::Rule::conway();

/// What a right device tells of life for so many steps: marks take 2, a window 10 more than its
/// number, a step of the board 1000.
DeviceReport right_report(int steps) {
  DeviceReport report;
  report.spans.push_back(2);
  for (WindowCode k = 0; k < 512; ++k) {
    const WindowCode window = steps == 1 ? k : k * 0x9e3779b1 & 0x1ffffff;
    if (k % 8 == 0) report.bytes.push_back(0);
    const int alive = alive_after(kLife, steps, window) ? 1 : 0;
    report.bytes.back() = static_cast<std::uint8_t>(report.bytes.back() | alive << k % 8);
    report.spans.push_back(2 + 10 + k);
  }
  report.spans.insert(report.spans.end(), static_cast<std::size_t>(kMeasuredGenerations / steps),
                      2 + 1000);
  life::Board board(kMeasuredSide, kMeasuredSide, life::Topology::torus);
  life::soup(board, 0.375, base::Stream(1, "devices"), 0);
  life::step(board, kLife, kMeasuredGenerations);
  EXPECT_GT(board.population(), 0);
  for (int y = 0; y < kMeasuredSide; ++y) {
    for (int x = 0; x < kMeasuredSide; x += 8) {
      int byte = 0;
      for (int k = 0; k < 8; ++k) byte |= (board.get(y, x + k) ? 1 : 0) << k;
      report.bytes.push_back(static_cast<std::uint8_t>(byte));
    }
  }
  return report;
}

/// A device whose compiler makes an empty file, whose sizes are given, and which is right.
Device device_of(DeviceReport (*run)(const std::filesystem::path&)) {
  return {"toy", "Toy", "steps", {}, {"sh", "-c", "for last; do :; done; : >\"$last\"", "sh"},
          {},    "sh",  {},      {}, run};
}

TEST(Answers, ANetworkAndTheRuleAgree) {
  const nn::Network step = task::bibin_dereventsov_network(life::Topology::torus);
  std::vector<WindowCode> windows(512);
  std::iota(windows.begin(), windows.end(), 0);
  const Calibrated one = calibrate(real_network(step), WeightKind::signs, kLife);
  EXPECT_EQ(answers_of(one.network)(windows), answers_of(kLife, 1)(windows));
  const Calibrated two =
      calibrate(real_network(task::composition(step, step)), WeightKind::int4, kLife);
  for (WindowCode& window : windows) window = window * 0x9e3779b1 & 0x1ffffff;
  EXPECT_EQ(answers_of(two.network)(windows), answers_of(kLife, 2)(windows));
}

TEST(Measure, TakesTheMarksOffAndNeedsRightAnswers) {
  Device device = device_of([](const std::filesystem::path&) { return right_report(1); });
  device.size = "false";  // the sizes are asked for once all answers are right
  EXPECT_THROW(measure(device, "", 1, answers_of(kLife, 1), "-Os"), std::runtime_error);
  EXPECT_THROW(measure(device, "", 1, answers_of(life::Rule::parse("B36/S23"), 1), "-Os"),
               base::DisagreementError);
  device = device_of([](const std::filesystem::path&) { return right_report(2); });
  device.size = "/bin/echo";
  EXPECT_THROW(measure(device, "", 1, answers_of(kLife, 1), "-Os"), base::DisagreementError);
  const Measurement measured = measure(device, "", 2, answers_of(kLife, 2), "-Os");
  EXPECT_EQ(measured.cell_least, 10);
  EXPECT_EQ(measured.cell_most, 10 + 511);
  EXPECT_EQ(measured.cell, 10 + 255.5);
  EXPECT_EQ(measured.generation, 500);
}

}  // namespace
}  // namespace deploy

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "deploy/c_header.h"
#include "deploy/devices/device.h"
#include "deploy/real_network.h"
#include "deploy/trained_network.h"
#include "deploy/window_set.h"
#include "life/soup.h"
#include "life/step.h"
#include "studies/task/hand_made.h"

namespace deploy {
namespace {

namespace fs = std::filesystem;

constexpr int kSide = 16;
constexpr int kGenerations = 100;

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

// A board's bytes as the header wants them.
std::vector<std::uint8_t> bytes_of(const life::Board& board) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(board.height() * board.width() / 8));
  for (int y = 0; y < board.height(); ++y) {
    for (int x = 0; x < board.width(); ++x) {
      auto& byte = bytes[static_cast<std::size_t>((y * board.width() + x) / 8)];
      byte = static_cast<std::uint8_t>(byte | board.get(y, x) << x % 8);
    }
  }
  return bytes;
}

class OnDevice : public testing::TestWithParam<Case> {
 protected:
  OnDevice() : board_(kSide, kSide, life::Topology::torus) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    life::soup(board_, 0.375, base::Stream(1, "devices"), 0);
  }
  ~OnDevice() override { fs::remove_all(folder_); }

  // The network as a header, and the board that the firmware begins with.
  void write_headers(const Calibrated& calibrated) {
    base::write_file(folder_ / "life_net.h",
                     c_header(calibrated, GetParam().kind, {"network.json", "-", "a test"}));
    std::string start = fmt::format("#define STEPS {}\nstatic uint8_t board[] = {{",
                                    kGenerations / calibrated.network.steps());
    for (const int byte : bytes_of(board_)) start += fmt::format("{}, ", byte);
    base::write_file(folder_ / "start.h", start + "};\n");
  }

  // What firmware/network.c gives if every answer is right.
  std::vector<std::uint8_t> expected(int steps) {
    std::vector<std::uint8_t> bytes;
    for (WindowCode k = 0; k < 512; ++k) {
      const WindowCode window = steps == 1 ? k : k * 0x9e3779b1 & 0x1ffffff;
      if (k % 8 == 0) bytes.push_back(0);
      const bool alive = alive_after(life::Rule::conway(), steps, window);
      bytes.back() = static_cast<std::uint8_t>(bytes.back() | alive << k % 8);
    }
    life::step(board_, life::Rule::conway(), kGenerations);
    EXPECT_GT(board_.population(), 0);
    std::ranges::copy(bytes_of(board_), std::back_inserter(bytes));
    return bytes;
  }

  life::Board board_;
  const fs::path folder_ = fs::path(testing::TempDir()) / "OnDevice";
};

// Spans less what the marks take, as a line of the table in deploy/README.md.
void print_costs(const Device& device, const Case& network, const Calibrated& calibrated,
                 const DeviceReport& report, const CodeSize& size) {
  const int bits = network.kind == WeightKind::int8 ? 8 : network.kind == WeightKind::int4 ? 4 : 1;
  const std::int64_t empty = report.spans[0];
  const auto cells = std::span(report.spans).subspan(1, 512);
  const auto steps = std::span(report.spans).subspan(513);
  const auto mean = [&](std::span<const std::int64_t> spans) {
    std::int64_t sum = 0;
    for (const std::int64_t span : spans) sum += span - empty;
    return static_cast<double>(sum) / static_cast<double>(spans.size());
  };
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {:.1f} ({} to {}) | {:.0f} |\n", device.name,
             network.network, bits, network.optimisation,
             constant_bytes(calibrated.network, network.kind), size.flash, size.memory, mean(cells),
             std::ranges::min(cells) - empty, std::ranges::max(cells) - empty, mean(steps));
}

TEST_P(OnDevice, EveryWindowAndAHundredGenerationsAreRight) {
  const Calibrated calibrated = calibrate(real_network(network_of(GetParam().network)),
                                          GetParam().kind, life::Rule::conway());
  ASSERT_EQ(calibrated.errors, 0);
  write_headers(calibrated);
  const auto steps = static_cast<std::size_t>(kGenerations / calibrated.network.steps());
  const std::vector<std::uint8_t> right = expected(calibrated.network.steps());
  for (const Device& device : {atmega328p(), cortex_m0(), cortex_m4()}) {
    const std::vector<std::string> flags{GetParam().optimisation};
    const DeviceReport report = device.run(build_program(device, "network.c", folder_, flags));
    EXPECT_EQ(report.bytes, right) << device.name;
    ASSERT_EQ(report.spans.size(), 513u + steps) << device.name;
    print_costs(device, GetParam(), calibrated, report, code_size(device, folder_, flags));
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

}  // namespace
}  // namespace deploy

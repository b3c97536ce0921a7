#include "deploy/devices/measurement.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/file.h"
#include "base/program.h"
#include "base/temporary_folder.h"
#include "life/soup.h"

namespace deploy {
namespace {

constexpr std::size_t kWindows = 512;

life::Board first_board() {
  life::Board board(kMeasuredSide, kMeasuredSide, life::Topology::torus);
  life::soup(board, 0.375, base::Stream(1, "devices"), 0);
  return board;
}

// A board's bytes as headers want them.
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

// As firmware/network.c chooses them.
std::vector<WindowCode> measured_windows(int steps) {
  std::vector<WindowCode> windows(kWindows);
  for (WindowCode k = 0; k < kWindows; ++k) {
    windows[k] = steps == 1 ? k : k * 0x9e3779b1 & 0x1ffffff;
  }
  return windows;
}

WindowCode window_around(const life::Board& board, int y, int x, int steps) {
  const int side = 2 * steps + 1;
  WindowCode window = 0;
  for (int column = 0; column < side; ++column) {
    for (int row = 0; row < side; ++row) {
      const int there_y = (y + row - steps + board.height()) % board.height();
      const int there_x = (x + column - steps + board.width()) % board.width();
      window |= static_cast<WindowCode>(board.get(there_y, there_x)) << (side * column + row);
    }
  }
  return window;
}

void step_by_answers(life::Board& board, int steps, const Answers& answers) {
  std::vector<WindowCode> windows;
  for (int y = 0; y < board.height(); ++y) {
    for (int x = 0; x < board.width(); ++x) windows.push_back(window_around(board, y, x, steps));
  }
  const std::vector<std::uint8_t> alive = answers(windows);
  for (int y = 0; y < board.height(); ++y) {
    for (int x = 0; x < board.width(); ++x) {
      board.set(y, x, alive[static_cast<std::size_t>(y * board.width() + x)] != 0);
    }
  }
}

// What firmware/network.c gives if the device answers as `answers` does.
std::vector<std::uint8_t> expected_bytes(int steps, const Answers& answers) {
  const std::vector<std::uint8_t> alive = answers(measured_windows(steps));
  std::vector<std::uint8_t> bytes(kWindows / 8);
  for (std::size_t k = 0; k < kWindows; ++k) {
    bytes[k / 8] = static_cast<std::uint8_t>(bytes[k / 8] | alive[k] << k % 8);
  }
  life::Board board = first_board();
  for (int k = 0; k < kMeasuredGenerations / steps; ++k) step_by_answers(board, steps, answers);
  const std::vector<std::uint8_t> last = bytes_of(board);
  bytes.insert(bytes.end(), last.begin(), last.end());
  return bytes;
}

// The board that the firmware begins with, and how often it steps.
std::string start_header(int steps) {
  std::string text =
      fmt::format("#define STEPS {}\nstatic uint8_t board[] = {{", kMeasuredGenerations / steps);
  for (const int byte : bytes_of(first_board())) text += fmt::format("{}, ", byte);
  return text + "};\n";
}

}  // namespace

Answers answers_of(const IntegerNetwork& network) {
  return [network](std::span<const WindowCode> windows) {
    WindowSet set(network.steps(), life::Rule::conway());
    for (const WindowCode window : windows) set.add(window);
    std::vector<std::int32_t> sums;
    set.evaluate(network, sums);
    std::vector<std::uint8_t> alive(sums.size());
    std::ranges::transform(sums, alive.begin(), [](std::int32_t sum) { return sum > 0; });
    return alive;
  };
}

Answers answers_of(const life::Rule& rule, int steps) {
  return [rule, steps](std::span<const WindowCode> windows) {
    std::vector<std::uint8_t> alive(windows.size());
    std::ranges::transform(windows, alive.begin(), [&](WindowCode window) {
      return static_cast<std::uint8_t>(alive_after(rule, steps, window));
    });
    return alive;
  };
}

Measurement measure(const Device& device, const std::string& header, int steps,
                    const Answers& answers, const std::string& optimisation) {
  const base::TemporaryFolder folder("firmware");
  write_firmware(folder.path());
  base::write_file(folder.path() / "life_net.h", header);
  base::write_file(folder.path() / "start.h", start_header(steps));
  const DeviceReport report = device.run(
      build_program(device, folder.path(), {"network.c", "cell.c", "step.c"}, optimisation));
  const std::size_t calls = static_cast<std::size_t>(kMeasuredGenerations / steps);
  if (report.bytes != expected_bytes(steps, answers) ||
      report.spans.size() != 1 + kWindows + calls) {
    throw base::DisagreementError(fmt::format(
        "{}: its answers are not those of the same network on this machine", device.title));
  }
  const std::int64_t marks = report.spans[0];
  const auto cells = std::span(report.spans).subspan(1, kWindows);
  const auto steps_taken = std::span(report.spans).subspan(1 + kWindows);
  const auto sum = [&](std::span<const std::int64_t> spans) {
    return static_cast<double>(std::accumulate(spans.begin(), spans.end(), std::int64_t{0}) -
                               marks * std::ssize(spans));
  };
  return {code_size(device, folder.path(), optimisation), sum(cells) / kWindows,
          std::ranges::min(cells) - marks, std::ranges::max(cells) - marks,
          sum(steps_taken) / kMeasuredGenerations};
}

}  // namespace deploy

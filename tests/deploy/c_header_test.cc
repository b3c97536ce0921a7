#include "deploy/c_header.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "base/file.h"
#include "cli/run_command.h"
#include "deploy/devices/hand_written.h"
#include "deploy/random_network.h"
#include "deploy/real_network.h"
#include "deploy/window_set.h"
#include "life/soup.h"
#include "life/step.h"
#include "studies/task/hand_made.h"

namespace deploy {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr auto kTorus = life::Topology::torus;
const Origin kOrigin{"some.json", std::string(64, 'a'), "a test"};

// Prints the answers to all windows of windows.h, then a board after a step.
constexpr const char* kProgram = R"(
#include "life_net.h"
#include <stdio.h>
#include "given.h"
int main(void) {
  unsigned k;
  for (k = 0; k < sizeof windows / sizeof *windows; ++k) {
    printf("%d ", life_net_cell(windows[k]));
  }
  life_net_step(board);
  for (k = 0; k < LIFE_NET_BOARD_BYTES; ++k) printf("%d ", board[k]);
  return 0;
}
)";

// The same header in two files of one program, of which one does not use it.
constexpr const char* kOther = R"(
#include "life_net.h"
#include "life_net.h"
int other(void);
int other(void) { return LIFE_NET_BOARD_BYTES; }
)";

std::vector<std::string> compilers() {
  std::vector<std::string> found{"gcc"};
  if (cli::run_command({"sh", "-c", "command -v clang"}).exit_code == 0)
    found.emplace_back("clang");
  return found;
}

std::vector<int> bytes_of(const life::Board& board) {
  const int row_bytes = (board.width() + 7) / 8;
  std::vector<int> bytes(static_cast<std::size_t>(board.height() * row_bytes));
  for (int y = 0; y < board.height(); ++y) {
    for (int x = 0; x < board.width(); ++x) {
      bytes[static_cast<std::size_t>(y * row_bytes + x / 8)] |= int{board.get(y, x)} << x % 8;
    }
  }
  return bytes;
}

class CHeader : public testing::Test {
 protected:
  CHeader() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    base::write_file(folder_ / "main.c", kProgram);
    base::write_file(folder_ / "other.c", kOther);
  }
  ~CHeader() override { fs::remove_all(folder_); }

  // What the program prints with this header, and, checked, without a warning.
  std::vector<int> run(const std::string& compiler, const std::string& header,
                       std::span<const WindowCode> windows, const life::Board& board) {
    base::write_file(folder_ / "life_net.h", header);
    std::string given = "static const uint32_t windows[] = {";
    for (const WindowCode window : windows) given += fmt::format("{}, ", window);
    given += "};\nstatic uint8_t board[] = {";
    for (const int byte : bytes_of(board)) given += fmt::format("{}, ", byte);
    base::write_file(folder_ / "given.h", given + "};\n");
    const auto built =
        cli::run_command({compiler, "-std=c99", "-Wall", "-Wextra", "-pedantic", "-Wshadow",
                          "-Werror", "-O1", "-fsanitize=undefined", "-fno-sanitize-recover=all",
                          fmt::format("-DLIFE_NET_WIDTH={}", board.width()),
                          fmt::format("-DLIFE_NET_HEIGHT={}", board.height()), folder_ / "main.c",
                          folder_ / "other.c", "-o", folder_ / "main"});
    EXPECT_EQ(built.err, "") << compiler;
    const auto result = cli::run_command({folder_ / "main"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    std::istringstream words(result.out);
    return {std::istream_iterator<int>(words), {}};
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

WindowSet some_windows(int steps) {
  WindowSet set(steps, life::Rule::conway());
  for (WindowCode k = 0; k < 512; ++k) {
    set.add(steps == 1 ? k : k * 0x9e3779b1 & static_cast<WindowCode>(window_count(2) - 1));
  }
  return set;
}

life::Board some_board(int height, int width) {
  life::Board board(height, width, kTorus);
  life::soup(board, 0.4, base::Stream(7, "boards"), 0);
  return board;
}

TEST_F(CHeader, ABoardOfAnySizeGoesOn) {
  const nn::Network step = task::bibin_dereventsov_network(kTorus);
  for (const int steps : {1, 2}) {
    const Calibrated calibrated =
        calibrate(real_network(steps == 1 ? step : task::composition(step, step)), WeightKind::int4,
                  life::Rule::conway());
    ASSERT_EQ(calibrated.errors, 0);
    const std::string header = c_header(calibrated, WeightKind::int4, kOrigin);
    const WindowSet set = some_windows(steps);
    for (const auto& [height, width] :
         {std::pair{16, 16}, {1, 1}, {2, 3}, {3, 2}, {5, 8}, {9, 17}, {3, 255}, {255, 3}}) {
      life::Board board = some_board(height, width);
      const std::vector<int> answers = run("gcc", header, set.windows(), board);
      life::step_reference(board, life::Rule::conway(), steps);
      std::vector<int> right(set.alive().begin(), set.alive().end());
      std::ranges::copy(bytes_of(board), std::back_inserter(right));
      ASSERT_EQ(answers, right) << steps << " steps, " << height << "x" << width;
    }
  }
}

TEST_F(CHeader, RulesByHandAreLife) {
  const WindowSet set = some_windows(1);
  for (const HandWritten rule : {HandWritten::counting, HandWritten::bytewise}) {
    for (const auto& [height, width] :
         {std::pair{16, 16}, {1, 8}, {2, 8}, {3, 16}, {7, 24}, {255, 8}, {3, 248}, {5, 3}}) {
      if (rule == HandWritten::bytewise && width % 8 != 0) continue;
      life::Board board = some_board(height, width);
      const std::vector<int> answers = run("gcc", hand_written_header(rule), set.windows(), board);
      life::step_reference(board, life::Rule::conway(), 1);
      std::vector<int> right(set.alive().begin(), set.alive().end());
      std::ranges::copy(bytes_of(board), std::back_inserter(right));
      ASSERT_EQ(answers, right) << static_cast<int>(rule) << ", " << height << "x" << width;
    }
  }
}

struct Shape {
  std::vector<std::pair<int, int>> layers;  // inputs, outputs
  std::size_t second;
};

// Random weights, which unlike those of Life tell rows from columns and one cell from another.
TEST_F(CHeader, SaysWhatTheNetworkSays) {
  const Shape shapes[] = {{{{9, 1}}, 0},
                          {{{9, 11}, {11, 2}, {2, 1}}, 0},
                          {{{9, 3}, {3, 2}, {18, 5}, {5, 1}}, 2},
                          {{{9, 30}, {270, 1}}, 1}};
  std::uint64_t seed = 0;
  for (const Shape& shape : shapes) {
    for (const WeightKind kind : {WeightKind::int8, WeightKind::int4, WeightKind::signs}) {
      for (const bool binary : {false, true}) {
        if (binary && kind != WeightKind::signs) continue;
        const int most_bias = kind == WeightKind::signs ? 3 : 5 * largest_weight(kind);
        IntegerNetwork network =
            random_integers(shape.layers, shape.second, kind, binary, most_bias, ++seed);
        for (IntegerLayer& layer : network.layers) layer.shift = kind == WeightKind::int8 ? 6 : 0;
        network.layers.back().shift = 0;
        const WindowSet set = some_windows(network.steps());
        std::vector<std::int32_t> sums;
        set.evaluate(network, sums);
        const std::string header = c_header({network, 9, 4}, kind, kOrigin);
        for (const std::string& compiler : compilers()) {
          std::vector<int> answers = run(compiler, header, set.windows(), some_board(4, 4));
          answers.resize(sums.size());
          for (std::size_t k = 0; k < sums.size(); ++k) {
            ASSERT_EQ(answers[k], sums[k] > 0 ? 1 : 0) << header;
          }
        }
      }
    }
  }
}

// The same on a board: every cell's window, as the board lies.
TEST_F(CHeader, ABoardsWindowsAreNotTurned) {
  const IntegerNetwork network =
      random_integers({{9, 4}, {4, 1}}, 0, WeightKind::int4, false, 9, 5);
  const life::Board board = some_board(6, 10);
  const auto answers =
      run("gcc", c_header({network, 9, 4}, WeightKind::int4, kOrigin), {{0}}, board);
  life::Board next(6, 10, kTorus);
  for (int y = 0; y < 6; ++y) {
    for (int x = 0; x < 10; ++x) {
      WindowSet set(1, life::Rule::conway());
      WindowCode window = 0;
      for (int bit = 0; bit < 9; ++bit) {
        const bool alive = board.get((y + 5 + bit % 3) % 6, (x + 9 + bit / 3) % 10);
        window |= WindowCode{alive} << bit;
      }
      set.add(window);
      std::vector<std::int32_t> sums;
      set.evaluate(network, sums);
      next.set(y, x, sums[0] > 0);
    }
  }
  EXPECT_THAT(std::vector(answers.begin() + 1, answers.end()), bytes_of(next));
  EXPECT_NE(next.population(), 0);
  EXPECT_NE(next.population(), 60);
}

TEST_F(CHeader, SizesBeyondAByteAreRefused) {
  const IntegerNetwork network = random_integers({{9, 1}}, 0, WeightKind::int8, false, 9, 5);
  base::write_file(folder_ / "life_net.h", c_header({network, 9, 4}, WeightKind::int8, kOrigin));
  for (const char* size : {"-DLIFE_NET_WIDTH=256", "-DLIFE_NET_HEIGHT=0"}) {
    const auto built =
        cli::run_command({"gcc", "-c", size, folder_ / "other.c", "-o", folder_ / "other.o"});
    EXPECT_NE(built.exit_code, 0);
    EXPECT_THAT(built.err, HasSubstr("LIFE_NET_WIDTH and LIFE_NET_HEIGHT: need 1 to 255"));
  }
}

TEST_F(CHeader, TellsWhereItComesFromAndWhatWasChecked) {
  const IntegerNetwork network = random_integers({{9, 1}}, 0, WeightKind::int8, false, 9, 5);
  const std::string right = c_header({network, 0, 4}, WeightKind::int8, kOrigin);
  EXPECT_THAT(right, HasSubstr("some.json"));
  EXPECT_THAT(right, HasSubstr(std::string(64, 'a')));
  EXPECT_THAT(right, HasSubstr("exact: right on all 512 windows"));
  EXPECT_THAT(right, Not(HasSubstr("NOT")));
  EXPECT_THAT(right, HasSubstr("Changed:   4 weights and biases"));
  EXPECT_THAT(right, HasSubstr("Constants: 11 bytes"));
  const SumBounds bounds = sum_bounds(network)[0];
  EXPECT_THAT(right,
              HasSubstr(fmt::format("of layer 0 from {} to {}", bounds.lowest, bounds.highest)));
  EXPECT_THAT(c_header({network, 7, 4}, WeightKind::int8, kOrigin),
              HasSubstr("NOT exact: wrong on 7 of the 512 windows"));
}

TEST_F(CHeader, AFileNameEndsNoComment) {
  const IntegerNetwork network = random_integers({{9, 1}}, 0, WeightKind::int8, false, 9, 5);
  const std::string header =
      c_header({network, 0, 4}, WeightKind::int8, {"*/ int x;\n?\?/\xff.json", "-", "a test"});
  EXPECT_THAT(header, HasSubstr("__ int x;_____.json"));
  run("gcc", header, {{0}}, some_board(4, 4));
}

TEST_F(CHeader, NoFloatingPointAndNoLibrary) {
  IntegerNetwork network =
      random_integers({{9, 3}, {3, 2}, {18, 5}, {5, 1}}, 2, WeightKind::int8, false, 9, 5);
  for (std::size_t k = 0; k < 3; ++k) network.layers[k].shift = 7;
  const std::string header = c_header({network, 0, 4}, WeightKind::int8, kOrigin);
  EXPECT_EQ(header.find("#include"), header.rfind("#include"));
  for (const char* word : {"float", "double", "malloc"}) EXPECT_THAT(header, Not(HasSubstr(word)));
}

}  // namespace
}  // namespace deploy

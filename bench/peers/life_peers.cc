#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "life/pattern_file.h"
#include "life/soup.h"
#include "life/step.h"
#include "timing.h"

// Times Golly's QuickLife (bgolly, Debian package golly) and life::step on the same soup, in turn,
// in cells per CPU second, and compares the boards where both run a torus.

namespace {

using life::Board;
using peers::median, peers::thread_cpu_seconds;

struct Case {
  int side;
  std::int64_t generations;
  bool torus;  ///< for Golly; its other soups lie on an unbounded plane
};

// QuickLife gains as a soup settles, step does not: 32 generations are an iteration of step/torus.
constexpr Case kCases[] = {
    {1024, 32, false}, {1024, 200, false}, {1024, 1000, false}, {1024, 4000, false},
    {4096, 32, false}, {256, 200, true},   {1024, 200, true},
};
constexpr int kRepeats = 9;

double cpu_seconds_of_children() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Output {
  std::string text;
  int status;
};

Output output_of(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::system_error(errno, std::generic_category(), "popen");
  std::string text;
  std::array<char, 4096> piece;
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe)) {
    text.append(piece.data(), size);
  }
  return {text, pclose(pipe)};
}

/// The first line of what bgolly says of itself.
std::string golly_version() {
  const std::string text = output_of("bgolly --help 2>&1").text;
  if (!text.starts_with("This is bgolly")) {
    throw std::runtime_error("bgolly does not run: needs the Debian package golly");
  }
  return text.substr(0, text.find('\n'));
}

/// The CPU seconds that Golly takes for a pattern file, with `options` more.
double run_golly(const std::filesystem::path& pattern, std::int64_t generations,
                 const std::string& options = "") {
  const double before = cpu_seconds_of_children();
  const auto [text, status] =
      output_of(fmt::format("bgolly -a QuickLife -q -q -m {} -i {} {} '{}' 2>&1", generations,
                            std::max<std::int64_t>(generations, 1), options, pattern.string()));
  if (status != 0) throw std::runtime_error("bgolly failed: " + text);
  return cpu_seconds_of_children() - before;
}

/// The board on Golly's torus after `generations` of what is in `start`.
Board golly_board(const std::filesystem::path& start, const std::filesystem::path& end,
                  std::int64_t generations) {
  run_golly(start, generations, fmt::format("-o '{}'", end.string()));
  return board_of(life::read_pattern(base::read_file(end)));
}

double run_step(Board& board, std::int64_t generations) {
  const double before = thread_cpu_seconds();
  step(board, life::Rule::conway(), generations);
  return thread_cpu_seconds() - before;
}

/// Files that are gone with it.
struct Files {
  explicit Files(const std::filesystem::path& folder)
      : start(folder / fmt::format("life_peers.{}.start.rle", getpid())),
        end(folder / fmt::format("life_peers.{}.end.rle", getpid())) {}
  ~Files() {
    std::error_code ignored;
    std::filesystem::remove(start, ignored);
    std::filesystem::remove(end, ignored);
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  std::filesystem::path start, end;
};

/// Prints a row of the table; whether the boards agree where they must.
bool compare(const Case& of, const Files& files) {
  Board soup(of.side, of.side, life::Topology::torus);
  life::soup(soup, 0.375, base::Stream(0, "bench"), 0);
  life::Pattern pattern = pattern_of(soup, life::Rule::conway());
  if (!of.torus) pattern.grid.reset();
  base::write_file(files.start, write_pattern(pattern, life::PatternFormat::rle));

  std::vector<double> golly_seconds, step_seconds, ratios;
  Board board = soup;
  for (int i = 0; i < kRepeats; ++i) {
    // Reading the file takes longer than a short run does.
    const double reading = run_golly(files.start, 0);
    golly_seconds.push_back(run_golly(files.start, of.generations) - reading);
    if (golly_seconds.back() <= 0) {
      throw std::runtime_error("bgolly took less time to run a pattern than to read it");
    }
    board = soup;
    step_seconds.push_back(run_step(board, of.generations));
    ratios.push_back(golly_seconds.back() / step_seconds.back());
  }
  const bool agree = !of.torus || board == golly_board(files.start, files.end, of.generations);
  const double cells = static_cast<double>(of.side) * of.side * static_cast<double>(of.generations);
  fmt::print("{:>5}  {:>11}  {:<6}  {:>8.1f}  {:>8.2f}  {:>6.1f}  {}\n", of.side, of.generations,
             of.torus ? "torus" : "plane", cells / median(step_seconds) / 1e9,
             cells / median(golly_seconds) / 1e9, median(ratios),
             !of.torus ? "-"
             : agree   ? "the same"
                       : "DIFFERENT");
  std::fflush(stdout);
  return agree;
}

int run() {
  const std::string version = golly_version();
  const Files files(std::filesystem::temp_directory_path());
  fmt::print(
      "{}\nConway's Life on soups of density 0.375, one thread, Gcells per CPU second, medians of\n"
      "{} runs in turn. life::step always runs a torus.\n\n"
      " side  generations  bgolly   minlife    bgolly   ratio  boards\n",
      version, kRepeats);
  bool agree = true;
  for (const Case& each : kCases) agree = compare(each, files) && agree;
  return agree ? base::kComplete : base::kDisagreement;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("life_peers", [&] {
    base::require(argc == 1, "{}: takes no argument", argv[argc - 1]);
    return run();
  });
}

// Writes a trained network as a C header for microcontrollers.

#include <fmt/core.h>

#include <filesystem>

#include "base/build_info.h"
#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "deploy/c_header.h"
#include "deploy/calibration.h"
#include "deploy/real_network.h"
#include "deploy/window_set.h"
#include "nn/network_file.h"
#include "studies/harness/command_line.h"
#include "studies/harness/sha256.h"

namespace {

constexpr const char* kHelp =
    R"(A network of one or two steps of Life as one C99 header with integers only.
Usage:
  export_header NETWORK.json --bits 8|4|1 --out FILE.h

The header needs <stdint.h> and nothing else. It has life_net_cell(window) and
life_net_step(board), for a torus of LIFE_NET_WIDTH x LIFE_NET_HEIGHT cells (16 x 16 unless
defined before). NETWORK.json is what `overcompleteness --save-networks DIR` writes: 3x3 and 1x1
convolutions (or dense layers) with ReLUs between them.

The integer network is looked for until it is right on every window that a cell can see, 512 or
33,554,432; if none is found, the best is written, its comment says how many windows it gets
wrong, and the exit code is 3.

  --bits 8|4|1   bits of a weight; 1: -1, 0 and 1, with a second bit only in layers that have 0
  --out FILE.h   where to write
  -h, --help     this text
  --version      version and git commit

Exit codes: 0 complete, 1 failure, 2 usage or a network of another kind, 3 written but not exact.
)";

const std::vector<study::FlagGroup> kFlags = {{"",
                                               {{0, "bits", "8|4|1", ""},
                                                {0, "out", "FILE.h", ""},
                                                {'h', "help", "", ""},
                                                {0, "version", "", ""}}}};

deploy::Calibrated integers_of(const std::string& path, const std::string& json,
                               deploy::WeightKind kind) {
  try {
    const deploy::RealNetwork network = deploy::real_network(nn::network_from_json(json));
    return deploy::calibrate(network, kind, life::Rule::conway());
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("{}: {}", path, error.what()));
  }
}

int export_header(int argc, const char* const* argv) {
  const auto [flags, arguments] = study::read_command_line(kFlags, argc, argv);
  if (flags.contains("help") || flags.contains("version")) {
    fmt::print("{}", flags.contains("help") ? kHelp : base::version_line() + '\n');
    return base::kComplete;
  }
  base::require(!arguments.empty(), "needs a network file; --help says more");
  base::require(arguments.size() == 1, "{}: one argument too many", arguments.back());
  base::require(flags.contains("bits"), "--bits: missing, needs 8, 4 or 1");
  base::require(flags.contains("out"), "--out: missing, needs a file to write");
  const std::string& path = arguments[0];
  const std::string& out = flags.at("out");
  const deploy::WeightKind kind = deploy::parse_bits(flags.at("bits"));
  const std::string json = base::read_file(path);
  study::require_not_among(arguments, "out", out);
  base::require_writable(out);

  const deploy::Calibrated calibrated = integers_of(path, json, kind);
  const deploy::Origin origin{std::filesystem::path(path).filename(),
                              study::to_hex(study::sha256(json)),
                              base::version_line() + " export_header"};
  base::write_file(out, deploy::c_header(calibrated, kind, origin));
  const auto windows = deploy::window_count(calibrated.network.steps());
  if (calibrated.errors > 0) {
    throw base::DisagreementError(
        fmt::format("{}: written, but wrong on {} of {} windows", out, calibrated.errors, windows));
  }
  fmt::print("{}: right on all {} windows, {} bytes of constants, {} numbers changed by search\n",
             out, windows, deploy::constant_bytes(calibrated.network, kind), calibrated.changed);
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("export_header", [&] { return export_header(argc, argv); });
}

// Puts the CSVs of a study's shards together.

#include <fmt/core.h>

#include <filesystem>
#include <vector>

#include "base/build_info.h"
#include "base/check.h"
#include "base/program.h"
#include "studies/harness/command_line.h"
#include "studies/harness/merge.h"

namespace {

constexpr const char* kHelp =
    R"(The CSVs of one study, such as its shards, as one.
Usage:
  merge FILE.csv... --out FILE.csv

Rows are sorted by axis after axis and then by trial, so that the same trials give the same bytes.
Every seed is recomputed. A trial that stands in several files counts once; one that stands there
with different results, and files of another study, revision or base seed are refused. A torn last
line is left out. Timings are merged too, and the metadata tell of the runs of all files.

  --out FILE.csv    where to write; a file that exists must be among those that are read
  -h, --help        this text
  --version         version and git commit

Exit codes: 0 complete, 1 failure, 2 usage or files without metadata, 3 rows that do not agree.
)";

const std::vector<study::FlagGroup> kFlags = {
    {"", {{0, "out", "FILE.csv", ""}, {'h', "help", "", ""}, {0, "version", "", ""}}}};

int merge(int argc, const char* const* argv) {
  const auto [flags, arguments] = study::read_command_line(kFlags, argc, argv);
  if (flags.contains("help") || flags.contains("version")) {
    fmt::print("{}", flags.contains("help") ? kHelp : base::version_line() + '\n');
    return base::kComplete;
  }
  base::require(!arguments.empty(), "needs a CSV at least; --help says more");
  const auto out = flags.find("out");
  base::require(out != flags.end(), "--out: missing, needs a file to write");
  const std::vector<std::filesystem::path> files(arguments.begin(), arguments.end());
  const study::Merged merged = study::merge_files(files, out->second);
  fmt::print("{}: {} trials of {} files, {} duplicates dropped\n", out->second, merged.trials,
             files.size(), merged.duplicates);
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("merge", [&] { return merge(argc, argv); });
}

// Holds a folder of results against what the paper claims, and writes REPRODUCING.md.

#include <fmt/core.h>

#include <filesystem>
#include <optional>
#include <string>

#include "base/build_info.h"
#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "studies/figures/answer_lines.h"
#include "studies/figures/claims.h"
#include "studies/figures/markdown.h"
#include "studies/figures/reproduction.h"
#include "studies/figures/reproduction_page.h"
#include "studies/harness/command_line.h"
#include "studies/harness/csv.h"

namespace {

constexpr const char* kHelp =
    R"(Holds a folder of results against the paper's claims, and prints what it finds.
Usage:
  reproducing DIR --claims FILE.csv [--beside DIR] [--page FILE.md] [--readme FILE.md]

DIR has rows, tables/ and figures/, as script/figures leaves it.

  --claims FILE.csv  the claims (studies/figures/claims.csv)
  --beside DIR       also say what these results say, and whether both are alike
  --page FILE.md     where to write it as Markdown, with commands, times and SHA-256
  --readme FILE.md   where to put the table of tables/answer.csv: between the lines
                     <!-- answer --> and <!-- /answer -->
  -h, --help         this text
  --version          version and git commit

Exit codes: 0 complete, 1 failure, 2 usage or a file that is not what it should be. That claims
differ is no failure.
)";

const std::vector<study::FlagGroup> kFlags = {{"",
                                               {{0, "claims", "FILE.csv", ""},
                                                {0, "beside", "DIR", ""},
                                                {0, "page", "FILE.md", ""},
                                                {0, "readme", "FILE.md", ""},
                                                {'h', "help", "", ""},
                                                {0, "version", "", ""}}}};

int reproducing(int argc, const char* const* argv) {
  const auto [flags, arguments] = study::read_command_line(kFlags, argc, argv);
  if (flags.contains("help") || flags.contains("version")) {
    fmt::print("{}", flags.contains("help") ? kHelp : base::version_line() + '\n');
    return base::kComplete;
  }
  base::require(arguments.size() == 1, "needs one folder of results, not {}", arguments.size());
  base::require(flags.contains("claims"), "--claims: missing, needs a file to read");
  const auto folder = [](const std::string& path) {
    base::require(std::filesystem::is_directory(path), "{}: no folder", path);
    return path;
  };
  const auto claims = figures::read_claims(flags.at("claims"));
  const auto ours = figures::reproduce(folder(arguments[0]), claims);
  std::optional<figures::Reproduction> beside;
  if (flags.contains("beside")) beside = figures::reproduce(folder(flags.at("beside")), claims);
  const auto* other = beside ? &*beside : nullptr;
  if (flags.contains("page")) {
    const std::filesystem::path page = flags.at("page");
    base::write_file(page, figures::reproduction_page(
                               claims, ours, other, std::filesystem::absolute(page).parent_path()));
  }
  if (flags.contains("readme")) {
    const std::string& readme = flags.at("readme");
    const study::Table answer = study::read_csv(ours.folder / "tables" / "answer.csv");
    base::write_file(readme, figures::with_part(base::read_file(readme), readme, "answer",
                                                figures::answer_markdown(answer)));
  }
  fmt::print("{}", figures::reproduction_text(claims, ours, other));
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("reproducing", [&] { return reproducing(argc, argv); });
}

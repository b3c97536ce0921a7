// Turns a study's result rows into the tidy table of one figure.

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "base/build_info.h"
#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "studies/figures/answer.h"
#include "studies/figures/cheapest_road.h"
#include "studies/figures/density.h"
#include "studies/figures/deploy.h"
#include "studies/figures/failures.h"
#include "studies/figures/figure_metadata.h"
#include "studies/figures/fine_tuning.h"
#include "studies/figures/overcompleteness.h"
#include "studies/figures/pruning.h"
#include "studies/figures/rows_by_study.h"
#include "studies/figures/sign_flip_map.h"
#include "studies/figures/sign_flips.h"
#include "studies/figures/smallest_exact.h"
#include "studies/figures/smallest_network.h"
#include "studies/figures/tickets.h"
#include "studies/figures/variants.h"
#include "studies/figures/verdict.h"
#include "studies/harness/command_line.h"
#include "studies/harness/join.h"

namespace {

using Summarise = figures::Summary (*)(const figures::ResultRows&, const figures::PaperValues&);

const std::map<std::string, Summarise> kFigures = {
    {"cheapest_road", figures::summarise_cheapest_road},
    {"density", figures::summarise_density},
    {"deploy", figures::summarise_deploy},
    {"failures", figures::summarise_failures},
    {"fine_tuning", figures::summarise_fine_tuning},
    {"overcompleteness", figures::summarise_overcompleteness},
    {"pruning", figures::summarise_pruning},
    {"sign_flip_map", figures::summarise_sign_flip_map},
    {"sign_flips", figures::summarise_sign_flips},
    {"smallest_exact", figures::summarise_smallest_exact},
    {"smallest_network", figures::summarise_smallest_network},
    {"tickets", figures::summarise_tickets},
    {"variants", figures::summarise_variants},
};

/// Those of the rows of several studies.
const std::map<std::string, figures::Summary (*)(const figures::RowsByStudy&)> kOfStudies = {
    {"answer", figures::summarise_answer},
    {"verdict", figures::summarise_verdict},
};

/// Figures that are also of the times of trials.
const std::set<std::string> kTimed = {"cheapest_road"};

constexpr const char* kHelp =
    R"(The tidy table of a figure, from the rows of a study.
Usage:
  summarise FIGURE CSV... --table FILE.csv [--paper FILE.csv] [--metadata FILE.json]

FIGURE is one of: {}.
Several CSVs, such as a study's shards, count together; a trial that stands in two of them
counts once. For answer and verdict, of several studies, a file's study is what its name has
before the first dot. For answer and cheapest_road the times of trials are read from
<file>.timing.csv beside each.
The table is written to a file and printed.

  --table FILE.csv      where to write the table
  --paper FILE.csv      the paper's values (studies/figures/*_values.csv); without it there
                        are none
  --metadata FILE.json  where to write which files, by their SHA-256, the table was made from
  -h, --help            this text
  --version             version and git commit

Exit codes: 0 complete, 1 failure, 2 usage or a CSV that is no result of the study,
3 rows that do not agree.
)";

const std::vector<study::FlagGroup> kFlags = {{"",
                                               {{0, "table", "FILE.csv", ""},
                                                {0, "paper", "FILE.csv", ""},
                                                {0, "metadata", "FILE.json", ""},
                                                {'h', "help", "", ""},
                                                {0, "version", "", ""}}}};

std::string figure_names() {
  std::vector<std::string> names;
  for (const auto& [name, summarise] : kFigures) names.push_back(name);
  for (const auto& [name, summarise] : kOfStudies) names.push_back(name);
  std::ranges::sort(names);
  return study::join(names, ", ");
}

struct Made {
  figures::Summary summary;
  std::vector<figures::Source> sources;
};

Made make(const std::string& figure, std::span<const std::string> csvs,
          const figures::PaperValues& paper) {
  if (const auto found = kOfStudies.find(figure); found != kOfStudies.end()) {
    auto [rows, sources] = figures::read_rows_by_study(csvs);
    return {found->second(rows), std::move(sources)};
  }
  auto [rows, sources] = figures::read_result_rows(csvs, kTimed.contains(figure));
  return {kFigures.at(figure)(rows, paper), std::move(sources)};
}

int summarise(int argc, const char* const* argv) {
  const auto [flags, arguments] = study::read_command_line(kFlags, argc, argv);
  if (flags.contains("help") || flags.contains("version")) {
    fmt::print("{}", flags.contains("help") ? fmt::format(kHelp, figure_names())
                                            : base::version_line() + '\n');
    return base::kComplete;
  }
  base::require(!arguments.empty(), "needs a figure: {}", figure_names());
  const std::string& figure = arguments[0];
  base::require(kOfStudies.contains(figure) || kFigures.contains(figure), "{}: needs a figure: {}",
                figure, figure_names());
  base::require(arguments.size() >= 2, "{}: needs a CSV with its rows", figure);
  const auto table = flags.find("table");
  base::require(table != flags.end(), "--table: missing, needs a file to write");
  const auto metadata = flags.find("metadata");
  const std::span csvs = std::span(arguments).subspan(1);
  study::require_not_among(csvs, "table", table->second);
  if (metadata != flags.end()) study::require_not_among(csvs, "metadata", metadata->second);

  const auto paper_file = flags.find("paper");
  const figures::PaperValues paper = paper_file == flags.end()
                                         ? figures::PaperValues()
                                         : figures::PaperValues::read(paper_file->second);
  const auto [summary, sources] = make(figure, csvs, paper);
  base::write_file(table->second, summary.csv);
  if (metadata != flags.end()) {
    figures::FigureFiles files{table->second, sources, std::nullopt};
    if (paper_file != flags.end()) files.paper = paper_file->second;
    base::write_file(metadata->second, figures::figure_metadata(figure, summary, files));
  }
  fmt::print("{}", summary.text);
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("summarise", [&] { return summarise(argc, argv); });
}

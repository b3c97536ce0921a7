#include "studies/figures/reproduction_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/file.h"
#include "studies/figures/answer_lines.h"
#include "studies/figures/markdown.h"
#include "studies/harness/sha256.h"

namespace figures {
namespace {

namespace fs = std::filesystem;

constexpr const char* kIntroduction = R"(# Reproducing the figures

`script/reproduce [smoke|quick|paper]` installs what is missing, builds, runs every study at that preset (default
`quick`), draws all figures and prints the claims below with its own values beside the committed ones.

A program writes this page from [`studies/figures/claims.csv`](studies/figures/claims.csv) and from what lies in
`results/`; a test fails when it is stale. Each committed figure is drawn again, and some rows of each CSV are run
again, by tests that expect the same bytes.

Intervals are of 95 %; those of `smallest_network` are the limits by which its searches decide, at all looks at once. How
a verdict comes about:

- A count that the paper gives (3 of 64): `agree` if Newcombe's interval of the difference of both rates, from
  Wilson's intervals of each, holds 0. "About 60 %" of 64 networks is any count of 55 to 65 %.
- A value that is known without a count: `agree` if our interval meets its range.
- More or less than a value, or than another cell (Newcombe's interval again; the cells count as independent, which
  widens it where trials are paired): `agree` if our interval, or that of the difference, is wholly on that side,
  `differ` if it is wholly on the other, else `not decided`.
- The smallest m above one half: ours is from the first m whose interval reaches above one half to the first
  whose interval is above it; an m that was not run may be above. `agree` if the paper's m is in between,
  `not decided` if it is but some m may be above and none surely is; "none" is the m after the last. Likewise the
  fewest flips that leave less than half. Of `smallest_network` stands what its search answers, in its words.
- `not comparable`: the paper is not known to say. `not run yet`: rows are missing that could decide.

The paper's values are those that others quote of it; beside `variants` stand those of the works named. Commands are
programs in `build/release/studies/`, all other axes at their defaults. Time on two cores is half the CPU time of these
trials as they were run for the rows here.
)";

constexpr const char* kRuns = R"(
## Runs that made the rows

The rows of a study's lines add up to those of its CSV. "Not told" are rows that no run wrote down as its own: it was
killed before its end, or its record was lost. "Counted no more" are rows that were taken out, or that stood in two
files that were put together, the runs of both of which told of them. Such changes that follow one another stand as
their sum.

)";

std::string sha256_of(const fs::path& file) {
  return study::to_hex(study::sha256(base::read_file(file)));
}

std::string code(const std::string& text) { return text.empty() ? "" : '`' + text + '`'; }

class Page {
 public:
  Page(std::span<const Claim> claims, const Reproduction& ours, const Reproduction* beside,
       const fs::path& folder)
      : claims_(claims), ours_(ours), beside_(beside), folder_(fs::absolute(folder)) {}

  std::string text() const {
    return kIntroduction + answer() + claims_table() + files_table() + runs_table();
  }

 private:
  std::string link(const fs::path& file) const {
    const std::string path = fs::absolute(file).lexically_relative(folder_);
    return fmt::format("[`{}`]({})", path, path);
  }

  fs::path table_of(const Claim& claim) const {
    return ours_.folder / "tables" / (claim.figure + ".csv");
  }

  fs::path answer_file() const { return ours_.folder / "tables" / "answer.csv"; }

  std::string answer() const {
    if (!fs::exists(answer_file())) return "";
    return "\n## Ways to an exact network\n\n" + answer_markdown(study::read_csv(answer_file()));
  }

  std::string claims_table() const {
    std::vector<std::string> names{"figure", "claim", "paper", "ours (95 %)", "verdict"};
    if (beside_ != nullptr) names.insert(names.end(), {"committed (95 %)", "as committed"});
    names.insert(names.end(), {"command", "time on two cores", "file", "SHA-256 begins"});
    std::string text = "\n## Claims\n\n" + markdown_heading(names);
    for (std::size_t i = 0; i < claims_.size(); ++i) text += claim_line(i);
    return text;
  }

  std::string claim_line(std::size_t index) const {
    const Claim& claim = claims_[index];
    const ClaimResult& result = ours_.claims[index];
    std::vector<std::string> fields{
        claim.figure, claim.text,
        claim.source.empty() ? claim.paper : fmt::format("{} ({})", claim.paper, claim.source),
        result.finding.text, to_string(result.finding.verdict)};
    if (beside_ != nullptr) {
      const Finding& committed = beside_->claims[index].finding;
      const auto same = alike(result.finding, committed);
      fields.insert(fields.end(), {committed.text, same ? (*same ? "yes" : "no") : ""});
    }
    std::string commands;
    for (const Making& made : result.makings) {
      commands += (commands.empty() ? "" : "<br>") + code(made.command);
    }
    const bool has_table = fs::exists(table_of(claim));
    fields.insert(fields.end(),
                  {commands, result.makings.empty() ? "" : two_core_time(result.makings),
                   has_table ? link(table_of(claim)) : "",
                   has_table ? code(sha256_of(table_of(claim)).substr(0, kShownDigits)) : ""});
    return markdown_line(fields);
  }

  std::string files_table() const {
    std::vector<fs::path> files;
    const auto add = [&](const fs::path& file) {
      if (fs::exists(file) && std::ranges::find(files, file) == files.end()) files.push_back(file);
    };
    add(answer_file());
    for (const Claim& claim : claims_) {
      add(table_of(claim));
      for (const char* ending : {".svg", ".png"}) {
        add(ours_.folder / "figures" / (claim.figure + ending));
      }
    }
    for (const auto& [name, study] : ours_.studies) add(study.csv);
    std::string text =
        "\n## Files\n\n" + markdown_heading(std::vector<std::string>{"file", "SHA-256"});
    for (const fs::path& file : files) {
      text += markdown_line(std::vector{link(file), code(sha256_of(file))});
    }
    return text;
  }

  std::string runs_table() const {
    std::string text = kRuns + markdown_heading(std::vector<std::string>{
                                   "command", "rows", "commit", "compiler", "CPU", "end"});
    for (const auto& [name, study] : ours_.studies) {
      std::int64_t untold = 0;
      for (const auto& run : study.metadata.at("runs")) {
        if (!run.contains("command") || run.at("command").is_null()) {
          untold += run.at("rows_added").get<std::int64_t>();
          continue;
        }
        text += untold_line(study, std::exchange(untold, 0)) + run_line(run);
      }
      text += untold_line(study, untold);
    }
    return text;
  }

  static std::string run_line(const nlohmann::json& run) {
    const auto told = [&](const char* key) {
      return run.contains(key) && run.at(key).is_string() ? run.at(key).get<std::string>()
                                                          : "unknown";
    };
    return markdown_line(std::vector{code(told("command")), run.at("rows_added").dump(),
                                     told("git_commit").substr(0, kShownDigits), told("compiler"),
                                     told("cpu"), told("end")});
  }

  /// Of changes that no run told of and that follow one another; nothing if they cancel out.
  static std::string untold_line(const StudyRows& study, std::int64_t rows) {
    if (rows == 0) return "";
    return markdown_line(
        std::vector<std::string>{study.metadata.at("study").get<std::string>() +
                                     (rows > 0 ? ": not told" : ": counted no more"),
                                 fmt::format("{}", rows), "", "", "", ""});
  }

  static constexpr std::size_t kShownDigits = 12;

  std::span<const Claim> claims_;
  const Reproduction& ours_;
  const Reproduction* beside_;
  fs::path folder_;
};

}  // namespace

std::string reproduction_page(std::span<const Claim> claims, const Reproduction& ours,
                              const Reproduction* beside, const fs::path& page_folder) {
  return Page(claims, ours, beside, page_folder).text();
}

std::string reproduction_text(std::span<const Claim> claims, const Reproduction& ours,
                              const Reproduction* beside) {
  const auto finding_text = [](const Finding& finding) {
    const std::string verdict = to_string(finding.verdict);
    return finding.text.empty() ? verdict : finding.text + ": " + verdict;
  };
  std::string text;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Finding& finding = ours.claims[i].finding;
    text += fmt::format("{}{}: {}\n  paper      {}\n  here       {}\n", text.empty() ? "" : "\n",
                        claims[i].figure, claims[i].text, claims[i].paper, finding_text(finding));
    if (beside == nullptr) continue;
    const Finding& committed = beside->claims[i].finding;
    text += fmt::format("  committed  {}\n", finding_text(committed));
    if (const auto same = alike(finding, committed)) {
      text += *same ? "  here and committed agree\n" : "  here and committed differ\n";
    }
  }
  return text;
}

}  // namespace figures

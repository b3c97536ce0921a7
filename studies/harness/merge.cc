#include "studies/harness/merge.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "studies/harness/csv.h"
#include "studies/harness/metadata.h"
#include "studies/harness/record.h"
#include "studies/harness/results.h"
#include "studies/harness/timings.h"
#include "studies/harness/value_order.h"

namespace study {
namespace {

namespace fs = std::filesystem;

struct Source {
  fs::path csv;
  std::optional<Json> metadata;
};

Source read_source(const fs::path& csv) {
  const fs::path path = paths_of_csv(csv).metadata;
  if (!fs::exists(path)) return {csv, std::nullopt};
  try {
    return {csv, Json::parse(base::read_file(path))};
  } catch (const Json::exception& error) {
    throw std::invalid_argument(
        fmt::format("{}: no metadata of a study: {}", path.string(), error.what()));
  }
}

/// The keys on which all files must agree.
void require_one_study(const Source& first, const Source& other) {
  for (const auto* key : {"study", "revision", "base_seed", "columns"}) {
    const Json &a = first.metadata->at(key), &b = other.metadata->at(key);
    if (a == b) continue;
    throw base::DisagreementError(fmt::format("{}: {} is {}, that of {} is {}", other.csv.string(),
                                              key, b.dump(), first.csv.string(), a.dump()));
  }
}

/// The study of the first file that has metadata; all others that have some must agree.
DescribedStudy study_of(std::span<const Source> sources) {
  const Source* first = nullptr;
  std::optional<DescribedStudy> described;
  for (const Source& source : sources) {
    if (!source.metadata) continue;
    const auto name = paths_of_csv(source.csv).metadata.string();
    DescribedStudy own = described_study(*source.metadata, name);
    if (first == nullptr) {
      first = &source;
      described = std::move(own);
    } else {
      require_one_study(*first, source);
    }
  }
  base::require(first != nullptr, "{}: no metadata beside it ({}) say of what study its rows are",
                sources.front().csv.string(),
                paths_of_csv(sources.front().csv).metadata.filename().string());
  return *std::move(described);
}

/// All trials, in the order of the result.
class Trials {
 public:
  Trials(const Study& study, std::int64_t base_seed) : study_(study), base_seed_(base_seed) {}

  void add_file(const fs::path& csv) {
    const std::string name = csv.string(), text = base::read_file(csv);
    Results results(study_, base_seed_);
    results.read(text, name);
    if (results.complete_bytes() < text.size()) {
      base::note("merge", fmt::format("{}: left a torn last {} out ({} bytes)", name,
                                      study_.several_rows ? "trial" : "line",
                                      text.size() - results.complete_bytes()));
    }
    for (const StoredTrial* trial : results.by_line()) {
      add({name, trial->line, results.parse(*trial)});
    }
  }

  std::string csv() const {
    std::string text = format_csv_line(column_names(study_));
    for (const auto& [key, trial] : trials_) text += format_record(study_, trial.record);
    return text;
  }

  std::vector<std::uint64_t> seeds() const {
    std::vector<std::uint64_t> seeds;
    for (const auto& [key, trial] : trials_) seeds.push_back(trial.record.seed);
    return seeds;
  }

  Merged counts() const { return {trials_.size(), duplicates_}; }

 private:
  struct PlacedTrial {
    std::string file;
    std::size_t line;
    Record record;
  };

  void add(PlacedTrial trial) {
    std::vector<std::string> key = trial.record.values;
    key.push_back(std::to_string(trial.record.trial));
    const auto [known, is_new] = trials_.try_emplace(std::move(key), trial);
    if (is_new) return;
    ++duplicates_;
    require_same(study_, known->second.file, known->second.record, known->second.line, trial.record,
                 fmt::format("in line {} of {}", trial.line, trial.file));
  }

  const Study& study_;
  std::int64_t base_seed_;
  std::map<std::vector<std::string>, PlacedTrial, ValuesBefore> trials_;
  std::size_t duplicates_ = 0;
};

Json runs_of(std::span<const Source> sources, std::size_t rows) {
  Json runs = Json::array(), like = Json::object();
  for (const Source& source : sources) {
    if (!source.metadata) continue;
    for (const Json& run : source.metadata->at("runs")) {
      like = run;
      // The same run in two files is one: a file that was merged before.
      if (std::ranges::find(runs, run) == runs.end()) runs.push_back(run);
    }
  }
  const std::int64_t untold = static_cast<std::int64_t>(rows) - rows_told_of(runs);
  if (untold != 0) runs.push_back(unknown_run(like, untold));
  return runs;
}

void write_timings(std::span<const Source> sources, const std::vector<std::uint64_t>& seeds,
                   const fs::path& path) {
  std::unordered_map<std::uint64_t, Timing> timings;
  for (const Source& source : sources) timings.merge(load_timings(paths_of_csv(source.csv).timing));
  if (timings.empty()) return;
  std::error_code ignored;
  fs::remove(path, ignored);
  TimingFile file(path);
  for (const std::uint64_t seed : seeds) {
    if (const auto found = timings.find(seed); found != timings.end()) {
      file.append(seed, found->second);
    }
  }
}

void require_free(const fs::path& out, std::span<const fs::path> files) {
  if (!fs::exists(out)) return;
  const bool is_source =
      std::ranges::any_of(files, [&](const fs::path& file) { return fs::equivalent(file, out); });
  base::require(is_source, "--out {}: exists; name it among the files too to add to it",
                out.string());
}

}  // namespace

Merged merge_files(std::span<const fs::path> files, const fs::path& out) {
  base::require(!files.empty(), "needs a CSV at least");
  require_free(out, files);
  std::vector<Source> sources;
  for (const fs::path& file : files) sources.push_back(read_source(file));
  const DescribedStudy described = study_of(sources);
  Trials trials(described.study, described.base_seed);
  for (const Source& source : sources) trials.add_file(source.csv);

  const std::string text = trials.csv();
  base::write_file(out, text);
  Results results(described.study, described.base_seed);
  results.read(text, out.string());
  Json metadata = whole_file(described.study, described.base_seed, {}, out, results);
  metadata["runs"] = runs_of(sources, results.rows());
  write_metadata_file(paths_of_csv(out).metadata, metadata);
  write_timings(sources, trials.seeds(), paths_of_csv(out).timing);
  return trials.counts();
}

}  // namespace study

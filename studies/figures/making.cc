#include "studies/figures/making.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <vector>

#include "base/file.h"
#include "base/parse.h"
#include "studies/figures/selected_rows.h"
#include "studies/harness/identity.h"
#include "studies/harness/join.h"
#include "studies/harness/shard.h"
#include "studies/harness/timings.h"
#include "studies/harness/value_order.h"

namespace figures {
namespace {

using Values = std::set<std::string, decltype(&study::value_before)>;

/// Those parts of a selector that are axes of the study; tables have other columns too.
Selector axes_of(const Selector& selector, const std::vector<std::string>& axes) {
  Selector kept;
  for (const auto& part : selector) {
    if (std::ranges::find(axes, part.first) != axes.end()) kept.push_back(part);
  }
  return kept;
}

const Selector& cells_of(const Claim& claim) {
  return claim.cells.empty() ? claim.where : claim.cells;
}

/// The rows of the cells that the claim looks at.
std::set<std::size_t> rows_of(const Claim& claim, const StudyRows& study,
                              const std::vector<std::string>& axes) {
  const auto selected = [&](const Selector& selector) {
    return selected_rows(study.rows, axes_of(selector, axes));
  };
  const auto first = selected(cells_of(claim));
  std::set<std::size_t> rows(first.begin(), first.end());
  if (const auto* direction = std::get_if<DirectionExpected>(&claim.expected)) {
    if (const auto* other = std::get_if<Selector>(&direction->than)) {
      const auto more = selected(replaced(cells_of(claim), *other));
      rows.insert(more.begin(), more.end());
    }
  }
  const auto* search = std::get_if<FirstExpected>(&claim.expected);
  if (search == nullptr || std::ranges::find(axes, search->axis) == axes.end()) return rows;
  const std::size_t axis = study.rows.column(search->axis);
  std::erase_if(rows, [&](std::size_t row) {
    const auto value = base::to_integer(study.rows.text(row, axis));
    return !value || *value < search->from || *value > search->to;
  });
  return rows;
}

/// "1..24", or "0.38,uniform".
std::string flag_value(const Values& values) {
  const auto first = base::to_integer(*values.begin());
  const auto last = base::to_integer(*values.rbegin());
  constexpr std::size_t kFewest = 3;
  if (values.size() >= kFewest && first && last &&
      *last - *first + 1 == static_cast<std::int64_t>(values.size())) {
    return fmt::format("{}..{}", *first, *last);
  }
  return study::join(std::vector<std::string>(values.begin(), values.end()), ",");
}

std::string flag(std::string axis, const Values& values) {
  std::ranges::replace(axis, '_', '-');
  return fmt::format(" --{} {}", axis, flag_value(values));
}

/// Whether the study spends its trials on a search along an axis.
bool is_of_a_search(const nlohmann::json& metadata) {
  return std::ranges::any_of(metadata.at("runs"), [](const nlohmann::json& run) {
    return run.contains("stopping") && run.at("stopping").is_object() &&
           run.at("stopping").contains("rate");
  });
}

/// Whether what is read of it is there.
bool is_of_a_study(const nlohmann::json& metadata) {
  if (!metadata.is_object() || !metadata.contains("study") || !metadata.contains("runs")) {
    return false;
  }
  const auto is_run = [](const nlohmann::json& run) {
    return run.is_object() && run.contains("rows_added") &&
           run.at("rows_added").is_number_integer();
  };
  const nlohmann::json& runs = metadata.at("runs");
  return metadata.at("study").is_string() && runs.is_array() && std::ranges::all_of(runs, is_run);
}

}  // namespace

StudyRows read_study_rows(const std::filesystem::path& csv) {
  const study::ResultPaths paths = study::paths_of_csv(csv);
  const auto metadata =
      nlohmann::json::parse(base::read_file(paths.metadata), nullptr, /*allow_exceptions=*/false);
  if (!is_of_a_study(metadata)) {
    throw std::invalid_argument(paths.metadata.string() + ": no metadata of a study");
  }
  StudyRows rows{csv, study::read_csv(csv), {}, metadata};
  for (const auto& [seed, timing] : study::load_timings(paths.timing)) {
    rows.timings.emplace(study::format_seed(seed), timing.cpu_seconds);
  }
  return rows;
}

Making making(const Claim& claim, const StudyRows& study) {
  const auto& columns = study.rows.columns();
  const std::size_t trial = study.rows.column("trial");
  const std::size_t seed = study.rows.column("seed");
  const std::vector<std::string> axes(columns.begin(),
                                      columns.begin() + static_cast<std::ptrdiff_t>(trial));
  // Where a figure is of several studies, what is named tells which is meant.
  const bool is_of_another = std::ranges::any_of(claim.cells, [&](const auto& part) {
    return std::ranges::find(axes, part.first) == axes.end();
  });
  if (is_of_another) return {"", 0, 0};
  const auto rows = rows_of(claim, study, axes);
  if (rows.empty()) return {"", 0, 0};

  Making made{study.metadata.at("study"), 0, 0};
  const Selector& named = cells_of(claim);
  const auto* search = std::get_if<FirstExpected>(&claim.expected);
  const bool searches = is_of_a_search(study.metadata);
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    Values values(&study::value_before);
    for (const std::size_t row : rows) values.insert(study.rows.text(row, axis));
    if (searches && search != nullptr && search->axis == axes[axis]) {
      // How sure it is depends on how many values it may end at, also those that were not needed.
      for (std::int64_t i = search->from; i <= search->to; ++i) values.insert(std::to_string(i));
    }
    const bool is_named =
        std::ranges::find(named, axes[axis], &Selector::value_type::first) != named.end() ||
        (search != nullptr && search->axis == axes[axis]);
    if (is_named || values.size() > 1) made.command += flag(axes[axis], values);
  }
  double most_trials = 0;
  std::set<std::string> seeds;
  for (const std::size_t row : rows) {
    most_trials = std::max(most_trials, study.rows.real(row, trial) + 1);
    if (!seeds.insert(study.rows.text(row, seed)).second) continue;
    const auto time = study.timings.find(study.rows.text(row, seed));
    if (time == study.timings.end()) {
      ++made.untimed;
    } else {
      made.cpu_seconds += time->second;
    }
  }
  made.command += fmt::format(" --{}trials {}", searches ? "max-" : "", most_trials);
  return made;
}

}  // namespace figures

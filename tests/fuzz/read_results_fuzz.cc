#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/parse.h"
#include "base/program.h"
#include "fuzz_targets.h"
#include "studies/harness/csv.h"
#include "studies/harness/identity.h"
#include "studies/harness/results.h"
#include "studies/harness/timings.h"

namespace fuzz {
namespace {

constexpr std::int64_t kBaseSeed = 0;

study::Study small_study(bool several_rows) {
  study::Study study{};
  study.name = "small";
  study.revision = 1;
  study.axes = {study::integer_axis("size", "", "1", 1, 99),
                study::real_axis("rate", "", "0.5", 0, 1),
                study::choice_axis("side", "", "heads", {"heads", "tails"})};
  study.columns = {{"value", "", ""}, {"solved", "", ""}};
  study.success_column = "solved";
  study.several_rows = several_rows;
  return study;
}

std::optional<study::Table> table_of(std::string_view text) try {
  return study::Table(text, "input");
} catch (const std::invalid_argument&) {
  return std::nullopt;
}

std::string written(const study::Table& table) {
  std::string text = study::format_csv_line(table.columns());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    text += study::format_csv_line(table.row(row));
  }
  return text;
}

void check_table(const study::Table& table) {
  const std::string text = written(table);
  const study::Table again(text, "written");
  check(again.columns() == table.columns() && again.rows() == table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) check(again.row(row) == table.row(row));
}

/// Gives every row the seed that it should have, which no luck would find.
std::string with_seeds(const study::Study& study, const study::Table& table) {
  const std::size_t axes = study.axes.size();
  std::string text = study::format_csv_line(table.columns());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::vector<std::string> fields = table.row(row);
    const auto trial = fields.size() > axes + 1 ? base::to_integer(fields[axes]) : std::nullopt;
    if (trial) {
      const std::span values = std::span(fields).first(axes);
      fields[axes + 1] = study::format_seed(study::trial_seed(study, values, kBaseSeed, *trial));
    }
    text += study::format_csv_line(fields);
  }
  return text;
}

std::string written(const study::Results& results) {
  std::string text = study::format_csv_line(study::column_names(results.study()));
  for (const study::StoredTrial* trial : results.by_line()) text += trial->text;
  return text;
}

void check_results(const study::Study& study, std::string_view text) {
  study::Results results(study, kBaseSeed);
  try {
    results.read(text, "input");
  } catch (const base::DisagreementError&) {
    return;
  }
  check(results.complete_bytes() <= text.size());
  study::Results whole(study, kBaseSeed), again(study, kBaseSeed);
  const std::string rows = written(results);
  whole.read(text.substr(0, results.complete_bytes()), "whole");
  again.read(rows, "written");
  check(whole.complete_bytes() == results.complete_bytes() && written(whole) == rows);
  check(again.complete_bytes() == rows.size() && written(again) == rows);
  check(again.trials() == results.trials() && again.rows() == results.rows());
  for (const study::StoredTrial* trial : results.by_line()) {
    check(study::format_record(study, results.parse(*trial)) == trial->text);
  }
}

void check_timings(std::string_view text) {
  for (const auto& [seed, timing] : study::read_timings(text)) {
    check(std::isfinite(timing.cpu_seconds) && timing.cpu_seconds >= 0);
    check(!timing.peak_bytes || *timing.peak_bytes > 0);
  }
}

}  // namespace

void read_results(std::string_view text) {
  check_timings(text);
  const auto table = table_of(text);
  if (table) check_table(*table);
  for (const bool several_rows : {false, true}) {
    const study::Study study = small_study(several_rows);
    check_results(study, text);
    if (table) check_results(study, with_seeds(study, *table));
  }
}

}  // namespace fuzz

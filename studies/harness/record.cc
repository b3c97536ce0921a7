#include "studies/harness/record.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "base/parse.h"
#include "base/program.h"
#include "studies/harness/csv.h"
#include "studies/harness/identity.h"

namespace study {
namespace {

std::size_t success_index(const Study& study) {
  const auto found =
      std::find_if(study.columns.begin(), study.columns.end(),
                   [&](const Column& column) { return column.name == study.success_column; });
  return static_cast<std::size_t>(found - study.columns.begin());
}

template <class... Args>
[[noreturn]] void disagree(fmt::format_string<Args...> message, Args&&... args) {
  throw base::DisagreementError(fmt::format(message, std::forward<Args>(args)...));
}

void check_axis_value(const Axis& axis, const std::string& value) {
  std::string expected;
  try {
    expected = axis.canonical(value);
  } catch (const std::invalid_argument& error) {
    disagree("{} is {}: {}", axis.name, value, error.what());
  }
  if (expected != value)
    disagree("{} is {}, written by the study as {}", axis.name, value, expected);
}

}  // namespace

std::span<const Column> identity_columns() {
  static const std::vector<Column> columns{
      {"trial", "", "number of the trial in its cell, from 0"},
      {"seed", "",
       "64 bits in hexadecimal, derived from study, revision, axes, base seed and trial"}};
  return columns;
}

std::vector<std::string> column_names(const Study& study) {
  std::vector<std::string> names;
  for (const Axis& axis : study.axes) names.push_back(axis.name);
  for (const Column& column : identity_columns()) names.push_back(column.name);
  for (const Column& column : study.columns) names.push_back(column.name);
  return names;
}

std::string describe_trial(const Study& study, std::span<const std::string> values,
                           std::int64_t trial) {
  std::string text = fmt::format("trial {} of", trial);
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += ' ' + study.axes[i].name + '=' + values[i];
  }
  return text;
}

Record make_record(const Study& study, const Trial& trial, Row row) {
  if (row.size() != study.columns.size()) {
    throw std::logic_error(
        fmt::format("a trial returned {} fields for {} columns", row.size(), study.columns.size()));
  }
  const std::string& success = row[success_index(study)];
  if (success != "0" && success != "1") {
    throw std::logic_error(
        fmt::format("a trial returned {} '{}': needs 0 or 1", study.success_column, success));
  }
  const bool succeeded = success == "1";
  return {trial.cell.values(), trial.index, trial.seed, std::move(row), succeeded};
}

std::string format_record(const Record& record) {
  std::vector<std::string> fields = record.values;
  fields.push_back(std::to_string(record.trial));
  fields.push_back(format_seed(record.seed));
  fields.insert(fields.end(), record.row.begin(), record.row.end());
  return format_csv_line(fields);
}

Record parse_record(const Study& study, std::span<const std::string> fields,
                    std::int64_t base_seed) {
  const std::size_t axes = study.axes.size();
  const std::size_t expected_fields = axes + 2 + study.columns.size();
  if (fields.size() != expected_fields) {
    disagree("has {} fields, the header {}", fields.size(), expected_fields);
  }
  Record record;
  record.values.assign(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(axes));
  for (std::size_t i = 0; i < axes; ++i) check_axis_value(study.axes[i], record.values[i]);
  try {
    record.trial =
        base::parse_integer(fields[axes], "trial", 0, std::numeric_limits<std::int64_t>::max());
  } catch (const std::invalid_argument& error) {
    throw base::DisagreementError(error.what());
  }
  record.seed = trial_seed(study, record.values, base_seed, record.trial);
  if (fields[axes + 1] != format_seed(record.seed)) {
    disagree(
        "seed is {}, but revision {}, --seed {}, trial {} and this row's axes give {}: the row was "
        "altered, or is of another --seed or revision (use another --out)",
        fields[axes + 1], study.revision, base_seed, record.trial, format_seed(record.seed));
  }
  record.row.assign(fields.begin() + static_cast<std::ptrdiff_t>(axes) + 2, fields.end());
  const std::string& success = record.row[success_index(study)];
  if (success != "0" && success != "1") {
    disagree("{} is '{}': needs 0 or 1", study.success_column, success);
  }
  record.success = success == "1";
  return record;
}

}  // namespace study

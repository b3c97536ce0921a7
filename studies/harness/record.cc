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

std::int64_t count_field(const std::string& text, const char* name, std::int64_t low) {
  try {
    return base::parse_integer(text, name, low, std::numeric_limits<std::int64_t>::max());
  } catch (const std::invalid_argument& error) {
    throw base::DisagreementError(error.what());
  }
}

}  // namespace

std::vector<Column> identity_columns(const Study& study) {
  std::vector<Column> columns{
      {"trial", "", "number of the trial in its cell, from 0"},
      {"seed", "",
       "64 bits in hexadecimal, derived from study, revision, axes, base seed and trial"}};
  if (study.several_rows) {
    columns.push_back({"row", "", "number of the row in its trial, from 0"});
    columns.push_back({"rows", "", "how many rows the trial has"});
  }
  return columns;
}

std::vector<std::string> column_names(const Study& study) {
  std::vector<std::string> names;
  for (const Axis& axis : study.axes) names.push_back(axis.name);
  for (const Column& column : identity_columns(study)) names.push_back(column.name);
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

Record make_record(const Study& study, const Trial& trial, Rows rows) {
  if (rows.empty() || (rows.size() > 1 && !study.several_rows)) {
    throw std::logic_error(fmt::format("a trial returned {} rows", rows.size()));
  }
  for (const Row& row : rows) {
    if (row.size() != study.columns.size()) {
      throw std::logic_error(fmt::format("a trial returned {} fields for {} columns", row.size(),
                                         study.columns.size()));
    }
    const std::string& success = row[success_index(study)];
    if (success != "0" && success != "1") {
      throw std::logic_error(
          fmt::format("a trial returned {} '{}': needs 0 or 1", study.success_column, success));
    }
  }
  const bool succeeded = rows.front()[success_index(study)] == "1";
  return {trial.cell.values(), trial.index, trial.seed, std::move(rows), succeeded};
}

std::string format_record(const Study& study, const Record& record) {
  std::string text;
  for (std::size_t i = 0; i < record.rows.size(); ++i) {
    std::vector<std::string> fields = record.values;
    fields.push_back(std::to_string(record.trial));
    fields.push_back(format_seed(record.seed));
    if (study.several_rows) {
      fields.push_back(std::to_string(i));
      fields.push_back(std::to_string(record.rows.size()));
    }
    fields.insert(fields.end(), record.rows[i].begin(), record.rows[i].end());
    text += format_csv_line(fields);
  }
  return text;
}

Line parse_line(const Study& study, std::span<const std::string> fields, std::int64_t base_seed) {
  const std::size_t axes = study.axes.size();
  const std::size_t identity = study.several_rows ? 4 : 2;
  const std::size_t expected_fields = axes + identity + study.columns.size();
  if (fields.size() != expected_fields) {
    disagree("has {} fields, the header {}", fields.size(), expected_fields);
  }
  Line line{};
  line.values.assign(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(axes));
  for (std::size_t i = 0; i < axes; ++i) check_axis_value(study.axes[i], line.values[i]);
  line.trial = count_field(fields[axes], "trial", 0);
  line.seed = trial_seed(study, line.values, base_seed, line.trial);
  if (fields[axes + 1] != format_seed(line.seed)) {
    disagree(
        "seed is {}, but revision {}, --seed {}, trial {} and this row's axes give {}: the row was "
        "altered, or is of another --seed or revision (use another --out)",
        fields[axes + 1], study.revision, base_seed, line.trial, format_seed(line.seed));
  }
  line.row_count = study.several_rows ? count_field(fields[axes + 3], "rows", 1) : 1;
  line.row_index = study.several_rows ? count_field(fields[axes + 2], "row", 0) : 0;
  line.row.assign(fields.begin() + static_cast<std::ptrdiff_t>(axes + identity), fields.end());
  const std::string& success = line.row[success_index(study)];
  if (success != "0" && success != "1") {
    disagree("{} is '{}': needs 0 or 1", study.success_column, success);
  }
  line.success = success == "1";
  return line;
}

}  // namespace study

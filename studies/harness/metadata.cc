#include "studies/harness/metadata.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/file.h"
#include "studies/harness/csv.h"
#include "studies/harness/record.h"
#include "studies/harness/sha256.h"
#include "studies/harness/value_order.h"

namespace study {
namespace {

constexpr std::int64_t kMostInteger = std::numeric_limits<std::int64_t>::max();
/// Sums of two numbers of rows do not overflow.
constexpr std::int64_t kMostRows = kMostInteger / 4;

Json columns_of(const Study& study) {
  Json columns = Json::array();
  const auto add = [&](const std::string& name, const std::string& unit, const std::string& text) {
    columns.push_back({{"name", name}, {"unit", unit}, {"description", text}});
  };
  for (const Axis& axis : study.axes) add(axis.name, "", axis.description);
  for (const auto& part : {identity_columns(study), study.columns}) {
    for (const Column& column : part) add(column.name, column.unit, column.description);
  }
  return columns;
}

/// The values of each axis that occur in the rows.
Json axes_of(const Study& study, const Results& results) {
  using Values = std::set<std::string, decltype(&value_before)>;
  std::vector<Values> values(study.axes.size(), Values(&value_before));
  for (const StoredTrial* row : results.by_line()) {
    const auto fields = *CsvReader(row->text, "").next();
    for (std::size_t axis = 0; axis < values.size(); ++axis) values[axis].insert(fields[axis]);
  }
  Json axes = Json::object();
  for (std::size_t axis = 0; axis < values.size(); ++axis) {
    axes[study.axes[axis].name] = values[axis];
  }
  return axes;
}

/// A whole number in [low, high]; JSON's conversions would cut off what does not fit.
std::int64_t integer_in(const Json& json, const char* key, std::int64_t low, std::int64_t high) {
  const Json& value = json.at(key);
  const bool fits = value.is_number_integer() &&
                    !(value.is_number_unsigned() && value.get<std::uint64_t>() > kMostInteger);
  base::require(fits && value >= low && value <= high, "{} {}: needs a whole number from {} to {}",
                key, value.dump(), low, high);
  return value.get<std::int64_t>();
}

std::vector<Column> columns_in(const Json& metadata) {
  std::vector<Column> columns;
  for (const Json& column : metadata.at("columns")) {
    columns.push_back({column.at("name"), column.at("unit"), column.at("description")});
    // A study's header is one line.
    base::require(columns.back().name.find_first_of("\r\n") == std::string::npos,
                  "the name of column {} holds a line end", columns.size());
  }
  return columns;
}

Axis any_value_axis(const Column& column) {
  return {column.name, column.description, "",
          [](std::string_view text) { return std::string(text); }};
}

/// Splits the columns into axes, identity and the study's own.
Study study_in(const Json& metadata) {
  Study study;
  study.name = metadata.at("study");
  study.revision =
      static_cast<int>(integer_in(metadata, "revision", 0, std::numeric_limits<int>::max()));
  study.title = metadata.at("title");
  study.paper_figure = metadata.at("paper_figure");
  study.success_column = metadata.at("success_column");
  const std::vector<Column> columns = columns_in(metadata);
  const auto named = [](const char* name) {
    return [name](const Column& column) { return column.name == name; };
  };
  const auto trial = std::ranges::find_if(columns, named("trial"));
  for (auto axis = columns.begin(); axis != trial; ++axis) {
    study.axes.push_back(any_value_axis(*axis));
  }
  study.several_rows = columns.end() - trial > 2 && trial[2].name == "row";
  const auto identity = identity_columns(study);
  base::require(columns.end() - trial > std::ssize(identity) &&
                    std::ranges::equal(identity, std::span(trial, identity.size()), {},
                                       &Column::name, &Column::name),
                "its columns are not those of a study");
  study.columns.assign(trial + std::ssize(identity), columns.end());
  base::require(std::ranges::any_of(study.columns, named(study.success_column.c_str())),
                "its columns lack {}", study.success_column);
  return study;
}

}  // namespace

Json whole_file(const Study& study, std::int64_t base_seed, const Shard& shard,
                const std::filesystem::path& csv, const Results& results) {
  return {{"study", study.name},
          {"revision", study.revision},
          {"title", study.title},
          {"paper_figure", study.paper_figure},
          {"csv", csv.filename().string()},
          {"rows", results.rows()},
          {"sha256", to_hex(sha256(base::read_file(csv)))},
          {"columns", columns_of(study)},
          {"success_column", study.success_column},
          {"axes", axes_of(study, results)},
          {"base_seed", base_seed},
          {"shard", to_string(shard)}};
}

std::int64_t rows_told_of(const Json& runs) {
  base::require(runs.is_array(), "runs: needs a list");
  std::int64_t rows = 0;
  for (const Json& run : runs) {
    rows += integer_in(run, "rows_added", -kMostRows, kMostRows);
    base::require(rows >= -kMostRows && rows <= kMostRows, "rows_added: sum to {}", rows);
  }
  return rows;
}

Json unknown_run(Json run, std::int64_t rows_added) {
  for (const auto& item : run.items()) item.value() = nullptr;
  run["rows_added"] = rows_added;
  return run;
}

void write_metadata_file(const std::filesystem::path& path, const Json& metadata) {
  // An argument that is not UTF-8 must not cost a run its metadata.
  base::write_file(path, metadata.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

DescribedStudy described_study(const Json& metadata, const std::string& name) try {
  rows_told_of(metadata.at("runs"));
  return {study_in(metadata), integer_in(metadata, "base_seed", 0, kMostInteger)};
} catch (const std::exception& error) {
  throw std::invalid_argument(fmt::format("{}: no metadata of a study: {}", name, error.what()));
}

}  // namespace study

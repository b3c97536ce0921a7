#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "studies/harness/study.h"

namespace study {

/// What a study's CSV holds of a trial.
struct Record {
  std::vector<std::string> values;  ///< canonical, one an axis
  std::int64_t trial;
  std::uint64_t seed;
  Rows rows;     ///< at least one
  bool success;  ///< of the first row
};

/// What one line of it holds, in the order of its columns: the axes, `trial`, `seed`, in a study
/// with several rows a trial `row` and `rows`, the study's own columns.
struct Line {
  std::vector<std::string> values;
  std::int64_t trial;
  std::uint64_t seed;
  std::int64_t row_index;  ///< from 0
  std::int64_t row_count;  ///< of the trial
  Row row;
  bool success;
};

/// The columns between the axes and the study's own ones.
std::vector<Column> identity_columns(const Study& study);

std::vector<std::string> column_names(const Study& study);

/// "trial 3 of flips=2 side=heads".
std::string describe_trial(const Study& study, std::span<const std::string> values,
                           std::int64_t trial);

/// The record of a trial. Throws std::logic_error when there are no rows, or several in a study
/// that has one a trial, or one of them has another number of fields than the study has columns or
/// a success that is neither 0 nor 1.
Record make_record(const Study& study, const Trial& trial, Rows rows);

/// The record's lines, each with its "\n".
std::string format_record(const Study& study, const Record& record);

/// Reads a line's fields and recomputes its seed. Throws base::DisagreementError (without file and
/// line) when a field is not what this study writes, or when the seed is another one: an altered
/// row, or one of another revision or base seed.
Line parse_line(const Study& study, std::span<const std::string> fields, std::int64_t base_seed);

}  // namespace study

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "studies/harness/study.h"

namespace study {

/// What a line of a study's CSV holds, in the order of its columns: the axes, `trial`, `seed`, the
/// study's own columns.
struct Record {
  std::vector<std::string> values;  ///< canonical, one an axis
  std::int64_t trial;
  std::uint64_t seed;
  Row row;
  bool success;
};

/// The columns between the axes and the study's own ones: `trial` and `seed`.
std::span<const Column> identity_columns();

std::vector<std::string> column_names(const Study& study);

/// "trial 3 of flips=2 side=heads".
std::string describe_trial(const Study& study, std::span<const std::string> values,
                           std::int64_t trial);

/// The record of a trial. Throws std::logic_error when the study's row has another number of
/// fields than it has columns, or a success that is neither 0 nor 1.
Record make_record(const Study& study, const Trial& trial, Row row);

/// The record's line, with its "\n".
std::string format_record(const Record& record);

/// Reads a line's fields and recomputes its seed. Throws base::DisagreementError (without file and
/// line) when a field is not what this study writes, or when the seed is another one: an altered
/// row, or one of another revision or base seed.
Record parse_record(const Study& study, std::span<const std::string> fields,
                    std::int64_t base_seed);

}  // namespace study

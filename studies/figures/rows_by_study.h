#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "studies/figures/result_rows.h"

namespace figures {

/// Rows of several studies, by the study's name.
using RowsByStudy = std::map<std::string, ResultRows, std::less<>>;

struct SourcedStudies {
  RowsByStudy rows;
  std::vector<Source> sources;  ///< one a file, by study
};

/// Reads files of several studies with the times of their trials; a file's study is what its name
/// has before the first dot. Throws as read_result_rows() does.
SourcedStudies read_rows_by_study(std::span<const std::string> paths);

}  // namespace figures

#pragma once

#include <cstdint>
#include <filesystem>

#include "studies/harness/append_file.h"
#include "studies/harness/record.h"
#include "studies/harness/results.h"
#include "studies/harness/study.h"

namespace study {

/// A study's CSV, open for this process alone. Rows that are there are verified and kept.
class ResultsFile {
 public:
  /// Makes the folder and the file if need be, locks it, reads it, and cuts a torn last line off,
  /// which it says on stderr. Throws std::runtime_error (or std::system_error) that names the path
  /// when the file cannot be written or another process has it, base::DisagreementError for rows
  /// that are not this study's with this base seed; then the file is as it was.
  ResultsFile(const Study& study, std::int64_t base_seed, const std::filesystem::path& path);

  const Results& results() const { return results_; }

  /// Adds a trial, whole or not at all.
  void append(const Record& record);

 private:
  AppendFile file_;
  Results results_;
};

}  // namespace study

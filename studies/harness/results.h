#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "studies/harness/record.h"
#include "studies/harness/study.h"

namespace study {

/// A trial on file.
struct StoredTrial {
  std::size_t line;  ///< where its first row stands, from 1; 0 when it was added by this process
  bool success;
  std::size_t rows;
  std::string text;  ///< its lines
};

/// The trials of a study's CSV, by seed, all verified: header, spelling and seed of every row, and
/// that the rows of a trial stand together, from the first to the last.
/// `study` must outlive it. Example: Results r(study, 0); r.read(text, "out/coin.csv");
/// r.find(seed)
class Results {
 public:
  Results(const Study& study, std::int64_t base_seed);

  /// Takes the rows of a CSV; a torn last trial is left out. Empty text, or the beginning of this
  /// study's header, is a file without rows. Throws base::DisagreementError "<name>: line <n>:
  /// ...", with both values, for what this study with this base seed would not have written.
  void read(std::string_view text, const std::string& name);

  void add(const Record& record);

  const Study& study() const { return study_; }
  const StoredTrial* find(std::uint64_t seed) const;  ///< nullptr when it is not there
  Record parse(const StoredTrial& row) const;
  std::size_t trials() const { return trials_.size(); }
  std::size_t rows() const { return rows_; }
  std::vector<const StoredTrial*> by_line() const;  ///< in the order of the file

  /// How much of the text that was read is whole trials.
  std::size_t complete_bytes() const { return complete_bytes_; }

 private:
  void insert(const Record& record, std::size_t line, const std::string& name);

  const Study& study_;
  std::int64_t base_seed_;
  std::unordered_map<std::uint64_t, StoredTrial> trials_;
  std::size_t rows_ = 0;
  std::size_t complete_bytes_ = 0;
};

/// The results of a file, or none when there is no such file. Reads without a lock: a row that is
/// being written counts as torn.
Results load_results(const Study& study, std::int64_t base_seed, const std::filesystem::path& path);

/// Throws base::DisagreementError "<name>: trial <t> of <cell>: <column> is <a> in line <n>, <b>
/// <place>" unless `other` holds the results that `on_file` does; `line` is that of the first row.
/// Example of a place: "now".
void require_same(const Study& study, const std::string& name, const Record& on_file,
                  std::size_t line, const Record& other, const std::string& place);

}  // namespace study

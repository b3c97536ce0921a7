#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "studies/harness/csv.h"

namespace figures {

/// A row of one of the files that were read together.
struct RowRef {
  const study::Table* table;
  std::size_t row;

  const std::string& text(std::size_t column) const { return table->text(row, column); }
  double real(std::size_t column) const { return table->real(row, column); }
  std::string place() const;  ///< "out/coin.csv: line 3", for messages
};

/// CPU seconds of trials by seed, as rows spell it.
using CpuSeconds = std::unordered_map<std::string, double>;

/// The rows of one study's result files (shards, or the same rows twice), each trial once.
/// Example: ResultRows rows({study::read_csv("out/coin.csv")}); rows.rows()[0].text(0)
class ResultRows {
 public:
  /// Takes at least one file; rows keep the files' order. Throws base::DisagreementError, which
  /// names both places, when two files have other columns or a seed (with the same `row`, where
  /// trials have several) has two different rows;
  /// std::invalid_argument when there is no column `seed` or no row at all.
  explicit ResultRows(std::vector<study::Table> tables, CpuSeconds cpu_seconds = {});
  ResultRows(ResultRows&&) = default;
  ResultRows(const ResultRows&) = delete;
  ResultRows& operator=(const ResultRows&) = delete;

  const std::vector<std::string>& columns() const { return tables_.front().columns(); }
  /// The index of a column; throws std::invalid_argument that names the file and the column.
  std::size_t column(std::string_view name) const { return tables_.front().column(name); }
  std::span<const RowRef> rows() const { return rows_; }
  /// Of the row's trial; nothing when it is not known.
  std::optional<double> cpu_seconds(const RowRef& row) const;

 private:
  std::vector<study::Table> tables_;
  CpuSeconds cpu_seconds_;
  std::vector<RowRef> rows_;
};

/// A file as it was when it was read.
struct ReadFile {
  std::filesystem::path path;
  std::string sha256;  ///< of its bytes, in hexadecimal
};

/// A result file likewise.
struct Source : ReadFile {
  std::size_t rows;
  std::optional<ReadFile> timing;  ///< the file of its trials' times, if it was read
};

struct SourcedRows {
  ResultRows rows;
  std::vector<Source> sources;  ///< one a file, in their order
};

/// Reads the files and puts their rows together; with `timed` also the CPU seconds of their trials,
/// from <file>.timing.csv beside each, where there is one. Of a trial in several files the first
/// file's time counts. Throws as study::read_csv and ResultRows do.
SourcedRows read_result_rows(std::span<const std::string> paths, bool timed = false);

}  // namespace figures

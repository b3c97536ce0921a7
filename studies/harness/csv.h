#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace study {

/// One record as RFC 4180 has it, ended by "\n"; fields with a comma, a quote or a line end are
/// quoted. Example: format_csv_line({"1", "a,b"}) is "1,\"a,b\"\n".
std::string format_csv_line(std::span<const std::string> fields);

/// Reads records one by one. A record ends with "\n" or "\r\n" outside quotes; what is left without
/// one is a torn record and is not handed out. The text must outlive the reader.
class CsvReader {
 public:
  /// `name` stands for the text in error messages.
  CsvReader(std::string_view text, std::string name);

  /// The next complete record, or nullopt at the end or before a torn one. Throws
  /// std::invalid_argument "<name>: line <n>: ..." for quotes in the wrong place.
  std::optional<std::vector<std::string>> next();

  std::size_t line() const { return line_; }                ///< where the last record began, from 1
  std::size_t complete_bytes() const { return position_; }  ///< length of all records read so far

 private:
  std::string_view text_;
  std::string name_;
  std::size_t position_ = 0;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
};

/// A CSV file with a header: texts by row and column.
/// Example: Table t = read_csv("out/coin.csv"); t.text(0, t.column("solved")) == "1".
class Table {
 public:
  /// Takes complete records, the first of which is the header. Throws std::invalid_argument
  /// "<name>: line <n>: ..." when there is no header, a column is named twice, a row has another
  /// number of fields, or the text ends in the middle of a row.
  Table(std::string_view text, std::string name);

  const std::string& name() const { return name_; }  ///< the file's, for messages
  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t rows() const { return rows_.size(); }
  const std::vector<std::string>& row(std::size_t row) const { return rows_.at(row).fields; }
  std::size_t line(std::size_t row) const { return rows_.at(row).line; }

  /// The index of a column; throws std::invalid_argument that names the file and the columns it
  /// has.
  std::size_t column(std::string_view name) const;

  const std::string& text(std::size_t row, std::size_t column) const;
  /// The field as a number; throws std::invalid_argument that names file, line, column and value.
  double real(std::size_t row, std::size_t column) const;

 private:
  struct Record {
    std::vector<std::string> fields;
    std::size_t line;
  };
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<Record> rows_;
};

/// Table of a whole file. Throws std::system_error when it cannot be read, else as Table does.
Table read_csv(const std::filesystem::path& path);

}  // namespace study

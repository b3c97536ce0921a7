#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace figures {

/// What is known of the paper's success rates, or of other published values, by some columns of a
/// file.
class PaperValues {
 public:
  PaperValues() = default;  ///< nothing is known

  /// Reads a CSV with some columns (steps, overcompleteness), and after them relation (one of = ~ >
  /// <=), rate (0 to 1) or value (not below 0) and source. Throws as study::read_csv does, and
  /// std::invalid_argument "<file>: line <n>: ..." for a value that is not allowed or a key that
  /// stands twice.
  static PaperValues read(const std::filesystem::path& path);

  /// Throws std::invalid_argument that names the file and its columns before `relation`, unless
  /// they are these or nothing is known.
  void require_columns(std::span<const std::string> columns) const;

  /// "0.047", "~0.6", "> 0.5", "<= 0.5"; empty when nothing is known of these values of the
  /// columns. Example: paper.text({"1", "3"}) is "~0.6".
  std::string text(const std::vector<std::string>& key) const;

  /// Of all values of the columns that something is known of.
  const std::map<std::vector<std::string>, std::string>& texts() const { return texts_; }

 private:
  std::string name_;
  std::vector<std::string> columns_;
  std::map<std::vector<std::string>, std::string> texts_;
};

}  // namespace figures

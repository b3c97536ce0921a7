#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace figures {

/// What is known of the paper's success rates, by (steps, overcompleteness).
class PaperValues {
 public:
  PaperValues() = default;  ///< nothing is known

  /// Reads a CSV with the columns steps, overcompleteness, relation (one of = ~ > <=), rate (0 to
  /// 1) and source. Throws as study::read_csv does, and std::invalid_argument "<file>: line <n>:
  /// ..." for a value that is not allowed or a network that stands twice.
  static PaperValues read(const std::filesystem::path& path);

  /// "0.047", "~0.6", "> 0.5", "<= 0.5"; empty when nothing is known.
  std::string text(const std::string& steps, const std::string& overcompleteness) const;

 private:
  std::map<std::pair<std::string, std::string>, std::string> texts_;
};

}  // namespace figures

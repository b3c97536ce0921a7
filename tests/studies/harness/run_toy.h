#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "studies/harness/study.h"

namespace study {

/// A new empty folder that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Outcome {
  int code;
  std::string output;  ///< stdout
  std::string errors;  ///< stderr
};

/// run_main in this process.
Outcome run(const Study& study, const std::vector<std::string>& arguments);

/// run_main of the coin with `--out <folder> --quiet` and `arguments`.
Outcome run_coin(const TemporaryFolder& folder, std::vector<std::string> arguments);

/// The file's lines, the header first and the others sorted.
std::vector<std::string> sorted_lines(const std::string& path);

/// Puts `to` in the place of the only `from` in a file.
void replace_in_file(const std::string& path, const std::string& from, const std::string& to);

}  // namespace study

#pragma once

#include <map>
#include <string>

namespace base {

/// What this binary was built from and how; git's state is taken at build time.
struct BuildInfo {
  std::string version;                          ///< the project's version, "0.1.0"
  std::string git_commit;                       ///< 40 hex digits, or "unknown" outside a checkout
  bool git_dirty;                               ///< tracked files differed from that commit
  std::string compiler;                         ///< "GNU 12.2.0"
  std::string flags;                            ///< compile flags common to all files
  std::map<std::string, std::string> packages;  ///< "fmt" has "9.1.0"; of studies
};

const BuildInfo& build_info();

/// The line that every program prints for --version: "minlife 0.1.0 (1a2b3c4d5e6f, modified)".
std::string version_line();

}  // namespace base

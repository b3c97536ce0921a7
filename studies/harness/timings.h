#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "studies/harness/append_file.h"

namespace study {

/// CPU seconds of trials by seed, from the text of a timing file as far as its lines make sense.
std::unordered_map<std::uint64_t, double> read_timings(std::string_view text);

/// The same from `<study>.timing.csv`, as measured on this machine. None when there is no file.
std::unordered_map<std::uint64_t, double> load_timings(const std::filesystem::path& path);

/// Appends `seed,cpu_seconds` lines. Timings are a help, not a result: whatever goes wrong here is
/// swallowed, and the first fault ends the writing.
class TimingFile {
 public:
  explicit TimingFile(const std::filesystem::path& path) noexcept;
  void append(std::uint64_t seed, double cpu_seconds) noexcept;

 private:
  std::optional<AppendFile> file_;
};

/// CPU time of the calling thread, in seconds.
double thread_cpu_seconds();

}  // namespace study

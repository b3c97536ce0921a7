#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "studies/harness/append_file.h"

namespace study {

/// What a trial took.
struct Timing {
  double cpu_seconds;
  /// The most memory that its process had resident until it ended; not known of files that were
  /// begun without the column.
  std::optional<std::int64_t> peak_bytes = std::nullopt;

  bool operator==(const Timing&) const = default;
};

/// Of trials by seed, from the text of a timing file as far as its lines make sense.
std::unordered_map<std::uint64_t, Timing> read_timings(std::string_view text);

/// The same from `<study>.timing.csv`, as measured on this machine. None when there is no file.
std::unordered_map<std::uint64_t, Timing> load_timings(const std::filesystem::path& path);

/// Appends `seed,cpu_seconds,peak_bytes` lines, without the last to a file that has none. Timings
/// are a help, not a result: whatever goes wrong here is swallowed, and the first fault ends the
/// writing.
class TimingFile {
 public:
  explicit TimingFile(const std::filesystem::path& path) noexcept;
  void append(std::uint64_t seed, const Timing& timing) noexcept;

 private:
  std::optional<AppendFile> file_;
  bool has_peak_ = true;
};

/// CPU time of the calling thread and of the programs that it has run, in seconds.
double thread_cpu_seconds();

/// The most memory that this process has had resident, in bytes.
std::int64_t peak_resident_bytes();

}  // namespace study

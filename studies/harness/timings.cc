#include "studies/harness/timings.h"

#include <fmt/core.h>
#include <sys/resource.h>
#include <time.h>

#include <charconv>
#include <cmath>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/file.h"
#include "base/run_command.h"
#include "studies/harness/csv.h"
#include "studies/harness/identity.h"

namespace study {
namespace {

constexpr std::string_view kHeader = "seed,cpu_seconds,peak_bytes\n";
constexpr std::string_view kHeaderWithoutPeak = "seed,cpu_seconds\n";

/// The file's whole lines; nothing when it is empty or only the beginning of a header. Throws when
/// it holds something else.
std::string_view whole_lines(std::string_view text) {
  const bool without_peak = text.starts_with(kHeaderWithoutPeak);
  if (!without_peak && kHeader.starts_with(text)) return "";
  base::require(without_peak || text.starts_with(kHeader), "holds no timings");
  return text.substr(0, text.rfind('\n') + 1);
}

template <class Number, class... Format>
bool parse(std::string_view text, Number& value, Format... format) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value, format...);
  return error == std::errc() && rest == end;
}

}  // namespace

std::unordered_map<std::uint64_t, Timing> read_timings(std::string_view text) try {
  std::unordered_map<std::uint64_t, Timing> timings;
  CsvReader reader(whole_lines(text), "timings");
  while (const auto fields = reader.next()) {
    std::uint64_t seed = 0;
    Timing timing{};
    std::int64_t peak = 0;
    const auto& texts = *fields;
    if (texts.size() < 2 || texts.size() > 3 || !texts[0].starts_with("0x") ||
        !parse(std::string_view(texts[0]).substr(2), seed, 16) ||
        !parse(texts[1], timing.cpu_seconds) || !std::isfinite(timing.cpu_seconds) ||
        timing.cpu_seconds < 0) {
      continue;
    }
    if (texts.size() == 3 && parse(texts[2], peak) && peak > 0) timing.peak_bytes = peak;
    timings[seed] = timing;
  }
  return timings;
} catch (const std::invalid_argument&) {
  return {};
}

std::unordered_map<std::uint64_t, Timing> load_timings(const std::filesystem::path& path) try {
  if (!std::filesystem::exists(path)) return {};
  return read_timings(base::read_file(path));
} catch (const std::exception&) {
  return {};
}

TimingFile::TimingFile(const std::filesystem::path& path) noexcept {
  try {
    file_.emplace(path);
    const std::string text = base::read_file(path);
    const std::string_view kept = whole_lines(text);
    file_->truncate(kept.size());
    if (kept.empty()) file_->append(kHeader);
    has_peak_ = !kept.starts_with(kHeaderWithoutPeak);
  } catch (const std::exception&) {
    file_.reset();
  }
}

void TimingFile::append(std::uint64_t seed, const Timing& timing) noexcept try {
  if (!file_) return;
  std::vector<std::string> fields{format_seed(seed), fmt::format("{:.6f}", timing.cpu_seconds)};
  if (has_peak_) fields.push_back(timing.peak_bytes ? fmt::format("{}", *timing.peak_bytes) : "");
  file_->append(format_csv_line(fields));
} catch (const std::exception&) {
  file_.reset();
}

double thread_cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec) +
         base::command_cpu_seconds();
}

std::int64_t peak_resident_bytes() {
  constexpr std::int64_t kKibibyte = 1024;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * kKibibyte;
}

}  // namespace study

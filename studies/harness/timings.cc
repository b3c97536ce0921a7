#include "studies/harness/timings.h"

#include <fmt/core.h>
#include <time.h>

#include <array>
#include <charconv>
#include <cmath>
#include <exception>
#include <string_view>

#include "base/check.h"
#include "base/file.h"
#include "studies/harness/csv.h"
#include "studies/harness/identity.h"

namespace study {
namespace {

constexpr std::string_view kHeader = "seed,cpu_seconds\n";

/// The file's whole lines; nothing when it is empty or only the beginning of a header. Throws when
/// it holds something else.
std::string_view whole_lines(std::string_view text) {
  if (kHeader.starts_with(text)) return "";
  base::require(text.starts_with(kHeader), "holds no timings");
  return text.substr(0, text.rfind('\n') + 1);
}

template <class Number, class... Format>
bool parse(std::string_view text, Number& value, Format... format) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value, format...);
  return error == std::errc() && rest == end;
}

}  // namespace

std::unordered_map<std::uint64_t, double> read_timings(std::string_view text) try {
  std::unordered_map<std::uint64_t, double> timings;
  CsvReader reader(whole_lines(text), "timings");
  while (const auto fields = reader.next()) {
    std::uint64_t seed = 0;
    double seconds = 0;
    if (fields->size() == 2 && (*fields)[0].starts_with("0x") &&
        parse(std::string_view((*fields)[0]).substr(2), seed, 16) && parse((*fields)[1], seconds) &&
        std::isfinite(seconds) && seconds >= 0) {
      timings[seed] = seconds;
    }
  }
  return timings;
} catch (const std::invalid_argument&) {
  return {};
}

std::unordered_map<std::uint64_t, double> load_timings(const std::filesystem::path& path) try {
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
  } catch (const std::exception&) {
    file_.reset();
  }
}

void TimingFile::append(std::uint64_t seed, double cpu_seconds) noexcept try {
  if (!file_) return;
  file_->append(format_csv_line(std::array{format_seed(seed), fmt::format("{:.6f}", cpu_seconds)}));
} catch (const std::exception&) {
  file_.reset();
}

double thread_cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace study

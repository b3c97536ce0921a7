#include "studies/harness/timings.h"

#include <fmt/core.h>
#include <time.h>

#include <array>
#include <charconv>
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
std::string whole_lines(const std::filesystem::path& path) {
  std::string text = base::read_file(path);
  if (kHeader.starts_with(text)) return "";
  base::require(text.starts_with(kHeader), "{}: holds no timings", path.string());
  text.resize(text.rfind('\n') + 1);
  return text;
}

template <class Number, class... Format>
bool parse(std::string_view text, Number& value, Format... format) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value, format...);
  return error == std::errc() && rest == end;
}

}  // namespace

std::unordered_map<std::uint64_t, double> load_timings(const std::filesystem::path& path) try {
  std::unordered_map<std::uint64_t, double> timings;
  if (!std::filesystem::exists(path)) return timings;
  const std::string text = whole_lines(path);
  CsvReader reader(text, path.string());
  while (const auto fields = reader.next()) {
    std::uint64_t seed = 0;
    double seconds = 0;
    if (fields->size() == 2 && (*fields)[0].starts_with("0x") &&
        parse(std::string_view((*fields)[0]).substr(2), seed, 16) && parse((*fields)[1], seconds) &&
        seconds >= 0) {
      timings[seed] = seconds;
    }
  }
  return timings;
} catch (const std::exception&) {
  return {};
}

TimingFile::TimingFile(const std::filesystem::path& path) noexcept {
  try {
    file_.emplace(path);
    const std::string kept = whole_lines(path);
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

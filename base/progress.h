#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace base {

/// Tells on stderr how a long run goes, while it lives: on a terminal one live line, elsewhere a
/// plain line a minute. No colours.
/// Example: ProgressLine line([&] { return fmt::format("{} done", done.load()); }, quiet);
class ProgressLine {
 public:
  /// `text` gives the line without its end. It is called from a thread of this object's, never
  /// when `quiet`, and must not throw.
  ProgressLine(std::function<std::string()> text, bool quiet);
  ~ProgressLine();  ///< takes the live line away
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Takes the live line away until what is returned is gone: for who prints to the same terminal.
  [[nodiscard]] std::unique_lock<std::mutex> hide();

 private:
  void show_now_and_then(std::stop_token stop);

  std::function<std::string()> text_;
  bool live_;
  bool shown_ = false;  ///< the live line, now
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last: it uses all of the above
};

/// Seconds as people read them, rounded up: "52 s", "2 min 5 s", "3 h 1 min", "13 d 2 h", "2 weeks
/// 0 d".
std::string format_duration(double seconds);

/// "3.4/s", "20.4/min", "1.5/h" or "0.8/d": the first of them that is at least one, 0 a minute.
std::string format_rate(double per_second);

}  // namespace base

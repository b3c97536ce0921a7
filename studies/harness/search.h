#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

// The smallest of some values whose trials succeed more often than at a given rate, by sequential
// tests. Nothing is assumed of how the rate changes from value to value.
//
// The error, 1 - confidence, is that of the answer. Let T be the smallest value whose rate is
// above. An answer can only be wrong if T was found below, or a value before T above. The first
// can happen at one value, so a test for `below` may err with half of the error; the second at any
// of k values, so a test for `above` may err with the other half divided by k.
namespace study {

struct SearchRule {
  double rate = 0.5;           ///< the one to be above
  double confidence = 0.95;    ///< of the answer
  double indifference = 0.05;  ///< rates this near to `rate` need not be told from it
};

/// The most trials of a value when nothing else is asked for: at 24 values and the rule above, four
/// of five values at the lower edge of the indifference zone are then found below.
constexpr std::int64_t kUsualSearchTrials = 2048;

/// What the tests say of a value.
enum class Verdict {
  open,       ///< goes on
  below,      ///< its rate is at most the given one
  near,       ///< given up: Wilson's 95 % interval lies within rate +- indifference
  undecided,  ///< given up: it had its most trials
  above       ///< its rate is above the given one
};

const char* to_string(Verdict verdict);

/// The errors of the two tests at one of `values` values. Example: with a confidence of 0.95 and 24
/// values, 0.05 / 48 for `above` and 0.025 for `below`.
double above_error(const SearchRule& rule, std::size_t values);
double below_error(const SearchRule& rule);

/// The trials of the first look after `trials`: 8, 16, ... 64, 80, 96, 120, ..., about a quarter
/// more each time, and `most_trials`.
std::int64_t next_search_look(std::int64_t trials, std::int64_t most_trials);

/// The verdict on one of `values` values at a look.
Verdict verdict_at(const SearchRule& rule, std::size_t values, std::int64_t successes,
                   std::int64_t look, std::int64_t most_trials);

/// Where one value stands.
struct Tested {
  std::int64_t wanted = 0;  ///< trials, counted from 0, as far as can be said; 0: none is needed
  std::int64_t trials = 0;  ///< up to the last look
  std::int64_t successes = 0;
  Verdict verdict = Verdict::open;
};

/// Where the search stands. `outcome` is a trial's success, if known; `most_trials` has the cap of
/// each value, the smallest value first. What is wanted is a function of the outcomes up to the
/// looks alone, so neither threads nor interruptions nor other known trials change it. It is
/// complete when trials == wanted everywhere.
///
/// Values are tested from the smallest up, since all below the answer must be and none above need
/// be. That wastes no trial, but one value near the rate would hide the rest for long: the next one
/// begins when a value is still open after 256 trials. None goes on above the smallest `above`.
///
/// Cost: a call of `outcome` a trial.
std::vector<Tested> search(
    const SearchRule& rule, std::span<const std::int64_t> most_trials,
    const std::function<std::optional<bool>(std::size_t value, std::int64_t trial)>& outcome);

/// The smallest value above lies from `from` to `to`, by index. They are the same when it is known,
/// and neither is there when all values are below.
struct Answer {
  std::optional<std::size_t> from;  ///< the smallest that is not below
  std::optional<std::size_t> to;    ///< the smallest that is above
  bool open;                        ///< more trials are to come
};

Answer answer(std::span<const Tested> values);

/// "3", "undecided between 3 and 5", "not known yet, from 3 on, or none" or "none"; `name` has a
/// value's text, by its index.
std::string answer_text(const Answer& found, const std::function<std::string(std::size_t)>& name);

}  // namespace study

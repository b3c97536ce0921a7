#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "studies/harness/study.h"
#include "studies/subnetworks/tickets_study.h"

namespace subnetworks {

inline bool never() { return false; }

using study::Values;

/// A trial of the study `tickets` with these axes; of the others some are small: L(1, 4), 3,000
/// boards, rounds of a half.
class TrialOf {
 public:
  explicit TrialOf(const Values& given = {}, std::uint64_t seed = 7)
      : study_(with_axes()), cell_(study_.axes, values(given)), trial_{study_, cell_, 0, 0, seed} {}
  TrialOf(const TrialOf&) = delete;
  TrialOf& operator=(const TrialOf&) = delete;

  operator const study::Trial&() const { return trial_; }

 private:
  static study::Study with_axes() {
    study::Study study;
    study.axes = tickets_study().axes;
    return study;
  }

  std::vector<std::string> values(Values given) const {
    given.merge(Values{{"overcompleteness", "4"}, {"budget", "3000"}, {"round_share", "0.5"}});
    std::vector<std::string> result;
    for (const study::Axis& axis : study_.axes) {
      const auto found = given.find(axis.name);
      result.push_back(found == given.end() ? axis.default_values : found->second);
    }
    return result;
  }

  study::Study study_;
  study::Cell cell_;
  study::Trial trial_;
};

}  // namespace subnetworks

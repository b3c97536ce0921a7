#pragma once

#include <string>
#include <vector>

namespace study {

/// The order in which tables list values: numbers by size and before words, so "9" is before "10"
/// and "0.38" before "uniform". Numbers of one value in two spellings ("1", "1.0") stay two values.
bool value_before(const std::string& a, const std::string& b);

/// The same value by value; an ordering for std::sort and std::map.
struct ValuesBefore {
  bool operator()(const std::vector<std::string>& a, const std::vector<std::string>& b) const;
};

}  // namespace study

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "studies/figures/result_rows.h"

namespace figures {

/// Result rows from the texts of CSV files, which are named a.csv, b.csv, ...
inline ResultRows rows_of(const std::vector<std::string>& texts, CpuSeconds cpu_seconds = {}) {
  std::vector<study::Table> tables;
  for (const std::string& text : texts) {
    const char letter = static_cast<char>('a' + tables.size());
    tables.emplace_back(text, std::string(1, letter) + ".csv");
  }
  return ResultRows(std::move(tables), std::move(cpu_seconds));
}

/// The message of the error that `call` throws.
template <class Error, class Call>
std::string error_of(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace figures

#pragma once

#include <stdexcept>
#include <string_view>

/// What reads files of others, each fed with any bytes: by libFuzzer (preset `fuzz`), and by the
/// tests with the files of its corpus. A target returns, or throws when something is wrong.
namespace fuzz {

/// A pattern file. It is read or refused with std::invalid_argument; what is read comes back from
/// every format it can be written in.
void read_pattern(std::string_view text);

/// A CSV, the results of a study, and its timings. They are read or refused with
/// std::invalid_argument or base::DisagreementError; what is read comes back when written again.
void read_results(std::string_view text);

/// Metadata of a CSV. They are those of a study or refused with std::invalid_argument.
void read_metadata(std::string_view text);

/// A network file. It is read or refused with std::invalid_argument; what is read comes back when
/// written again.
void read_network(std::string_view text);

inline void check(bool holds) {
  if (!holds) throw std::logic_error("a fuzz target's check failed");
}

}  // namespace fuzz

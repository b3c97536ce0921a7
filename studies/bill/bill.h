#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace bill {

/// What the networks of a study's CSV took to train, failed ones included. A row is a training.
struct Bill {
  std::string study;
  std::set<std::string> seeds = {};  ///< of its trials, as the CSV has them
  std::int64_t trials = 0;
  std::int64_t trainings = 0;  ///< rows
  std::int64_t exact = 0;      ///< rows whose network was proved exact, or is taken for it
  double boards = 0;           ///< trained on until first found exact, or all
  double multiply_adds = 0;    ///< had every cell been convolved
  double executed_multiply_adds = 0;
  std::int64_t timed_trials = 0;                          ///< those of which the CPU time is known
  std::int64_t timed_exact = 0;                           ///< exact rows of these
  double core_seconds = 0;                                ///< of these
  std::optional<std::int64_t> peak_bytes = std::nullopt;  ///< the most of any process, where known
  /// Bytes of the exact networks as they are stored, those of pruned ones without what nothing
  /// needs; nothing where the study does not say.
  std::optional<double> network_bytes = std::nullopt;
  std::int64_t variants = 0;  ///< trials with an exact network fine-tuned from a base
  double variant_bytes = 0;   ///< of the one nearest to the base of each of these, whole
  double delta_bytes = 0;     ///< of the same as mask and delta, without the base
  /// Package energy of the whole machine during the runs, where all of them could measure it.
  std::optional<double> measured_joules = std::nullopt;

  /// Of all together; the sums keep this one's name. Throws std::invalid_argument that names a
  /// trial which both have.
  Bill& operator+=(const Bill& other);
};

/// Reads a CSV of a study, its metadata and times. Throws std::invalid_argument that names the file
/// for anything else, and std::system_error for what cannot be read.
Bill bill_of(const std::filesystem::path& csv);

}  // namespace bill

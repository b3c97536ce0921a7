#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>

#include "fuzz_targets.h"
#include "studies/harness/csv.h"
#include "studies/harness/metadata.h"
#include "studies/harness/record.h"
#include "studies/harness/results.h"

namespace fuzz {
namespace {

std::optional<study::Json> parsed(std::string_view text) try {
  return study::Json::parse(text);
} catch (const study::Json::exception&) {
  return std::nullopt;
}

}  // namespace

void read_metadata(std::string_view text) {
  const auto metadata = parsed(text);
  if (!metadata) return;
  std::optional<study::DescribedStudy> described;
  try {
    described = study::described_study(*metadata, "input");
  } catch (const std::invalid_argument&) {
    return;
  }
  const study::Study& study = described->study;
  // It can read a file of its own.
  study::Results results(study, described->base_seed);
  const std::string header = study::format_csv_line(study::column_names(study));
  results.read(header, "header");
  check(results.complete_bytes() == header.size());
  const study::Json runs = metadata->at("runs");
  study::Json more = runs;
  more.push_back(study::unknown_run(runs.empty() ? study::Json::object() : runs.back(), 3));
  check(study::rows_told_of(more) == study::rows_told_of(runs) + 3);
}

}  // namespace fuzz

#include "studies/figures/figure_metadata.h"

#include <array>
#include <exception>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "studies/harness/sha256.h"

namespace figures {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kToldByStudy = {"study", "revision", "base_seed"};

Json file_entry(const std::filesystem::path& path, const std::string& sha256) {
  return {{"file", path.filename().string()}, {"sha256", sha256}};
}

/// Metadata of other bytes may be of other trials.
Json told_by_study(const Source& source) try {
  Json told;
  const Json metadata = Json::parse(base::read_file(source.path.string() + "-metadata.json"));
  const bool is_of_source = metadata.at("sha256") == source.sha256;
  for (const char* key : kToldByStudy) told[key] = is_of_source ? metadata.at(key) : Json(nullptr);
  return told;
} catch (const std::exception&) {
  Json untold;
  for (const char* key : kToldByStudy) untold[key] = nullptr;
  return untold;
}

Json source_entry(const Source& source) {
  Json entry = file_entry(source.path, source.sha256);
  entry["rows"] = source.rows;
  if (source.timing) entry["timing"] = file_entry(source.timing->path, source.timing->sha256);
  entry.update(told_by_study(source));
  return entry;
}

}  // namespace

std::string figure_metadata(const std::string& figure, const Summary& summary,
                            const FigureFiles& files) {
  const auto hash = [](std::string_view text) { return study::to_hex(study::sha256(text)); };
  Json sources = Json::array();
  for (const Source& source : files.sources) sources.push_back(source_entry(source));
  const Json paper =
      files.paper ? file_entry(*files.paper, hash(base::read_file(*files.paper))) : Json(nullptr);
  const Json metadata = {
      {"figure", figure},
      {"table", file_entry(files.table, hash(summary.csv))},
      {"sources", sources},
      {"paper_values", paper},
      {"trials", {{"least", summary.least_trials}, {"most", summary.most_trials}}}};
  // A file name need not be UTF-8.
  return metadata.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace figures

#include "studies/figures/rows_by_study.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

namespace figures {

SourcedStudies read_rows_by_study(std::span<const std::string> paths) {
  std::map<std::string, std::vector<std::string>> files;
  for (const std::string& path : paths) {
    const std::string name = std::filesystem::path(path).filename();
    files[name.substr(0, name.find('.'))].push_back(path);
  }
  SourcedStudies all;
  for (const auto& [study, of_study] : files) {
    SourcedRows read = read_result_rows(of_study, true);
    all.rows.emplace(study, std::move(read.rows));
    std::ranges::move(read.sources, std::back_inserter(all.sources));
  }
  return all;
}

}  // namespace figures

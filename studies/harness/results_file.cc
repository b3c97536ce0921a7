#include "studies/harness/results_file.h"

#include <fmt/core.h>

#include <system_error>

#include "base/file.h"
#include "studies/harness/csv.h"
#include "studies/harness/note.h"

namespace study {
namespace {

const std::filesystem::path& with_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) {
    throw std::system_error(error, path.parent_path().string() + ": cannot make the folder");
  }
  return path;
}

}  // namespace

ResultsFile::ResultsFile(const Study& study, std::int64_t base_seed,
                         const std::filesystem::path& path)
    : file_(with_folder(path)), results_(study, base_seed) {
  file_.lock();
  const std::string text = base::read_file(path);
  results_.read(text, path.string());
  const std::size_t whole = results_.complete_bytes();
  if (whole < text.size()) {
    file_.truncate(whole);
    note(study, fmt::format("{}: cut a torn last {} off ({} bytes)", path.string(),
                            study.several_rows ? "trial" : "line", text.size() - whole));
  }
  if (whole == 0) file_.append(format_csv_line(column_names(study)));
}

void ResultsFile::append(const Record& record) {
  file_.append(format_record(results_.study(), record));
  results_.add(record);
}

}  // namespace study

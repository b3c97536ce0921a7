#include "run_toy.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <sstream>

#include "base/file.h"
#include "studies/harness/cli.h"
#include "toy_study.h"

namespace study {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::path(testing::TempDir()) / "harness.XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() { std::filesystem::remove_all(path_); }

Outcome run(const Study& study, const std::vector<std::string>& arguments) {
  std::vector<const char*> argv{"/some/folder/coin"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int code = run_main(study, static_cast<int>(argv.size()), argv.data());
  return {code, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

Outcome run_coin(const TemporaryFolder& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"--out", folder.path(), "--quiet"});
  return run(coin(), arguments);
}

std::vector<std::string> sorted_lines(const std::string& path) {
  std::istringstream text(base::read_file(path));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  std::sort(lines.begin() + 1, lines.end());
  return lines;
}

void replace_in_file(const std::string& path, const std::string& from, const std::string& to) {
  std::string text = base::read_file(path);
  const auto position = text.find(from);
  ASSERT_NE(position, std::string::npos) << from;
  ASSERT_EQ(text.find(from, position + 1), std::string::npos) << from;
  base::write_file(path, text.replace(position, from.size(), to));
}

}  // namespace study

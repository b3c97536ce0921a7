// The gnuplot script of the figure, on the table of tests/vectors/overcompleteness_rows.csv.

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "base/file.h"
#include "cli/run_command.h"

namespace {

const std::string kPlot = MINLIFE_SOURCE_DIR "/studies/figures/overcompleteness.gp";
const std::string kGolden = MINLIFE_SOURCE_DIR "/tests/golden/overcompleteness";

cli::CommandResult gnuplot(const std::string& format, const std::string& output = "") {
  std::vector<std::string> command{"gnuplot", "-c", kPlot, kGolden + ".csv", format};
  if (!output.empty()) command.push_back(output);
  return cli::run_command(command);
}

/// The bytes of a picture, drawn without a word of complaint.
std::string drawn(const std::string& format) {
  const std::string file = testing::TempDir() + "picture_test." + format;
  const cli::CommandResult result = gnuplot(format, file);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err + result.out, "");
  const std::string bytes = base::read_file(file);
  std::filesystem::remove(file);
  return bytes;
}

TEST(Picture, SvgIsTheGoldenOne) {
  const std::string svg = drawn("svg");
  if (svg == base::read_file(kGolden + ".svg")) return;
  const std::string made = MINLIFE_BINARY_DIR "/overcompleteness.new.svg";
  base::write_file(made, svg);
  ADD_FAILURE() << made << " is not " << kGolden << ".svg: look at both; if the new one is right, "
                << "copy it over (other versions of gnuplot draw other bytes)";
}

TEST(Picture, PngIsTheSameEachTime) {
  const std::string png = drawn("png");
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_TRUE(png == drawn("png"));
}

TEST(Picture, PlainTextFitsATerminal) {
  const cli::CommandResult result = gnuplot("dumb");
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out.find('\x1b'), std::string::npos);
  ASSERT_EQ(result.out.front(), '\f');  // script/figures takes it off
  std::istringstream lines(result.out.substr(1));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(line.size(), 79u);
  EXPECT_LE(count, 24u);
}

}  // namespace

// The gnuplot scripts of the figures, on their golden tables.

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "base/file.h"
#include "cli/run_command.h"
#include "studies/harness/csv.h"

namespace {

/// Of the figure that the parameter names.
class Picture : public testing::TestWithParam<const char*> {
 protected:
  static cli::CommandResult gnuplot(const std::string& format, const std::string& output = "",
                                    const std::string& table = golden(".csv")) {
    const std::string plot = MINLIFE_SOURCE_DIR "/studies/figures/" + std::string(GetParam());
    std::vector<std::string> command{"gnuplot", "-c", plot + ".gp", table, format};
    if (!output.empty()) command.push_back(output);
    return cli::run_command(command);
  }

  static std::string golden(const std::string& ending) {
    return MINLIFE_SOURCE_DIR "/tests/golden/" + (GetParam() + ending);
  }

  /// The bytes of a picture, drawn without a word of complaint.
  static std::string drawn(const std::string& format) {
    const std::string file = testing::TempDir() + "picture_test." + GetParam() + "." + format;
    const cli::CommandResult result = gnuplot(format, file);
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.err + result.out, "");
    const std::string bytes = base::read_file(file);
    std::filesystem::remove(file);
    return bytes;
  }
};

TEST_P(Picture, SvgIsTheGoldenOne) {
  const std::string svg = drawn("svg");
  if (svg == base::read_file(golden(".svg"))) return;
  const std::string made = MINLIFE_BINARY_DIR + std::string("/") + GetParam() + ".new.svg";
  base::write_file(made, svg);
  ADD_FAILURE() << made << " is not " << golden(".svg") << ": look at both; if the new one is "
                << "right, copy it over (other versions of gnuplot draw other bytes)";
}

TEST_P(Picture, PngIsTheSameEachTime) {
  const std::string png = drawn("png");
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_TRUE(png == drawn("png"));
}

TEST_P(Picture, PlainTextFitsATerminal) {
  const cli::CommandResult result = gnuplot("dumb");
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out.find('\x1b'), std::string::npos);
  ASSERT_EQ(result.out.front(), '\f');  // script/figures takes it off
  std::istringstream lines(result.out.substr(1));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(line.size(), 79u);
  EXPECT_LE(count, 24u);
}

/// Where nobody published anything, and at other settings than the defaults.
TEST_P(Picture, NeedsNothingToCompareWith) {
  const study::Table table = study::read_csv(golden(".csv"));
  std::string text = study::format_csv_line(table.columns());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::vector<std::string> fields = table.row(row);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string& name = table.columns()[i];
      if (name == "paper" || name == "published" || name == "baseline") fields[i].clear();
    }
    text += study::format_csv_line(fields);
  }
  const std::string bare = testing::TempDir() + "picture_test." + GetParam() + ".csv";
  base::write_file(bare, text);
  for (const std::string format : {"svg", "dumb"}) EXPECT_EQ(gnuplot(format, "", bare).err, "");
  std::filesystem::remove(bare);
}

INSTANTIATE_TEST_SUITE_P(Figures, Picture,
                         testing::Values("cheapest_road", "density", "deploy", "failures",
                                         "fine_tuning", "overcompleteness", "pruning",
                                         "sign_flip_map", "sign_flips", "smallest_exact",
                                         "smallest_network", "tickets", "variants", "verdict"),
                         [](const auto& figure) { return std::string(figure.param); });

}  // namespace

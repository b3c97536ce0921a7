#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "cli/run_command.h"

namespace cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string kNetwork = MINLIFE_SOURCE_DIR "/tests/vectors/networks/l_1_1.json";

class ExportHeader : public testing::Test {
 protected:
  ExportHeader() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ExportHeader() override { fs::remove_all(folder_); }

  static CommandResult run(const std::vector<std::string>& arguments) {
    std::vector<std::string> command{EXPORT_HEADER_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run_command(command);
  }

  void expect_error(const std::vector<std::string>& arguments, int exit_code,
                    const std::string& line) {
    const CommandResult result = run(arguments);
    EXPECT_EQ(result.err, "export_header: " + line + "\n");
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.exit_code, exit_code);
  }

  std::string write(const std::string& name, const std::string& text) {
    base::write_file(folder_ / name, text);
    return folder_ / name;
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::string out_ = folder_ / "life_net.h";
};

TEST_F(ExportHeader, WritesTheSameExactNetworkEveryTime) {
  for (const char* bits : {"8", "4", "1"}) {
    const CommandResult result = run({kNetwork, "--bits", bits, "--out", out_});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("life_net.h: right on all 512 windows, "));
    const std::string header = base::read_file(out_);
    EXPECT_EQ(run({kNetwork, "--bits", bits, "--out", out_}).exit_code, 0);
    EXPECT_EQ(base::read_file(out_), header);
  }
}

TEST_F(ExportHeader, NamesTheNetworkAndItsChecksum) {
  ASSERT_EQ(run({kNetwork, "--bits", "8", "--out", out_}).exit_code, 0);
  const std::string header = base::read_file(out_);
  EXPECT_THAT(header, HasSubstr("Network:   l_1_1.json\n"));
  const std::string sum = run_command({"sha256sum", kNetwork}).out.substr(0, 64);
  EXPECT_THAT(header, HasSubstr("SHA-256:   " + sum + "\n"));
}

TEST_F(ExportHeader, ANetworkThatCannotBeExactIsWrittenAndTold) {
  const std::string linear =
      write("linear.json", R"({"format": "minlife-network", "version": 1, "layers": [
      {"type": "dense", "in": 9, "out": 1, "weights": [1,1,1,1,1,1,1,1,1], "bias": [-3]}]})");
  const CommandResult result = run({linear, "--bits", "8", "--out", out_});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("life_net.h: written, but wrong on "));
  EXPECT_THAT(base::read_file(out_), HasSubstr("NOT exact: wrong on "));
}

TEST_F(ExportHeader, BadInputIsOneClearLine) {
  expect_error({}, 2, "needs a network file; --help says more");
  expect_error({kNetwork}, 2, "--bits: missing, needs 8, 4 or 1");
  expect_error({kNetwork, "--bits", "8"}, 2, "--out: missing, needs a file to write");
  expect_error({kNetwork, "--bits", "16", "--out", out_}, 2, "--bits 16: needs 8, 4 or 1");
  expect_error({kNetwork, "more", "--bits", "8", "--out", out_}, 2, "more: one argument too many");
  const std::string copy = write("copy.json", base::read_file(kNetwork));
  expect_error({copy, "--bits", "8", "--out", copy}, 2,
               "--out " + copy + ": would overwrite what it is made from");
  EXPECT_EQ(base::read_file(copy), base::read_file(kNetwork));
  const std::string huge =
      write("huge.json", R"({"format": "minlife-network", "version": 1, "layers": [
      {"type": "dense", "in": 9, "out": 1, "weights": [1,1,1,1,1,1,1,1,1], "bias": [1e30]}]})");
  expect_error({huge, "--bits", "8", "--out", out_}, 2,
               huge + ": network: no integers of 32 bits hold what its weights and biases give");
  EXPECT_EQ(run({folder_ / "none.json", "--bits", "8", "--out", out_}).exit_code, 1);
  EXPECT_EQ(run({kNetwork, "--bits", "8", "--out", folder_ / "none" / "out.h"}).exit_code, 1);
  const std::string broken = write("broken.json", "{");
  const CommandResult result = run({broken, "--bits", "8", "--out", out_});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr(broken));
  EXPECT_EQ(std::ranges::count(result.err, '\n'), 1);
  const std::string tanh =
      write("tanh.json", R"({"format": "minlife-network", "version": 1, "layers": [
      {"type": "dense", "in": 9, "out": 1, "weights": [1,1,1,1,1,1,1,1,1], "bias": [-3]},
      {"type": "tanh"}]})");
  expect_error({tanh, "--bits", "8", "--out", out_}, 2, tanh + ": layer 1: needs a ReLU");
  EXPECT_FALSE(fs::exists(out_));
}

}  // namespace
}  // namespace cli

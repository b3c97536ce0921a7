#include "studies/figures/paper_values.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

TEST(PaperValues, WhatThePaperIsKnownToSay) {
  const PaperValues paper =
      PaperValues::read(MINLIFE_SOURCE_DIR "/studies/figures/paper_values.csv");
  EXPECT_EQ(paper.text({"1", "1"}), "0.047");
  EXPECT_EQ(paper.text({"1", "2"}), "<= 0.5");
  EXPECT_EQ(paper.text({"1", "3"}), "~0.6");
  EXPECT_EQ(paper.text({"1", "4"}), "");
  EXPECT_EQ(paper.text({"2", "3"}), "<= 0.5");
  EXPECT_EQ(paper.text({"2", "4"}), "> 0.5");
  EXPECT_EQ(paper.text({"2", "5"}), "");
  for (const char* steps : {"3", "4", "5"}) {
    EXPECT_EQ(paper.text({steps, "1"}), "<= 0.5");
    EXPECT_EQ(paper.text({steps, "24"}), "<= 0.5");
    EXPECT_EQ(paper.text({steps, "25"}), "");
  }
  EXPECT_EQ(PaperValues().text({"1", "1"}), "");
}

TEST(PaperValues, OfSignFlips) {
  const PaperValues paper =
      PaperValues::read(MINLIFE_SOURCE_DIR "/studies/figures/sign_flips_paper_values.csv");
  EXPECT_EQ(paper.text({"1"}), "~0.8");
  EXPECT_EQ(paper.text({"3"}), "");
  EXPECT_EQ(paper.text({"4"}), "<= 0.5");
  EXPECT_EQ(paper.text({"6"}), "<= 0.5");
  EXPECT_EQ(paper.text({"7"}), "");
}

TEST(PaperValues, ErrorsNameTheLine) {
  const std::string path = testing::TempDir() + "paper_values_test.csv";
  const auto error = [&](const std::string& rows) {
    base::write_file(path, "steps,overcompleteness,relation,rate,source\n" + rows);
    return error_of<std::invalid_argument>([&] { PaperValues::read(path); });
  };
  EXPECT_EQ(error("1,1,<,0.5,x\n"), path + ": line 2: relation '<': needs =, ~, > or <=");
  EXPECT_EQ(error("1,1,=,0.5,x\n1,2,=,60,x\n"),
            path + ": line 3: rate 60: needs a number from 0 to 1");
  EXPECT_EQ(error("1,1,=,0.5,x\n1,1,=,0.6,x\n"), path + ": line 3: 1, 1 stands twice");
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace figures

#include "life/cells.h"

#include <gtest/gtest.h>

#include "expect_refused.h"

namespace life {
namespace {

const std::vector<life::Run> kGlider{{0, 1, 1}, {1, 2, 1}, {2, 0, 3}};

TEST(ReadCells, EveryFormOfAGlider) {
  for (const char* text : {
           "!Name: Glider\n!\n.O.\n..O\nOOO\n",
           ".O.\n..O\nOOO",
           "\n\n.O\n..O\n!in between\nOOO\n\n\n",
           "!\r\n.*.\r\n..*\r\n***\r\n",
           "! \n.O. \t\n..O  \nO*O\n",
       }) {
    const Pattern pattern = read_cells(text);
    EXPECT_EQ(pattern.runs, kGlider) << text;
    EXPECT_EQ(pattern.size, (Size{3, 3})) << text;
    EXPECT_EQ(pattern.rule, std::nullopt);
    EXPECT_EQ(pattern.grid, std::nullopt);
  }
}

TEST(ReadCells, BlankLinesAreDeadRows) {
  EXPECT_EQ(read_cells("!\n\nO\n\n\nO\n").runs, (std::vector<life::Run>{{1, 0, 1}, {4, 0, 1}}));
  EXPECT_EQ(read_cells("!\n\nO\n\n\nO\n").size, (Size{5, 1}));
  EXPECT_EQ(read_cells("!Name: nothing\n").size, (Size{0, 0}));
  EXPECT_EQ(read_cells("...\n.\n").size, (Size{2, 3}));
}

TEST(ReadCells, KeepsComments) {
  EXPECT_EQ(read_cells("!Name: Glider\n!\n!The smallest\n!\nO\n").comments,
            "Name: Glider\n\nThe smallest\n");
  EXPECT_EQ(read_cells("!\nO\n").comments, "");
  EXPECT_EQ(read_cells("!a\nO\n").comments, "a\n");
}

TEST(ReadCells, RefusesBadInputWithLineAndColumn) {
  expect_refused([] { read_cells("!\n.O.\n.oO\n"); },
                 "line 3, column 2: unknown symbol 'o': needs . (dead), O or * (alive)");
  expect_refused([] { read_cells("23.O15.3O\n"); },
                 "line 1, column 1: unknown symbol '2': needs . (dead), O or * (alive)");
  expect_refused([] { read_cells("O O\n"); },
                 "line 1, column 2: unknown symbol byte 0x20: needs . (dead), O or * (alive)");
  expect_refused([] { read_cells(".O\n" + std::string(1 << 20, '.') + "O"); },
                 "line 2, column 1048577: more than 1048576 cells in a row");
  expect_refused([] { read_cells("O" + std::string(1 << 20, '\n') + "O"); },
                 "line 1048577, column 1: more than 1048576 rows");
  EXPECT_EQ(read_cells("O" + std::string((1 << 20) - 1, '\n') + "O").size, (Size{1 << 20, 1}));
  EXPECT_EQ(read_cells("O" + std::string(1 << 21, '\n')).size, (Size{1, 1}));
}

TEST(WriteCells, DrawsTheWholeSize) {
  EXPECT_EQ(write_cells({{3, 3}, kGlider}), "!\n.O.\n..O\nOOO\n");
  EXPECT_EQ(write_cells({{2, 5}, {{0, 1, 3}}}), "!\n.OOO.\n.....\n");
  EXPECT_EQ(write_cells({}), "!\n");
  Pattern named{{1, 1}, {{0, 0, 1}}};
  named.comments = "Name: Dot\n\nDies at once.\n";
  EXPECT_EQ(write_cells(named), "!Name: Dot\n!\n!Dies at once.\n!\nO\n");
  EXPECT_EQ(read_cells(write_cells(named)).comments, named.comments);
}

TEST(WriteCells, RefusesMoreThanItDraws) {
  expect_refused(
      [] {
        write_cells({{1 << 20, 1 << 20}, {{0, 0, 1}}});
      },
      "pattern of 1048576x1048576: more than the 67108864 cells that are written as "
      "plaintext");
}

}  // namespace
}  // namespace life

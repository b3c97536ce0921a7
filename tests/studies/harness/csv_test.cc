#include "studies/harness/csv.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace study {
namespace {

using Fields = std::vector<std::string>;

std::string error_of(const std::string& text) {
  try {
    Table(text, "coin.csv");
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "no error";
}

TEST(Csv, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(format_csv_line(Fields{"1", "", "B3/S23"}), "1,,B3/S23\n");
  EXPECT_EQ(format_csv_line(Fields{"a,b", "say \"x\"", "two\nlines"}),
            "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\n");
}

TEST(Csv, ReadsBackWhatItWrites) {
  const std::vector<Fields> records{{"name", "text"}, {"\"", ",\n"}, {"", "\r\n\"\""}, {"a", ""}};
  std::string text;
  for (const Fields& record : records) text += format_csv_line(record);
  CsvReader reader(text, "test");
  for (const Fields& record : records) EXPECT_EQ(reader.next(), record);
  EXPECT_EQ(reader.next(), std::nullopt);
  EXPECT_EQ(reader.complete_bytes(), text.size());
  EXPECT_EQ(reader.line(), 6u);
}

TEST(Csv, AcceptsLineEndsOfSpreadsheets) {
  const Table table("a,b\r\n1,\"x\"\r\n", "test");
  EXPECT_EQ(table.row(0), (Fields{"1", "x"}));
}

TEST(Csv, StopsBeforeATornRecord) {
  for (const std::string torn : {"2", "2,", "2,\"x", "2,\"x\n", "2,\"x\""}) {
    const std::string text = "a,b\n" + torn;
    CsvReader reader(text, "test");
    EXPECT_TRUE(reader.next());
    EXPECT_EQ(reader.next(), std::nullopt) << torn;
    EXPECT_EQ(reader.complete_bytes(), 4u) << torn;
  }
}

TEST(Table, FindsColumnsByName) {
  const Table table("m,solved\n3,1\n4,x\n", "coin.csv");
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.text(0, table.column("solved")), "1");
  EXPECT_EQ(table.real(0, table.column("m")), 3);
  try {
    table.column("n");
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "coin.csv: has no column n, only m, solved");
  }
  try {
    table.real(1, 1);
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "coin.csv: line 3: solved 'x': needs a number");
  }
}

TEST(Table, ErrorsNameTheLine) {
  EXPECT_EQ(error_of(""), "coin.csv: line 1: needs a header line");
  EXPECT_EQ(error_of("a,a\n"), "coin.csv: line 1: a column is named twice");
  EXPECT_EQ(error_of("a,b\n1,2\n3\n"), "coin.csv: line 3: has 1 fields, the header 2");
  EXPECT_EQ(error_of("a,b\n1,2\n3,4"), "coin.csv: the row after line 2 is torn (no line end)");
  EXPECT_EQ(error_of("a,b\n1,x\"y\n"), "coin.csv: line 2: a quote inside a field without quotes");
  EXPECT_EQ(error_of("a,b\n1,\"x\"y\n"), "coin.csv: line 2: text after a closing quote");
}

TEST(Table, MissingFileIsNamed) { EXPECT_THROW(read_csv("/nowhere/coin.csv"), std::system_error); }

}  // namespace
}  // namespace study

#include "studies/figures/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace figures {
namespace {

using testing::HasSubstr;
using Fields = std::vector<std::string>;

TEST(Markdown, Lines) {
  EXPECT_EQ(markdown_line(Fields{"a", "b|c", ""}), "| a | b\\|c |  |\n");
  EXPECT_EQ(markdown_heading(Fields{"a", "b"}), "| a | b |\n|---|---|\n");
}

TEST(Markdown, PutsAPartBetweenItsMarks) {
  const std::string page = "before\n<!-- dice -->\nold\n<!-- /dice -->\nafter\n";
  const std::string made = with_part(page, "page.md", "dice", "new\n");
  EXPECT_EQ(made, "before\n<!-- dice -->\nnew\n<!-- /dice -->\nafter\n");
  EXPECT_EQ(with_part(made, "page.md", "dice", "new\n"), made);
}

TEST(Markdown, RefusesAPageWithoutBothMarksOnceAndInOrder) {
  for (const char* page :
       {"", "<!-- dice -->\n", "<!-- /dice -->\n<!-- dice -->\n",
        "<!-- dice -->\n<!-- dice -->\n<!-- /dice -->\n",
        "<!-- dice -->\n<!-- /dice -->\n<!-- /dice -->\n", "<!-- coin -->\n<!-- /coin -->\n"}) {
    try {
      with_part(page, "page.md", "dice", "");
      ADD_FAILURE() << page;
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(), HasSubstr("page.md: needs a line <!-- dice -->"));
    }
  }
}

}  // namespace
}  // namespace figures

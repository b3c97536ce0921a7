#pragma once

#include <string>
#include <vector>

#include "studies/harness/csv.h"

/// The table of the ways to an exact network (answer.h), for readers.
namespace figures {

/// A heading and a line a way; what was not measured says so. Throws std::invalid_argument that
/// names a column that the table lacks.
std::vector<std::vector<std::string>> answer_lines(const study::Table& answer);

/// What the columns mean, in lines.
extern const char* const kAnswerNotes;

/// Both as Markdown.
std::string answer_markdown(const study::Table& answer);

}  // namespace figures

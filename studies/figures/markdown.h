#pragma once

#include <span>
#include <string>

namespace figures {

/// A line of a Markdown table. A `|` in a field would end it and is escaped.
std::string markdown_line(std::span<const std::string> fields);

/// The same with the line below it that makes it a heading.
std::string markdown_heading(std::span<const std::string> fields);

/// `page` with `text` between the lines "<!-- NAME -->" and "<!-- /NAME -->", which it has once
/// each; `file` stands for it in the message of std::invalid_argument if it has not.
std::string with_part(const std::string& page, const std::string& file, const std::string& name,
                      const std::string& text);

}  // namespace figures

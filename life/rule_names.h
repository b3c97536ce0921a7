#pragma once

#include <optional>
#include <string_view>

#include "life/rule.h"

namespace life {

/// The rule of a common name: `Life`, `Conway's Life`, `HighLife`, `Day & Night`, `Seeds`,
/// `Replicator`, `Life without Death`, `Maze`, `2x2`, `Diamoeba`, `Morley` and more, in either
/// case and with or without blanks and punctuation (`day and night`).
/// Names and rules: LifeWiki, "List of Life-like rules", and LifeViewer's aliases.
std::optional<Rule> named_rule(std::string_view name);

/// What kind of rule that is not outer-totalistic on eight neighbours the text denotes, such as "a
/// Generations rule"; empty if none that is known. Looks at the form only, not whether the rule is
/// a valid one.
std::string_view unsupported_kind(std::string_view text);

}  // namespace life

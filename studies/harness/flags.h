#pragma once

#include <string>
#include <vector>

#include "studies/harness/settings.h"
#include "studies/harness/study.h"

namespace study {

/// A flag as it is declared, for the parser and for --help.
struct Flag {
  char letter;           ///< 0 when it has none
  std::string name;      ///< without "--"
  std::string argument;  ///< "N"; empty when it takes none; "[=markdown]" when it may have one
  std::string description;
};

struct FlagGroup {
  std::string title;
  std::vector<Flag> flags;
};

/// All flags of a study's program, in the order of --help. Throws std::logic_error when the study's
/// declaration does not hold together: a name used twice, a preset without blocks, ...
std::vector<FlagGroup> all_flags(const Study& study);

/// The text of --help, ended by a newline.
std::string help_text(const Study& study);

/// The text of --describe: protocol, axes, columns, presets, and what the settings' stopping rule
/// or search does, which is computed; as Markdown or plain.
std::string describe_text(const Study& study, const Settings& settings);

}  // namespace study

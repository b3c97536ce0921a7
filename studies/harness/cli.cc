#include "studies/harness/cli.h"

#include <fmt/core.h>

#include "base/build_info.h"
#include "base/program.h"
#include "studies/harness/flags.h"
#include "studies/harness/session.h"
#include "studies/harness/settings.h"

namespace study {
namespace {

int print(const std::string& text) {
  fmt::print("{}", text);
  return base::kComplete;
}

}  // namespace

int run_main(const Study& study, int argc, const char* const* argv) {
  return base::run_program(study.name, [&] {
    const Settings settings = parse_command_line(study, argc, argv);
    switch (settings.action) {
      case Action::kHelp:
        return print(help_text(study));
      case Action::kVersion:
        return print(base::version_line() + "\n");
      case Action::kDescribe:
      case Action::kDescribeMarkdown:
        return print(describe_text(study, settings));
      case Action::kDryRun:
        return Session(study, settings).dry_run();
      case Action::kStatus:
        return Session(study, settings).status();
      case Action::kCheck:
        return Session(study, settings).check();
      case Action::kRun:
        break;
    }
    return Session(study, settings).run();
  });
}

}  // namespace study

#pragma once

#include "studies/harness/study.h"

namespace study {

/// The main function of a study's program: reads the command line, does what it says, and returns
/// the exit code (base/program.h; 130 and 143 when interrupted). Every error is one line on stderr.
/// Example: int main(int argc, char** argv) { return study::run_main(coin(), argc, argv); }
int run_main(const Study& study, int argc, const char* const* argv);

}  // namespace study

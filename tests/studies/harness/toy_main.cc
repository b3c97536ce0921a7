#include "studies/harness/cli.h"
#include "toy_study.h"

int main(int argc, char** argv) { return study::run_main(study::TOY_STUDY(), argc, argv); }

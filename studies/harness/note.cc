#include "studies/harness/note.h"

#include <cstdio>

namespace study {

void note(const Study& study, std::string_view text) noexcept {
  std::fprintf(stderr, "%s: %.*s\n", study.name.c_str(), static_cast<int>(text.size()),
               text.data());
}

}  // namespace study

#include "studies/harness/note.h"

#include "base/program.h"

namespace study {

void note(const Study& study, std::string_view text) noexcept { base::note(study.name, text); }

}  // namespace study

#pragma once

#include <string_view>

#include "studies/harness/study.h"

namespace study {

/// Says a line on stderr: "coin: <text>". A stderr that is closed or full must not end a run.
void note(const Study& study, std::string_view text) noexcept;

}  // namespace study

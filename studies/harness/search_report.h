#pragma once

#include <string>

#include "studies/harness/json.h"
#include "studies/harness/report.h"
#include "studies/harness/search.h"
#include "studies/harness/study.h"

namespace study {

/// The evidence, a line a value that was tested, and the answer of each search of the report. The
/// study has a search; the rule is that of the report's plan.
std::string search_text(const Study& study, const SearchRule& rule, const Report& report);

/// The same: what was given, and a list with the values and the answer of each search.
Json search_json(const Study& study, const SearchRule& rule, const Report& report);

}  // namespace study

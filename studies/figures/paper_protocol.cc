#include "studies/figures/paper_protocol.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "studies/figures/table_axes.h"

namespace figures {
namespace {

/// As the studies spell it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kPaperProtocol = {{
    {"rule", "B3/S23"},
    {"batch", "8"},
    {"learning_rate", "0.001"},
    {"budget", "1000000"},
}};

}  // namespace

void require_protocol_axes(const ResultRows& rows) {
  for (const auto& [axis, value] : kPaperProtocol) require_axis(rows, axis);
}

bool has_paper_protocol(const SuccessRates& rates, const SuccessRate& cell) {
  return std::ranges::all_of(kPaperProtocol, [&](const auto& setting) {
    return cell.cell[rates.axis(setting.first)] == setting.second;
  });
}

}  // namespace figures

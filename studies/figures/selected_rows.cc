#include "studies/figures/selected_rows.h"

#include <algorithm>

namespace figures {

std::vector<std::size_t> selected_rows(const study::Table& table, const Selector& selector) {
  std::vector<std::pair<std::size_t, std::string>> wanted;
  for (const auto& [column, value] : selector) wanted.emplace_back(table.column(column), value);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const bool selected = std::ranges::all_of(
        wanted, [&](const auto& field) { return table.text(row, field.first) == field.second; });
    if (selected) rows.push_back(row);
  }
  return rows;
}

Selector replaced(Selector selector, const Selector& other) {
  for (const auto& [column, value] : other) {
    const auto found = std::ranges::find(selector, column, &Selector::value_type::first);
    if (found == selector.end()) {
      selector.emplace_back(column, value);
    } else {
      found->second = value;
    }
  }
  return selector;
}

}  // namespace figures

#include "studies/figures/answer_deployed.h"

#include <fmt/core.h>

#include <algorithm>

#include "studies/figures/deploy.h"

namespace figures {

AnswerDeployed::AnswerDeployed(const ResultRows& rows)
    : table_(summarise_deploy(rows, PaperValues()).csv, "deploy") {
  required(rows, {});
}

void AnswerDeployed::add(Texts& line, const Texts& values) const {
  Texts all = answer_training();
  all.insert(values.begin(), values.end());
  all.insert({{"device", "atmega328p"}, {"bits", "8"}, {"kept", "100"}, {"overcompleteness", "1"}});
  if (line.contains("budget")) all["budget"] = line["budget"];
  for (std::size_t row = 0; row < table_.rows(); ++row) {
    const auto text = [&](const std::string& column) {
      return table_.text(row, table_.column(column));
    };
    if (!std::ranges::all_of(
            all, [&](const auto& value) { return text(value.first) == value.second; })) {
      continue;
    }
    line["deployed"] = text("networks");
    line["deployed_exact"] = text("exact");
    line["constant_bytes"] = text("constant_bytes");
    line["flash_bytes"] = text("flash_bytes");
    line["cycles"] = text("torus_cell");
    if (line["made"] != "by hand" || text("parameters").empty()) return;
    line["parameters"] = text("parameters");
    line["float_bytes"] = fmt::format("{}", sizeof(float) * std::stoul(text("parameters")));
    return;
  }
}

}  // namespace figures

#include "studies/harness/search_report.h"

#include <fmt/core.h>

#include <optional>
#include <vector>

#include "studies/harness/aligned_text.h"
#include "studies/harness/confidence_sequence.h"
#include "studies/harness/grid.h"
#include "studies/harness/stats.h"

namespace study {
namespace {

const char* kind_of(const Answer& found) {
  if (found.open) return "open";
  if (found.from && found.from == found.to) return "smallest";
  if (found.to) return "between";
  return found.from ? "undecided" : "none";
}

std::string percent(double share) { return fmt::format("{:.5g} %", 100 * share); }

/// One search of a report.
class SearchReport {
 public:
  SearchReport(const Study& study, const SearchRule& rule, const Report& report,
               const Plan::Series& series)
      : study_(study),
        search_(*study.search),
        rule_(rule),
        report_(report),
        series_(series),
        above_error_(above_error(rule, series.values.size())),
        below_error_(below_error(rule)) {}

  /// "steps=1 density=0.38" when the report has other searches.
  std::string which() const {
    if (report_.searches.size() == 1) return "";
    std::vector<std::size_t> axes = varying_axes(report_.grid);
    std::erase_if(axes, [&](std::size_t axis) { return study_.axes[axis].name == search_.axis; });
    return describe_cell(study_, cell(0), axes);
  }

  std::string table() const {
    std::vector<std::vector<std::string>> lines{{search_.axis}};
    if (search_.size) lines[0].push_back(search_.size_name);
    for (const std::string& heading :
         {std::string("trials"), study_.success_column, std::string("rate"),
          "lower limit (" + percent(1 - above_error_) + ")",
          "upper limit (" + percent(1 - below_error_) + ")", std::string("verdict")}) {
      lines[0].push_back(heading);
    }
    for (std::size_t i = 0; i < series_.values.size(); ++i) {
      if (series_.values[i].wanted > 0) lines.push_back(line(i));
    }
    return aligned_text(lines);
  }

  std::string answer_text() const {
    const std::string values = series_.cells.size() == 1
                                   ? value(0)
                                   : fmt::format("the {} from {} to {}", series_.cells.size(),
                                                 value(0), value(series_.cells.size() - 1));
    const std::string found =
        study::answer_text(answer(series_.values), [this](std::size_t i) { return name(i); });
    return fmt::format("smallest {} of {} with a rate above {}: {}; confidence {}\n", search_.axis,
                       values, rule_.rate, found, rule_.confidence);
  }

  Json json() const {
    Json axes = Json::object();
    for (const Axis& axis : study_.axes) {
      if (axis.name != search_.axis) axes[axis.name] = cell(0).text(axis.name);
    }
    Json values = Json::array();
    for (std::size_t i = 0; i < series_.values.size(); ++i) values.push_back(value_json(i));
    const Answer found = answer(series_.values);
    const auto text = [&](const std::optional<std::size_t>& i) {
      return i ? Json(value(*i)) : Json(nullptr);
    };
    return {
        {"axes", axes},
        {"errors", {{"above", above_error_}, {"below", below_error_}}},
        {"values", values},
        {"answer", {{"kind", kind_of(found)}, {"from", text(found.from)}, {"to", text(found.to)}}}};
  }

 private:
  const Cell& cell(std::size_t i) const { return report_.grid[series_.cells[i]].cell; }
  const std::string& value(std::size_t i) const { return cell(i).text(search_.axis); }

  /// "3 (85 parameters)".
  std::string name(std::size_t i) const {
    if (!search_.size) return value(i);
    return fmt::format("{} ({} {})", value(i), search_.size(cell(i)), search_.size_name);
  }

  double rate(std::size_t i) const {
    return static_cast<double>(series_.values[i].successes) /
           static_cast<double>(series_.values[i].trials);
  }

  /// Those that decide on the value.
  Interval limits(std::size_t i) const {
    const Tested& tested = series_.values[i];
    return {lower_limit(tested.successes, tested.trials, above_error_),
            upper_limit(tested.successes, tested.trials, below_error_)};
  }

  std::vector<std::string> line(std::size_t i) const {
    const Tested& tested = series_.values[i];
    std::vector<std::string> fields{value(i)};
    if (search_.size) fields.push_back(fmt::format("{}", search_.size(cell(i))));
    fields.push_back(fmt::format("{}", tested.trials));
    if (tested.trials == 0) {
      fields.insert(fields.end(), {"-", "-", "-", "-"});
    } else {
      const Interval interval = limits(i);
      fields.push_back(fmt::format("{}/{}", tested.successes, tested.trials));
      for (const double number : {rate(i), interval.low, interval.high}) {
        fields.push_back(fmt::format("{:.3f}", number));
      }
    }
    fields.emplace_back(to_string(tested.verdict));
    return fields;
  }

  Json value_json(std::size_t i) const {
    const Tested& tested = series_.values[i];
    Json json{{search_.axis, value(i)}};
    if (search_.size) json[search_.size_name] = search_.size(cell(i));
    json["trials"] = tested.trials;
    json["successes"] = tested.successes;
    if (tested.trials > 0) {
      const Interval interval = limits(i);
      json["rate"] = rate(i);
      json["limits"] = {interval.low, interval.high};
    }
    json["verdict"] = tested.wanted == 0 ? Json(nullptr) : Json(to_string(tested.verdict));
    return json;
  }

  const Study& study_;
  const Search& search_;
  const SearchRule& rule_;
  const Report& report_;
  const Plan::Series& series_;
  double above_error_;
  double below_error_;
};

}  // namespace

std::string search_text(const Study& study, const SearchRule& rule, const Report& report) {
  if (report.searches.empty()) return "no search in this shard\n";
  std::string tables, answers;
  for (const Plan::Series& series : report.searches) {
    const SearchReport search(study, rule, report, series);
    const std::string which = search.which();
    tables += (which.empty() ? "" : which + '\n') + search.table() + '\n';
    answers += (which.empty() ? "" : which + ": ") + search.answer_text();
  }
  return tables +
         fmt::format(
             "Limits hold at all looks at once. Nothing is assumed of how the rate changes with\n"
             "{}: each value before the answer was tested, those after it need not be.\n{}\n",
             study.search->axis, study.search->note) +
         answers;
}

Json search_json(const Study& study, const SearchRule& rule, const Report& report) {
  Json searches = Json::array();
  for (const Plan::Series& series : report.searches) {
    searches.push_back(SearchReport(study, rule, report, series).json());
  }
  return {{"rate", rule.rate},
          {"confidence", rule.confidence},
          {"indifference", rule.indifference},
          {"searches", searches}};
}

}  // namespace study

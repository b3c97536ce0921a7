#include "studies/bill/statement.h"

#include <fmt/core.h>

#include <optional>
#include <vector>

#include "studies/harness/aligned_text.h"
#include "studies/harness/csv.h"

namespace bill {
namespace {

struct Line {
  std::string quantity, unit;
  std::string kind;
  Range total;
  std::int64_t exact;  // networks that it is divided by
};

std::string count(double value) {
  return value < 1e7 ? fmt::format("{:.6g}", value) : fmt::format("{:.4g}", value);
}

std::string shown(const Range& range, const std::string& kind) {
  if (kind != "estimated") return count(range.low);
  const std::string low = two_digits(range.low), high = two_digits(range.high);
  return low == high ? low : fmt::format("{} to {}", low, high);
}

std::optional<Range> per_exact(const Line& line) {
  if (line.exact == 0) return std::nullopt;
  const auto exact = static_cast<double>(line.exact);
  return Range{line.total.low / exact, line.total.high / exact};
}

// Whole networks against the mask and the values that differ from a base, of the same networks.
std::vector<Line> storage_lines(const Bill& bill) {
  std::vector<Line> lines;
  const auto add = [&](const char* quantity, double bytes, std::int64_t networks) {
    lines.push_back({quantity, "bytes", "counted", {bytes, bytes}, networks});
  };
  if (bill.network_bytes) add("exact networks", *bill.network_bytes, bill.exact);
  if (bill.variants > 0) {
    add("fine-tuned ones nearest to the base", bill.variant_bytes, bill.variants);
    add("these as mask and delta", bill.delta_bytes, bill.variants);
  }
  return lines;
}

std::vector<Line> energy_lines(const Bill& bill, const Assumptions& assumptions) {
  constexpr double kWattHoursPerKilowattHour = 1000, kJoulesPerWattHour = 3600;
  if (bill.measured_joules) {
    const double watt_hours = *bill.measured_joules / kJoulesPerWattHour;
    const double kilowatt_hours = watt_hours / kWattHoursPerKilowattHour;
    const Range energy{kilowatt_hours * assumptions.pue.low, kilowatt_hours * assumptions.pue.high};
    return {
        {"energy of the machine's packages",
         "Wh",
         "measured",
         {watt_hours, watt_hours},
         bill.exact},
        {"carbon of that", "g CO2e", "estimated", carbon_grams(energy, assumptions), bill.exact}};
  }
  const Range energy = kilowatt_hours(bill.core_seconds, assumptions);
  return {{"energy",
           "Wh",
           "estimated",
           {energy.low * kWattHoursPerKilowattHour, energy.high * kWattHoursPerKilowattHour},
           bill.timed_exact},
          {"carbon", "g CO2e", "estimated", carbon_grams(energy, assumptions), bill.timed_exact}};
}

std::vector<Line> lines_of(const Bill& bill, const Assumptions& assumptions) {
  std::vector<Line> lines;
  const auto add = [&](const char* quantity, const char* unit, double total) {
    lines.push_back({quantity, unit, "counted", {total, total}, bill.exact});
  };
  add("trials", "trials", static_cast<double>(bill.trials));
  add("trainings", "trainings", static_cast<double>(bill.trainings));
  add("boards", "boards", bill.boards);
  add("multiply-adds", "multiply-adds", bill.multiply_adds);
  add("multiply-adds executed", "multiply-adds", bill.executed_multiply_adds);
  for (Line& line : storage_lines(bill)) lines.push_back(std::move(line));
  if (bill.timed_trials == 0) return lines;
  lines.push_back(
      {"core-seconds", "s", "measured", {bill.core_seconds, bill.core_seconds}, bill.timed_exact});
  for (Line& line : energy_lines(bill, assumptions)) lines.push_back(std::move(line));
  return lines;
}

}  // namespace

std::string statement(const Bill& bill, const Assumptions& assumptions) {
  std::vector<std::vector<std::string>> table{{"", "in all", "per exact network", ""}};
  for (const Line& line : lines_of(bill, assumptions)) {
    const auto each = per_exact(line);
    table.push_back({line.unit == line.quantity ? line.quantity
                                                : fmt::format("{}, {}", line.quantity, line.unit),
                     shown(line.total, line.kind), each ? shown(*each, line.kind) : "none is exact",
                     line.kind});
  }
  std::string text =
      fmt::format("{}: {} exact networks\n{}", bill.study, bill.exact, study::aligned_text(table));
  if (bill.timed_trials > 0 && bill.timed_trials < bill.trials) {
    text += fmt::format(
        "core-seconds and what follows from them: of the {} trials, of {}, that were timed\n",
        bill.timed_trials, bill.trials);
  }
  if (bill.peak_bytes) {
    text += fmt::format("peak memory of a process: {:.0f} MB\n",
                        static_cast<double>(*bill.peak_bytes) / 1e6);
  }
  return text;
}

std::string statement_csv(std::span<const Bill> bills, const Assumptions& assumptions) {
  std::string text = "study,quantity,unit,kind,total_low,total_high,per_exact_low,per_exact_high\n";
  for (const Bill& bill : bills) {
    for (const Line& line : lines_of(bill, assumptions)) {
      const auto number = [&](double value) {
        return line.kind == "estimated" ? two_digits(value) : count(value);
      };
      const auto each = per_exact(line);
      text += study::format_csv_line(std::vector<std::string>{
          bill.study, line.quantity, line.unit, line.kind, number(line.total.low),
          number(line.total.high), each ? number(each->low) : "", each ? number(each->high) : ""});
    }
  }
  return text;
}

}  // namespace bill

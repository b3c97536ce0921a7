#include "studies/figures/deploy.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "studies/bill/battery.h"
#include "studies/figures/success_rates.h"
#include "studies/figures/table_axes.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/csv.h"

namespace figures {
namespace {

/// Of rows, in their order.
enum Group : std::size_t { rules, by_hand, trained, pruned, tickets, small, two_steps, published };

/// Their names.
constexpr std::array<const char*, 8> kGroups = {"rules",   "by hand", "trained",   "pruned",
                                                "tickets", "small",   "two steps", "published"};

constexpr std::array<std::pair<const char*, const char*>, 8> kNames = {
    {{"rule-bytewise", "eight cells at once"},
     {"rule-counting", "cell by cell"},
     {"bibin-dereventsov", "Bibin & Dereventsov"},
     {"springer-kenyon", "Springer & Kenyon"},
     {"interval", "interval"},
     {"sparse", "sparse 23"},
     {"sparse-life", "sparse 25"},
     {"one-filter", "one filter"}}};

/// Of networks of floats that were deployed.
struct Line {
  std::vector<std::string> cell;
  std::string parameters, group, label, unit;
  std::vector<std::string> values;   ///< the columns from `networks` on
  std::vector<std::string> reading;  ///< what a reader gets of them
  std::tuple<std::size_t, double, double> place;
  int row = 0;
};

double median(std::vector<double> numbers) {
  std::ranges::sort(numbers);
  const std::size_t half = numbers.size() / 2;
  return numbers.size() % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
}

std::string number(double value) { return fmt::format("{:.6g}", value); }

class Writer {
 public:
  Writer(const ResultRows& rows, const PaperValues& published)
      : rows_(rows), rates_(success_rates(rows, {.solved = "exact"})) {
    for (const SuccessRate& cell : rates_.cells) add(cell);
    add_peers(published);
    std::ranges::stable_sort(lines_, {}, &Line::place);
    number_rows();
  }

  std::string csv() const {
    std::vector<std::string> fields = rates_.axes;
    append(fields, {"parameters", "row", "group", "label", "unit"});
    append(fields, kValues);
    std::string text = study::format_csv_line(fields);
    for (const Line& line : lines_) {
      fields = line.cell;
      append(fields,
             {line.parameters, fmt::format("{}", line.row), line.group, line.label, line.unit});
      append(fields, line.values);
      text += study::format_csv_line(fields);
    }
    return text;
  }

  std::string text() const {
    std::vector<std::vector<std::string>> lines{{"group", "network", "device", "bits", "exact",
                                                 "as rounded", "constants", "flash", "RAM",
                                                 "a cell", "of a torus", "least to most", "unit"}};
    for (const Line& line : lines_) {
      lines.push_back({line.group, line.label, axis(line.cell, "device"), axis(line.cell, "bits")});
      append(lines.back(), line.reading);
      lines.back().push_back(line.unit);
    }
    return study::aligned_text(lines) +
           "\nexact: integer networks right on all windows, of the exact networks of floats; as "
           "rounded: by rounding alone\nbytes and costs: medians; of a torus: a generation of "
           "16x16 cells over 256; instructions are not cycles\n";
  }

  std::pair<std::int64_t, std::int64_t> trials() const {
    const auto [least, most] = std::ranges::minmax_element(rates_.cells, {}, &SuccessRate::trials);
    return {least->trials, most->trials};
  }

 private:
  const std::vector<std::string> kValues{"networks",        "exact",
                                         "exact_rate",      "exact_low",
                                         "exact_high",      "window_errors",
                                         "unchanged",       "unchanged_rate",
                                         "unchanged_low",   "unchanged_high",
                                         "constant_bytes",  "flash_bytes",
                                         "ram_bytes",       "cell",
                                         "torus_cell",      "torus_cell_least",
                                         "torus_cell_most", "generations_per_second"};

  const std::string& axis(const std::vector<std::string>& cell, std::string_view name) const {
    return cell[rates_.axis(name)];
  }

  /// The criterion of a network that is pruned; empty for others.
  static std::string_view criterion_of(std::string_view network) {
    constexpr std::string_view kPruned = "pruned-";
    return network.starts_with(kPruned) ? network.substr(kPruned.size()) : "";
  }

  Group group_of(const std::vector<std::string>& cell) const {
    const std::string& network = axis(cell, "network");
    if (axis(cell, "steps") != "1") return two_steps;
    if (network == "trained") return trained;
    if (network == "ticket") return tickets;
    if (network == "small") return small;
    if (!criterion_of(network).empty()) return pruned;
    return network.starts_with("rule-") ? rules : by_hand;
  }

  /// Group, label and where the line stands.
  void describe(Line& line) const {
    const auto& cell = line.cell;
    const std::string &network = axis(cell, "network"), &m = axis(cell, "overcompleteness"),
                      &kept = axis(cell, "kept");
    const Group group = group_of(cell);
    const auto name =
        std::ranges::find(kNames, network, [](const auto& each) { return each.first; });
    const bool named = name != kNames.end();
    line.group = kGroups[group];
    line.label = named ? name->second : "m = " + m;
    if (kept != "100") line.label += fmt::format(" / {} %", kept);
    if (group == pruned) line.label += fmt::format(" by {}", criterion_of(network));
    if (group == two_steps && named) line.label += " twice";
    line.place = {group, named ? static_cast<double>(name - kNames.begin()) : 100 + std::stod(m),
                  -std::stod(kept)};
  }

  std::vector<double> numbers(const std::vector<RowRef>& rows, const char* column) const {
    std::vector<double> all;
    for (const RowRef& row : rows) all.push_back(row.real(rows_.column(column)));
    return all;
  }

  void add(const SuccessRate& cell) {
    std::vector<RowRef> deployed;
    for (const RowRef& row : cell.rows) {
      if (row.text(rows_.column("solved")) == "1") deployed.push_back(row);
    }
    if (deployed.empty()) return;
    Line line{cell.cell, cell.parameters, "", "", deployed[0].text(rows_.column("unit")), {}, {},
              {}};
    describe(line);
    fill(line, deployed, cell.solved);
    lines_.push_back(std::move(line));
  }

  void fill(Line& line, const std::vector<RowRef>& deployed, std::int64_t exact) const {
    const std::int64_t networks = std::ssize(deployed);
    const std::int64_t unchanged = std::ranges::count_if(deployed, [&](const RowRef& row) {
      const std::string& changed = row.text(rows_.column("numbers_changed"));
      return row.text(rows_.column("exact")) == "1" && (changed.empty() || changed == "0");
    });
    std::vector<double> torus = numbers(deployed, "generation");
    for (double& cost : torus) cost /= bill::kTorusCells;
    const auto middle = [&](const char* column) { return median(numbers(deployed, column)); };
    const bool timed = !deployed[0].text(rows_.column("generations_per_second")).empty();
    const std::vector<std::string> exact_fields = rate_fields({{}, "", networks, exact});
    const std::vector<std::string> unchanged_fields = rate_fields({{}, "", networks, unchanged});
    line.values = exact_fields;
    line.values.push_back(
        fmt::format("{:.0f}", std::ranges::max(numbers(deployed, "window_errors"))));
    line.values.insert(line.values.end(), unchanged_fields.begin() + 1, unchanged_fields.end());
    for (const char* column : {"constant_bytes", "flash_bytes", "ram_bytes", "cell"}) {
      line.values.push_back(number(middle(column)));
    }
    append(line.values,
           {number(median(torus)), number(std::ranges::min(torus)), number(std::ranges::max(torus)),
            timed ? number(middle("generations_per_second")) : ""});
    line.reading = {
        fmt::format("{} of {}", exact, networks),
        fmt::format("{}", unchanged),
        number(middle("constant_bytes")),
        number(middle("flash_bytes")),
        number(middle("ram_bytes")),
        fmt::format("{:.1f}", middle("cell")),
        fmt::format("{:.1f}", median(torus)),
        fmt::format("{:.1f} to {:.1f}", std::ranges::min(torus), std::ranges::max(torus))};
  }

  void add_peers(const PaperValues& published) {
    published.require_columns(std::vector<std::string>{"device", "peer", "quantity"});
    for (const auto& [key, cell] : published.texts()) {
      if (key[2] != "cell") continue;
      Line line{std::vector<std::string>(rates_.axes.size()),
                "",
                kGroups.back(),
                key[1],
                "",
                {},
                {},
                {kGroups.size() - 1, 0, 0}};
      line.cell[rates_.axis("device")] = key[0];
      line.cell[rates_.axis("bits")] = "published";
      const std::string flash = published.text({key[0], key[1], "flash_bytes"});
      line.values.assign(kValues.size(), "");
      const auto set = [&](const char* column, const std::string& text) {
        line.values[static_cast<std::size_t>(std::ranges::find(kValues, column) -
                                             kValues.begin())] = text;
      };
      for (const char* column : {"cell", "torus_cell", "torus_cell_least", "torus_cell_most"}) {
        set(column, cell);
      }
      set("flash_bytes", flash);
      for (const Line& other : lines_) {
        if (axis(other.cell, "device") == key[0]) line.unit = other.unit;
      }
      if (line.unit.empty()) continue;  // nothing was run on that device
      line.reading = {"", "", "", flash, "", cell, "", ""};
      lines_.push_back(std::move(line));
    }
  }

  void number_rows() {
    int row = 0;
    std::string group, label;
    for (Line& line : lines_) {
      if (line.group != group || line.label != label) row += line.group == group ? 1 : 2;
      group = line.group;
      label = line.label;
      line.row = row;
    }
  }

  const ResultRows& rows_;
  SuccessRates rates_;
  std::vector<Line> lines_;
};

}  // namespace

Summary summarise_deploy(const ResultRows& rows, const PaperValues& published) {
  require_network_axes(rows);
  for (const char* axis : {"network", "kept", "bits", "device"}) require_axis(rows, axis);
  const Writer writer(rows, published);
  const auto [least, most] = writer.trials();
  return {writer.csv(), writer.text(), least, most};
}

}  // namespace figures

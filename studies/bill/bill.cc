#include "studies/bill/bill.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "base/check.h"
#include "base/file.h"
#include "base/parse.h"
#include "studies/harness/csv.h"
#include "studies/harness/identity.h"
#include "studies/harness/shard.h"
#include "studies/harness/timings.h"

namespace bill {
namespace {

using Json = nlohmann::json;

Json metadata_of(const std::filesystem::path& csv) {
  const std::filesystem::path path = study::paths_of_csv(csv).metadata;
  const Json metadata = Json::parse(base::read_file(path), nullptr, /*allow_exceptions=*/false);
  const bool is_metadata = metadata.is_object() && metadata.value("study", Json()).is_string() &&
                           metadata.value("success_column", Json()).is_string() &&
                           metadata.value("runs", Json()).is_array();
  base::require(is_metadata, "{}: no metadata of a study", path.string());
  return metadata;
}

// Nothing unless every run has it.
std::optional<double> measured_joules(const Json& runs) {
  double sum = 0;
  for (const Json& run : runs) {
    const Json joules = run.is_object() ? run.value("measured_joules", Json()) : Json();
    if (!joules.is_number()) return std::nullopt;
    sum += joules.get<double>();
  }
  return runs.empty() ? std::nullopt : std::optional(sum);
}

// The first of these columns that there is.
std::optional<std::size_t> column_of(const study::Table& table,
                                     std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (std::ranges::count(table.columns(), name) > 0) return table.column(name);
  }
  return std::nullopt;
}

// What exact networks take to be stored, row by row.
class Storage {
 public:
  explicit Storage(const study::Table& table)
      : table_(table),
        whole_(column_of(table, {"network_bytes", "shrunk_bytes"})),
        delta_(column_of(table, {"delta_bytes"})) {}

  void add_exact(std::size_t row, const std::string& seed) {
    if (!whole_) return;
    const double whole = table_.real(row, *whole_);
    sum_ += whole;
    if (!delta_ || table_.text(row, *delta_).empty()) return;
    // A trial's rows are one network on its way back to the base: the nearest counts.
    const Variant variant{table_.real(row, *delta_), whole};
    Variant& nearest = variants_.try_emplace(seed, variant).first->second;
    if (variant.delta < nearest.delta) nearest = variant;
  }

  void put_into(Bill& bill) const {
    if (whole_) bill.network_bytes = sum_;
    bill.variants = std::ssize(variants_);
    for (const auto& [seed, variant] : variants_) {
      bill.variant_bytes += variant.whole;
      bill.delta_bytes += variant.delta;
    }
  }

 private:
  struct Variant {
    double delta, whole;
  };
  const study::Table& table_;
  std::optional<std::size_t> whole_, delta_;
  double sum_ = 0;
  std::map<std::string, Variant> variants_;  // by seed
};

template <class Number>
std::optional<Number> both(std::optional<Number> a, std::optional<Number> b) {
  return a && b ? std::optional(*a + *b) : std::nullopt;
}

}  // namespace

Bill& Bill::operator+=(const Bill& other) {
  for (const std::string& seed : other.seeds) {
    base::require(seeds.insert(seed).second, "{}: trial {} is in two of the files", other.study,
                  base::shown(seed));
  }
  trials += other.trials;
  trainings += other.trainings;
  exact += other.exact;
  boards += other.boards;
  multiply_adds += other.multiply_adds;
  executed_multiply_adds += other.executed_multiply_adds;
  timed_trials += other.timed_trials;
  timed_exact += other.timed_exact;
  core_seconds += other.core_seconds;
  peak_bytes = std::max(peak_bytes, other.peak_bytes);
  network_bytes = both(network_bytes, other.network_bytes);
  variants += other.variants;
  variant_bytes += other.variant_bytes;
  delta_bytes += other.delta_bytes;
  measured_joules = both(measured_joules, other.measured_joules);
  return *this;
}

Bill bill_of(const std::filesystem::path& csv) {
  const study::Table table = study::read_csv(csv);
  const Json metadata = metadata_of(csv);
  std::map<std::string, study::Timing> timings;
  for (const auto& [key, timing] : study::load_timings(study::paths_of_csv(csv).timing)) {
    timings.emplace(study::format_seed(key), timing);
  }
  const std::size_t seed = table.column("seed"), boards = table.column("boards"),
                    dense = table.column("multiply_adds"),
                    executed = table.column("executed_multiply_adds"),
                    success = table.column(metadata.at("success_column").get<std::string>());
  Bill bill{.study = metadata.at("study")};
  Storage storage(table);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const bool exact = table.text(row, success) == "1";
    ++bill.trainings;
    bill.exact += exact;
    if (exact) storage.add_exact(row, table.text(row, seed));
    bill.boards += table.real(row, boards);
    bill.multiply_adds += table.real(row, dense);
    bill.executed_multiply_adds += table.real(row, executed);
    const auto timing = timings.find(table.text(row, seed));
    const bool is_new = bill.seeds.insert(table.text(row, seed)).second;
    if (timing == timings.end()) continue;
    bill.timed_exact += exact;
    if (!is_new) continue;
    ++bill.timed_trials;
    bill.core_seconds += timing->second.cpu_seconds;
    bill.peak_bytes = std::max(bill.peak_bytes, timing->second.peak_bytes);
  }
  bill.trials = std::ssize(bill.seeds);
  storage.put_into(bill);
  bill.measured_joules = measured_joules(metadata.at("runs"));
  return bill;
}

}  // namespace bill

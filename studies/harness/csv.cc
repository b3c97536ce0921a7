#include "studies/harness/csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/check.h"
#include "base/file.h"
#include "studies/harness/join.h"

namespace study {

std::string format_csv_line(std::span<const std::string> fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
    } else {
      line += '"';
      for (const char c : field) line.append(c == '"' ? 2 : 1, c);
      line += '"';
    }
    line += ',';
  }
  if (line.empty()) return "\n";
  line.back() = '\n';
  return line;
}

CsvReader::CsvReader(std::string_view text, std::string name)
    : text_(text), name_(std::move(name)) {}

std::optional<std::vector<std::string>> CsvReader::next() {
  enum class State { kStart, kPlain, kQuoted, kClosed } state = State::kStart;
  std::vector<std::string> fields(1);
  std::size_t lines = 1;
  for (std::size_t i = position_; i < text_.size(); ++i) {
    const char c = text_[i];
    if (state == State::kQuoted) {
      if (c == '"') {
        state = State::kClosed;
      } else {
        fields.back() += c;
        lines += c == '\n';
      }
    } else if (c == '\n' || (c == '\r' && text_.substr(i + 1, 1) == "\n")) {
      position_ = i + (c == '\r' ? 2 : 1);
      line_ = next_line_;
      next_line_ += lines;
      return fields;
    } else if (c == ',') {
      fields.emplace_back();
      state = State::kStart;
    } else if (c == '"') {
      base::require(state != State::kPlain, "{}: line {}: a quote inside a field without quotes",
                    name_, next_line_);
      // A second quote right after a closing one is a quote of the text.
      if (state == State::kClosed) fields.back() += c;
      state = State::kQuoted;
    } else {
      base::require(state != State::kClosed, "{}: line {}: text after a closing quote", name_,
                    next_line_);
      fields.back() += c;
      state = State::kPlain;
    }
  }
  return std::nullopt;
}

Table::Table(std::string_view text, std::string name) : name_(std::move(name)) {
  CsvReader reader(text, name_);
  auto header = reader.next();
  base::require(header.has_value(), "{}: line 1: needs a header line", name_);
  columns_ = std::move(*header);
  base::require(std::set(columns_.begin(), columns_.end()).size() == columns_.size(),
                "{}: line 1: a column is named twice", name_);
  std::size_t last_line = 1;
  while (auto fields = reader.next()) {
    last_line = reader.line();
    base::require(fields->size() == columns_.size(), "{}: line {}: has {} fields, the header {}",
                  name_, last_line, fields->size(), columns_.size());
    rows_.push_back({std::move(*fields), last_line});
  }
  base::require(reader.complete_bytes() == text.size(),
                "{}: the row after line {} is torn (no line end)", name_, last_line);
}

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  base::require(found != columns_.end(), "{}: has no column {}, only {}", name_, name,
                join(columns_, ", "));
  return static_cast<std::size_t>(found - columns_.begin());
}

const std::string& Table::text(std::size_t row, std::size_t column) const {
  return rows_.at(row).fields.at(column);
}

double Table::real(std::size_t row, std::size_t column) const {
  const std::string& field = text(row, column);
  double value = 0;
  const char* end = field.data() + field.size();
  const auto [rest, error] = std::from_chars(field.data(), end, value);
  base::require(error == std::errc() && rest == end, "{}: line {}: {} '{}': needs a number", name_,
                line(row), columns_.at(column), field);
  return value;
}

Table read_csv(const std::filesystem::path& path) { return {base::read_file(path), path.string()}; }

}  // namespace study

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"

namespace study {

/// One axis of the grid: a column of the CSV and a flag of the command line ('_' becomes '-').
struct Axis {
  std::string name;            ///< "overcompleteness"
  std::string description;     ///< for --help and the metadata, with the unit
  std::string default_values;  ///< as typed: "1..8", "0.001", "pytorch,normal"
  /// Checks one value and returns its one spelling ("01" -> "1", "b3s23" -> "B3/S23"). Throws
  /// std::invalid_argument whose message is what is allowed ("needs a whole number from 1 to 24").
  std::function<std::string(std::string_view)> canonical;
  bool takes_ranges = false;  ///< "1..8" stands for 1,2,...,8
};

Axis integer_axis(std::string name, std::string description, std::string default_values,
                  std::int64_t low, std::int64_t high);
Axis real_axis(std::string name, std::string description, std::string default_values, double low,
               double high);
Axis choice_axis(std::string name, std::string description, std::string default_values,
                 std::vector<std::string> choices);

/// One column of the study's results.
struct Column {
  std::string name;
  std::string unit;         ///< "boards", "windows"; empty for a pure number
  std::string description;  ///< what it means, when it is empty
};

/// A point of the grid: one canonical value an axis.
class Cell {
 public:
  Cell(std::span<const Axis> axes, std::vector<std::string> values);

  const std::vector<std::string>& values() const { return values_; }  ///< in the axes' order
  const std::string& text(std::string_view axis) const;
  std::int64_t integer(std::string_view axis) const;
  double real(std::string_view axis) const;

 private:
  std::span<const Axis> axes_;
  std::vector<std::string> values_;
};

struct Study;

/// What a trial is a pure function of. `seed` is derived from study, revision, cell, base seed and
/// index; the trial's random numbers come from streams under it.
struct Trial {
  const Study& study;
  const Cell& cell;
  std::int64_t base_seed;
  std::int64_t index;  ///< 0, 1, ... in its cell
  std::uint64_t seed;

  /// Keyed by the seed, or as Study::stream_axes has it.
  base::Stream stream(std::string_view name) const;
};

/// One text a column, in the columns' order.
using Row = std::vector<std::string>;

/// A row with more columns.
Row joined(Row row, const Row& more);

/// A trial's results: one row, or one and more in a study with `several_rows`.
using Rows = std::vector<Row>;

/// Values of some axes, as typed.
using Values = std::map<std::string, std::string>;

/// Those of both; of an axis that both have, that of `values`.
Values with(Values values, const Values& more);

/// A part of a preset: the axes that it does not name stay at their defaults.
struct Block {
  Values axes;
  std::int64_t trials;
};

struct Preset {
  std::string name;         ///< smoke, quick or paper
  std::string description;  ///< what it runs, and how long that takes
  std::vector<Block> blocks;
};

/// A flag of one study only, with one text argument.
struct Option {
  std::string name;      ///< "save-networks"
  std::string argument;  ///< "DIR"
  std::string description;
  /// Throws std::invalid_argument whose message is what is allowed, as an axis does.
  std::function<void(std::string_view)> set;
};

/// What a study looks for that wants the smallest value of an axis whose success rate is above a
/// given one, instead of the rate at every value. --rate, --confidence and --indifference then say
/// what is given, and a cell has as many trials as the answer takes: at most a block's `trials`, or
/// --max-trials. The grid's other axes make one search for each combination of their values.
struct Search {
  std::string axis;
  std::string size_name;                          ///< "parameters"; empty for none
  std::function<std::int64_t(const Cell&)> size;  ///< shown beside a value of the axis
  std::string note = {};  ///< lines below the evidence, on what a success is
};

/// A study, declared once: the command line, CSV header, help and metadata follow from it.
struct Study {
  std::string name;
  int revision;  ///< goes up when a trial computes something else; columns may be added without
  std::string title;
  std::string paper_figure;  ///< what it reproduces
  std::string description;   ///< protocol, and why the defaults are what they are; for --describe
  std::vector<Axis> axes;
  /// Whether values of several axes go together: throws std::invalid_argument that names them and
  /// what is allowed, for a cell that cannot be run. May be empty: then all do.
  std::function<void(const Cell&)> check_cell;
  std::vector<Column> columns;
  /// Names the column of 0 and 1 whose mean is the success rate; a trial's first row counts.
  std::string success_column;
  /// A trial may have more rows than one (a network at every pruning round). They are written at
  /// once and stand together; columns `row` (from 0) and `rows` follow `seed`.
  bool several_rows = false;
  /// The axes that key a stream, for streams that trials of several cells share: {"init",
  /// {"width"}} gives trial i of all cells of one width the same initialisation. A stream that is
  /// not named here is keyed by all axes.
  std::map<std::string, std::vector<std::string>, std::less<>> stream_axes;
  std::vector<Preset> presets;
  std::vector<Option> options;
  std::optional<Search> search;
  /// Runs one trial on one thread; others run at the same time. Calls `stop` (nanoseconds) now and
  /// then and returns nullopt once it is true. What it throws ends the run with exit code 1.
  std::function<std::optional<Rows>(const Trial&, const std::function<bool()>& stop)> run;
  /// Cells whose texts are the same and not empty have something in common that costs work, say
  /// the boards of trial i: these trials run one after another on one thread, which may keep it.
  /// Decides the order of trials, never a row; the first of them is charged with the work in the
  /// timing file. May be empty: then no cells have.
  std::function<std::string(const Cell&)> common_work;
  /// True when a trial whose rows are on file must run again, say to write a file that is missing;
  /// the rows it gives are compared with those on file. May be empty.
  std::function<bool(const Trial&, const Rows&)> needs_rerun;
  /// Programs that trials run, or what these are made of, and their versions, on which rows depend;
  /// for the metadata of a run. May be empty: then there are none.
  std::function<std::map<std::string, std::string>()> tools;
  /// An upper guess of the work of a trial of a cell, a positive number in any unit that is the
  /// same for all cells, say multiply-adds: only ratios count, and only for cells of which no trial
  /// was measured yet. It decides which trials start first and what is said of the time left, never
  /// a row. May be empty: then a cell that was not measured costs what the measured ones do on
  /// average.
  std::function<double(const Cell&)> relative_cost;
};

}  // namespace study

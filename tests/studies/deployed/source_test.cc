#include "studies/deployed/source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/temporary_folder.h"
#include "cli/run_command.h"
#include "studies/harness/csv.h"
#include "studies/harness/identity.h"
#include "studies/training/training_study.h"

namespace deployed {
namespace {

namespace fs = std::filesystem;

bool never() { return false; }

/// Trial 1 of L(1, 8), on 20,000 boards, of a study with two axes more.
class TrialOf {
 public:
  explicit TrialOf(const std::string& network) {
    study_.name = "other";
    study_.axes = training::training_axes();
    study_.axes.insert(study_.axes.begin(), study::integer_axis("bits", "", "4", 1, 8));
    study_.axes.push_back(study::choice_axis("network", "", network, learned_names()));
    std::vector<std::string> values;
    for (const study::Axis& axis : study_.axes) {
      values.push_back(axis.name == "overcompleteness" ? "8"
                       : axis.name == "budget"         ? "20000"
                                                       : axis.default_values);
    }
    cell_.emplace(study_.axes, values);
  }

  SourceTrial source() const { return SourceTrial({study_, *cell_, 0, 1, 99}); }

 private:
  study::Study study_{};
  std::optional<study::Cell> cell_;
};

/// The rows of that trial that the study itself makes, without those of controls.
class RowsOf {
 public:
  RowsOf(const std::string& study, const std::string& flags) {
    std::istringstream words("--overcompleteness 8 --budget 20000 --trials 2 -j 1 -q " + flags);
    std::vector<std::string> command{std::istream_iterator<std::string>(words), {}};
    command.insert(command.begin(), fs::path(STUDIES_FOLDER) / study);
    command.insert(command.end(), {"--out", folder_.path()});
    const cli::CommandResult result = cli::run_command(command);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    table_ = study::read_csv(folder_.path() / (study + ".csv"));
    const bool controlled = study == "tickets";
    for (std::size_t row = 0; row < table_->rows(); ++row) {
      if (text(row, "trial") != "1") continue;
      if (controlled && (text(row, "control") != "none" || text(row, "round") == "0")) continue;
      rows_.push_back(row);
    }
  }

  std::size_t size() const { return rows_.size(); }
  const std::string& text_of(std::size_t i, const char* column) const {
    return text(rows_.at(i), column);
  }

 private:
  const std::string& text(std::size_t row, const char* column) const {
    return table_->text(row, table_->column(column));
  }

  base::TemporaryFolder folder_{"source_test"};
  std::optional<study::Table> table_;
  std::vector<std::size_t> rows_;
};

/// With what flags a study makes the trial.
struct Made {
  const char* network;
  const char* study;
  const char* flags;
};

class SourceOf : public testing::TestWithParam<Made> {};

TEST_P(SourceOf, ItsNetworksAreThoseOfTheStudysRows) {
  const auto& [network, study, flags] = GetParam();
  const RowsOf rows(study, flags);
  const TrialOf trial(network);
  const SourceTrial source = trial.source();
  const auto networks = source.networks(never);
  ASSERT_TRUE(networks);
  ASSERT_EQ(networks->size(), rows.size());
  EXPECT_EQ(networks->size() > 1, network != std::string("trained"));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Source& made = (*networks)[i];
    EXPECT_EQ(study::format_seed(source.trial().seed), rows.text_of(i, "seed"));
    EXPECT_EQ(std::to_string(made.window_errors), rows.text_of(i, "window_errors"));
    EXPECT_EQ(std::to_string(made.parameters), rows.text_of(i, "parameters"));
    if (network == std::string("trained")) continue;
    EXPECT_EQ(std::to_string(made.network.parameters().size()),
              rows.text_of(i, "shrunk_parameters"));
    // Of the 280 of L(1, 8).
    EXPECT_DOUBLE_EQ(280 * made.share, std::stod(rows.text_of(i, "weights_kept")));
  }
}

TEST_P(SourceOf, StopsWhenItIsTold) {
  const TrialOf trial(GetParam().network);
  EXPECT_FALSE(trial.source().networks([] { return true; }));
}

INSTANTIATE_TEST_SUITE_P(Networks, SourceOf,
                         testing::Values(Made{"trained", "overcompleteness", ""},
                                         Made{"pruned-removal", "pruning", "--criterion removal"},
                                         Made{"pruned-magnitude", "pruning",
                                              "--criterion magnitude"},
                                         Made{"pruned-filters", "pruning", "--criterion filters"},
                                         Made{"ticket", "tickets", "--method imp --controls yes"},
                                         Made{"small", "tickets", "--method small"}),
                         [](const auto& each) {
                           std::string name = each.param.network;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(Nearest, IsByRatio) {
  const nn::Network network({nn::Dense{1, 1}});
  const std::vector<Source> networks{
      {network, 2, 1, 0}, {network, 2, 0.4, 0}, {network, 2, 0.1, 0}, {network, 2, 0, 9}};
  EXPECT_EQ(nearest(networks, 100).share, 1);
  EXPECT_EQ(nearest(networks, 21).share, 0.4);  // 0.2 is the middle
  EXPECT_EQ(nearest(networks, 19).share, 0.1);
  EXPECT_EQ(nearest(networks, 1).share, 0.1);
}

}  // namespace
}  // namespace deployed

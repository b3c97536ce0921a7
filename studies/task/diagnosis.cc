#include "studies/task/diagnosis.h"

#include <algorithm>
#include <bit>

#include "base/check.h"
#include "nn/workspace.h"
#include "studies/task/window_form.h"

namespace task {
namespace {

constexpr int kNeighbourCounts = 9;

// The values of the first `layers` layers on all windows: a plane a unit, a lane a window.
class WindowValues {
 public:
  WindowValues(const nn::Network& network, std::size_t layers)
      : form_(window_form(network, layers)), workspace_(form_, 1, kWindows) {
    fill_windows(workspace_.input());
    workspace_.forward();
  }

  int units() const { return form_.output_channels(); }
  std::span<const float> unit(int index) const {
    return {workspace_.output().row(index, 0), kWindows};
  }

  int dead_units() const {
    int dead = 0;
    for (int index = 0; index < units(); ++index) {
      const std::span<const float> values = unit(index);
      dead += std::ranges::count(values, values[0]) == kWindows ? 1 : 0;
    }
    return dead;
  }

 private:
  nn::Network form_;
  nn::Workspace workspace_;
};

// Of layers: up to the first and up to the last hidden activation.
std::pair<std::size_t, std::size_t> hidden_ends(const nn::Network& network) {
  const auto layers = network.layers();
  std::vector<std::size_t> ends;
  for (std::size_t k = 0; k + 1 < layers.size(); ++k) {
    if (nn::fan_in(layers[k]) == 0) ends.push_back(k + 1);
  }
  base::require(!ends.empty(), "network: needs a hidden layer");
  return {ends.front(), ends.back()};
}

Case case_of(int window) {
  constexpr unsigned kCentre = 1U << window_bit(1, 1);
  const auto cells = static_cast<unsigned>(window);
  return {(cells & kCentre) != 0, std::popcount(cells & ~kCentre)};
}

std::vector<Case> wrong_cases(std::span<const float> logits, const life::Rule& rule) {
  std::vector<Case> wrong;
  for (const bool alive : {false, true}) {
    for (int neighbours = 0; neighbours < kNeighbourCounts; ++neighbours) {
      for (int window = 0; window < kWindows; ++window) {
        const bool says_alive = logits[static_cast<std::size_t>(window)] > 0;
        if (case_of(window) == Case{alive, neighbours} && says_alive != alive_next(rule, window)) {
          wrong.push_back({alive, neighbours});
          break;
        }
      }
    }
  }
  return wrong;
}

}  // namespace

std::string_view to_string(Cause cause) {
  constexpr std::string_view kNames[] = {"filters", "bottleneck", "all-dead", "cases"};
  return kNames[static_cast<std::size_t>(cause)];
}

Diagnosis diagnose(const nn::Network& network, const life::Rule& rule) {
  const auto [first, last] = hidden_ends(network);
  const WindowValues filters(network, first), bottleneck(network, last);
  const WindowValues whole(network, network.layers().size());
  const std::span<const float> logits = whole.unit(0);
  Diagnosis result{{}, wrong_cases(logits, rule), filters.dead_units(), bottleneck.dead_units()};
  if (result.wrong_cases.empty()) return result;
  const bool any_lives = std::ranges::any_of(logits, [](float logit) { return logit > 0; });
  result.cause = result.dead_filters == filters.units()         ? Cause::filters
                 : result.dead_bottleneck == bottleneck.units() ? Cause::bottleneck
                 : any_lives                                    ? Cause::cases
                                                                : Cause::all_dead;
  return result;
}

}  // namespace task

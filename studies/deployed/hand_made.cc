#include "studies/deployed/hand_made.h"

#include <functional>
#include <map>
#include <stdexcept>

#include "studies/task/hand_made.h"

namespace deployed {
namespace {

using Make = nn::Network (*)(life::Topology);

const std::map<std::string, Make, std::less<>>& hand_made() {
  static const std::map<std::string, Make, std::less<>> all{
      {"bibin-dereventsov", task::bibin_dereventsov_network},
      {"interval", task::interval_network},
      {"one-filter", task::one_filter_network},
      {"sparse", task::sparse_network},
      {"sparse-life", task::sparse_life_network},
      {"springer-kenyon", task::springer_kenyon_network}};
  return all;
}

}  // namespace

std::vector<std::string> hand_made_names() {
  std::vector<std::string> names;
  for (const auto& [name, make] : hand_made()) names.push_back(name);
  return names;
}

nn::Network hand_made_network(std::string_view name, int steps) {
  constexpr auto kTorus = life::Topology::torus;
  const auto found = hand_made().find(name);
  if (found == hand_made().end()) throw std::out_of_range(std::string(name));
  const nn::Network last = found->second(kTorus);
  return steps == 1 ? last : task::composition(task::bibin_dereventsov_network(kTorus), last);
}

}  // namespace deployed

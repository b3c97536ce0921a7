#include "nn/survivors.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace nn {
namespace {

constexpr std::array<std::pair<std::string_view, Survivors>, 5> kNames{
    {{"keep", Survivors::keep},
     {"rewind", Survivors::rewind},
     {"reinitialise", Survivors::reinitialise},
     {"reinitialise-same-signs", Survivors::reinitialise_same_signs},
     {"signed-constant", Survivors::signed_constant}}};

void copy_signs(std::span<const float> reference, std::span<float> parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (reference[i] != 0) parameters[i] = std::copysign(parameters[i], reference[i]);
  }
}

}  // namespace

Survivors parse_survivors(std::string_view text) {
  const auto found =
      std::ranges::find(kNames, text, &std::pair<std::string_view, Survivors>::first);
  base::require(found != kNames.end(),
                "survivors {}: needs 'keep', 'rewind', 'reinitialise', 'reinitialise-same-signs' "
                "or 'signed-constant'",
                text);
  return found->second;
}

void set_survivors(Network& network, const Mask& mask, Survivors survivors,
                   std::span<const float> reference, Initialisation initialisation,
                   base::Stream& stream) {
  const std::span<float> parameters = network.parameters();
  assert(reference.size() == parameters.size() || survivors == Survivors::keep ||
         survivors == Survivors::reinitialise);
  switch (survivors) {
    case Survivors::keep:
      break;
    case Survivors::rewind:
      std::ranges::copy(reference, parameters.begin());
      break;
    case Survivors::reinitialise:
      initialise(network, initialisation, stream);
      break;
    case Survivors::reinitialise_same_signs:
      initialise(network, initialisation, stream);
      copy_signs(reference, parameters);
      break;
    case Survivors::signed_constant:
      initialise(network, Initialisation::signed_constant, stream);
      copy_signs(reference, parameters);
      break;
  }
  mask.apply(parameters);
}

}  // namespace nn

#pragma once

#include <string>

#include "deploy/integer_network.h"

namespace deploy {

/// The C text of a network's constants and layers: readers of constants in flash, then for each
/// layer k its constants and `life_net_layer_<k>`, which takes `uint16_t cells` if it is the first,
/// else `const <value type>* in`; and `<value type>* out`, or gives 0 or 1 if it is the last.
std::string c_layers(const IntegerNetwork& network, WeightKind kind);

/// "uint8_t" or "uint16_t": what hidden layers give.
std::string c_value_type(const IntegerNetwork& network);

}  // namespace deploy

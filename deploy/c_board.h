#pragma once

#include <string>

#include "deploy/integer_network.h"

namespace deploy {

/// The C text of life_net_cell() and life_net_step(), as c_header.h describes them, on the layers
/// of c_layers().
std::string c_board(const IntegerNetwork& network);

}  // namespace deploy

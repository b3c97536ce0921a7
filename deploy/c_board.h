#pragma once

#include <string>

#include "deploy/integer_network.h"

namespace deploy {

/// The C text of life_net_cell() and life_net_step(), as c_header.h describes them, on the layers
/// of c_layers().
std::string c_board(const IntegerNetwork& network);

/// life_net_cell() of one step alone, and with the life_net_step() that calls it for every cell;
/// `body` is C that returns 0 or 1 for `uint16_t window`.
std::string c_one_step_cell(const std::string& body);
std::string c_one_step_board(const std::string& body);

}  // namespace deploy

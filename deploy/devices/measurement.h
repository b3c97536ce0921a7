#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "deploy/devices/device.h"
#include "deploy/integer_network.h"
#include "deploy/window_set.h"

namespace deploy {

/// Whether the centres of these windows live: 1 or 0 each.
using Answers = std::function<std::vector<std::uint8_t>(std::span<const WindowCode>)>;

/// By a network, or by a rule after so many steps.
Answers answers_of(const IntegerNetwork& network);
Answers answers_of(const life::Rule& rule, int steps);

/// The side of the torus that is measured, and for how many generations.
inline constexpr int kMeasuredSide = 16;
inline constexpr int kMeasuredGenerations = 100;

/// Of a header as c_header() makes it, on a device, in the device's unit; calls are included, the
/// marks around them not. life_net_step() and life_net_cell() are compiled apart: in one file a
/// compiler may inline less, as both call the same functions.
struct Measurement {
  CodeSize size;            ///< of life_net_step()
  double cell;              ///< life_net_cell(), the mean of 512 windows, of one step all
  std::int64_t cell_least;  ///< of these
  std::int64_t cell_most;
  double generation;  ///< of the torus, by life_net_step(): the mean of kMeasuredGenerations
};

/// Compiles the header and runs it, with a torus on which each cell lived with probability 0.375.
/// Throws base::DisagreementError if the device's answers to the windows, or its last board, are
/// not those of `answers`; std::runtime_error as build_program() and Device::run do.
Measurement measure(const Device& device, const std::string& header, int steps,
                    const Answers& answers, const std::string& optimisation);

}  // namespace deploy

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "nn/network.h"

namespace nn {

/// What a network file holds beside the network: free text by name, such as the rule it learned.
using Notes = std::map<std::string, std::string>;

/// A network as JSON that ten lines of anyone's code can evaluate (nn/README.md shows them):
///   {"format": "minlife-network", "version": 1, "notes": {...}, "layers": [
///     {"type": "conv2d", "in": 1, "out": 2, "kernel": 3, "padding": "circular",
///      "weights": [...], "bias": [...]},
///     {"type": "relu"},
///     {"type": "dense", "in": 2, "out": 4, "weights": [...], "bias": [...]}]}
/// Padding is "circular", "zero" or "valid". The other layers, as nn/layer.h describes them:
///     {"type": "leaky_relu", "slope": 0.01}, {"type": "prelu", "slopes": [...]},
///     {"type": "sigmoid"}, {"type": "tanh"}, {"type": "silu"},
///     {"type": "quadratic", "coefficients": [...]}, {"type": "shift", "by": -0.5},
///     {"type": "skip", "from": 2}, {"type": "tied", "layer": 0}
/// Weights are flat in the order out, in, row, column; every number has the digits that give the
/// same float back. Throws std::invalid_argument for a parameter that is not finite, which JSON
/// cannot hold.
std::string to_json(const Network& network, const Notes& notes = {});

/// The network of such a text. Throws std::invalid_argument that says what is wrong and where.
Network network_from_json(std::string_view text);

/// To and from a file; errors name the path.
void write_network(const std::filesystem::path& path, const Network& network,
                   const Notes& notes = {});
Network read_network(const std::filesystem::path& path);

}  // namespace nn

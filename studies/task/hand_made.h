#pragma once

#include "life/board.h"
#include "nn/network.h"

namespace task {

/// Networks that compute one step of Life exactly, their weights set by hand. With n living
/// neighbours and the cell itself c in {0, 1}; alive where the logit is above 0.

/// The shape of L(1, 1), 25 parameters, by Springer & Kenyon's filters:
/// 40 r(r(n + c - 2) - 10 r(n + 0.1 c - 3)) - 20.
nn::Network springer_kenyon_network(life::Topology topology);

/// Bibin & Dereventsov (arXiv 2408.12778), 23 parameters, output exactly 0 or 1:
/// r(1 - r(n - 3) - r(3 - n - c)).
nn::Network bibin_dereventsov_network(life::Topology topology);

/// Integers, 23 parameters, logit +-1 or beyond: 3 - 2 r(s - 6) - 2 r(6 - s) with s = 2n + c.
nn::Network interval_network(life::Topology topology);

/// The shape of interval_network(), 23 parameters of which 21 are not 0, and no fewer can be while
/// all neighbours are treated alike; logit 1 or more where alive, else 0 or less:
/// r(n + c - 2) - 4 r(n - 3).
nn::Network sparse_network(life::Topology topology);

/// The shape of L(1, 1), 25 parameters of which 22 are not 0, the fewest likewise; logit +-0.5 or
/// beyond: r(n + c - 3 r(n - 3)) - 2.5.
nn::Network sparse_life_network(life::Topology topology);

/// The form of L(1, 2) with one filter in place of four, 15 parameters that are not 0, 13 of them
/// weights; logit 1 or more where alive, else 0 or less: r(s - 4) - 2 r(s - 6) with s = 2n + c. No
/// network of that form, however wide, has fewer weights. It reads nine cells, so has nine in its
/// first layer, and each unit of its last hidden layer that is not one constant takes two, one in
/// and one out; if only one is not constant, the logit is monotone in a cell that one filter reads,
/// but a living neighbour more can give birth and can kill, so that each of eight cells is read
/// twice: 16 + 1 + 2 + 1 weights, which is 20, those of sparse_life_network().
nn::Network one_filter_network(life::Topology topology);

/// `first`, its output taken for a board, then `second`: layers in a row.
nn::Network composition(const nn::Network& first, const nn::Network& second);

}  // namespace task

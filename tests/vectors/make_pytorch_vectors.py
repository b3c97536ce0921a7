"""Makes tests/vectors/pytorch/*.json: what PyTorch computes for small networks, losses, optimisers
and trainings. See README.md beside this file; needs the Debian package python3-torch."""

import functools
import json
import math
import pathlib
import zlib

import torch
import torch.nn.functional as F

OUT = pathlib.Path(__file__).parent / "pytorch"
HEIGHT, WIDTH = 5, 19  # more cells than a vector of 16, no multiple of it


def short(values, decimals=3):
    """Values of few digits that are float32 exactly: what is written is what is computed with."""
    rounded = [round(v, decimals) for v in values.flatten().tolist()]
    return torch.tensor(rounded, dtype=torch.float32).double().reshape(values.shape)


def numbers(tensor):
    """A flat list of float32 with the fewest digits that give the same float32 back."""
    return [float(str(value)) for value in tensor.detach().float().flatten().numpy()]


def seed(name):
    """A case's random numbers hang on its name alone."""
    torch.manual_seed(zlib.crc32(name.encode()))


def write(name, content):
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in content.items()]
    (OUT / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


# Layers as in a network file (nn/network_file.h), parameters still tensors.


def uniform(count, bound, decimals=3):
    return short((2 * torch.rand(count) - 1) * bound, decimals)


def dense(n_in, n_out):
    bound = 1 / math.sqrt(n_in)
    return {"type": "dense", "in": n_in, "out": n_out,
            "weights": uniform(n_in * n_out, bound), "bias": uniform(n_out, bound)}


def conv(n_in, n_out, kernel, padding="circular", decimals=3):
    count, bound = n_in * n_out * kernel**2, 1 / math.sqrt(n_in * kernel**2)
    return {"type": "conv2d", "in": n_in, "out": n_out, "kernel": kernel, "padding": padding,
            "weights": uniform(count, bound, decimals), "bias": uniform(n_out, bound, decimals)}


RELU = {"type": "relu"}
PARAMETER_KEYS = ("weights", "bias", "slopes", "coefficients")


def parameters_of(layers):
    """Leaves of the gradient, in the order of nn::Network's flat vector."""
    return [layer[key] for layer in layers for key in PARAMETER_KEYS if key in layer]


def network_file(layers):
    plain = [{key: numbers(value) if torch.is_tensor(value) else value
              for key, value in layer.items()} for layer in layers]
    return {"format": "minlife-network", "version": 1, "layers": plain}


def convolve(layer, x):
    kernel, half = layer["kernel"], layer["kernel"] // 2
    weights = layer["weights"].reshape(layer["out"], layer["in"], kernel, kernel)
    if layer["padding"] == "circular" and half > 0:
        x = F.pad(x, (half, half, half, half), mode="circular")
    return F.conv2d(x, weights, layer["bias"], padding=half if layer["padding"] == "zero" else 0)


def multiply(layer, x):
    """A dense layer: samples lie along the last axis."""
    weights = layer["weights"].reshape(layer["out"], layer["in"], 1, 1)
    return F.conv2d(x, weights, layer["bias"])


def square(layer, x):
    constant, linear, quadratic = layer["coefficients"].reshape(-1, 3, 1, 1).unbind(1)
    return constant + linear * x + quadratic * x * x


APPLY = {
    "dense": multiply,
    "conv2d": convolve,
    "relu": lambda layer, x: F.relu(x),
    "leaky_relu": lambda layer, x: F.leaky_relu(x, layer["slope"]),
    "prelu": lambda layer, x: F.prelu(x, layer["slopes"]),
    "sigmoid": lambda layer, x: torch.sigmoid(x),
    "tanh": lambda layer, x: torch.tanh(x),
    "silu": lambda layer, x: F.silu(x),
    "quadratic": square,
}


def forward(layers, x):
    """x is sample, channel, row, column."""
    entered = []
    for layer in layers:
        entered.append(x)
        if layer["type"] == "skip":
            x = x + entered[layer["from"]]
        elif layer["type"] == "tied":
            tied = layers[layer["layer"]]
            x = APPLY[tied["type"]](tied, x)
        else:
            x = APPLY[layer["type"]](layer, x)
    return x


def write_network(name, make_layers, height=HEIGHT, width=WIDTH):
    """One pass in double precision: logits, mean BCE, gradient of every parameter."""
    seed(name)
    layers = make_layers()
    parameters = [p.requires_grad_() for p in parameters_of(layers)]
    inputs = short(2 * torch.rand(1, layers[0]["in"], height, width) - 1, 2)
    logits = forward(layers, inputs)
    targets = (torch.rand(logits.shape) < 0.4).double()
    loss = F.binary_cross_entropy_with_logits(logits, targets)
    gradient = torch.cat(torch.autograd.grad(loss, parameters))
    write(name, {"network": network_file(layers), "height": height, "width": width,
                 "input": numbers(inputs), "targets": [int(t) for t in targets.flatten()],
                 "logits": numbers(logits), "loss": loss.item(), "gradient": numbers(gradient)})


def two_convolutions(kernel, padding):
    return lambda: [conv(2, 3, kernel, padding), RELU, conv(3, 2, kernel, padding), RELU,
                    conv(2, 1, 1)]


def with_activation(activation):
    return lambda: [conv(2, 3, 3), activation(), conv(3, 1, 1)]


def residual():
    return [conv(1, 3, 3), RELU, conv(3, 3, 3), RELU, {"type": "skip", "from": 2}, conv(3, 1, 1)]


def tied_steps():
    """A block of two convolutions, twice with the same parameters."""
    return [conv(1, 2, 3), RELU, conv(2, 4, 3), RELU, conv(4, 2, 1), RELU,
            {"type": "tied", "layer": 2}, RELU, {"type": "tied", "layer": 4}, RELU, conv(2, 1, 1)]


def write_networks():
    write_network("dense", lambda: [dense(9, 5), RELU, dense(5, 1)], 1, 37)
    write_network("conv2d_1", lambda: [conv(3, 4, 1), RELU, conv(4, 1, 1)])
    for padding in ("circular", "zero", "valid"):
        write_network(f"conv2d_3_{padding}", two_convolutions(3, padding), 10)
        write_network(f"conv2d_3_{padding}_wide", two_convolutions(3, padding), 6, 32)
        write_network(f"conv2d_5_{padding}", two_convolutions(5, padding), 10)
    activations = {
        "relu": lambda: RELU,
        "leaky_relu": lambda: {"type": "leaky_relu", "slope": 0.01},
        "leaky_relu_steep": lambda: {"type": "leaky_relu", "slope": 0.2},
        "prelu": lambda: {"type": "prelu", "slopes": short(0.5 * torch.rand(3))},
        "sigmoid": lambda: {"type": "sigmoid"},
        "tanh": lambda: {"type": "tanh"},
        "silu": lambda: {"type": "silu"},
        "quadratic": lambda: {"type": "quadratic", "coefficients": uniform(9, 1)},
    }
    for name, activation in activations.items():
        write_network(name, with_activation(activation))
    write_network("skip", residual)
    write_network("tied", tied_steps)


def focal(z, t, gamma, alpha):
    """Lin et al. 2017, equations 4 and 5: -alpha_t (1 - p_t)^gamma log(p_t)."""
    log_p = F.logsigmoid(torch.where(t > 0, z, -z))
    weight = 1 if alpha is None else torch.where(t > 0, alpha, 1 - alpha)
    return (-weight * (1 - log_p.exp()) ** gamma * log_p).mean()


def effective_number_weights(beta, counts):
    """Cui et al. 2019: (1 - beta) / (1 - beta^count) a class, scaled to add up to the classes."""
    weights = [(1 - beta) / (1 - beta**count) for count in counts]
    return [len(counts) * weight / sum(weights) for weight in weights]


def write_losses():
    seed("losses")
    logits = short(torch.cat([torch.randn(29) * 3, torch.tensor([-40.0, 40.0, -15.0, 15.0])]))
    targets = (torch.rand(33) < 0.4).double()
    beta, counts = 0.999, [5000, 300]
    bce = F.binary_cross_entropy_with_logits
    balanced = effective_number_weights(beta, counts)
    balance = torch.tensor(balanced, dtype=torch.float64)[targets.long()]
    losses = {
        "bce": ({"class_weights": [1, 1]}, lambda z: bce(z, targets)),
        "bce_positive_weight": ({"class_weights": [1, 3]},
                                lambda z: bce(z, targets, pos_weight=torch.tensor(3))),
        "bce_class_balanced": ({"beta": beta, "counts": counts, "class_weights": balanced},
                               lambda z: bce(z, targets, weight=balance)),
        "mse": ({}, lambda z: F.mse_loss(z, targets)),
        "focal": ({"gamma": 2}, lambda z: focal(z, targets, 2, None)),
        "focal_alpha": ({"gamma": 2, "class_weights": [0.75, 0.25]},
                        lambda z: focal(z, targets, 2, 0.25)),
    }
    entries = {}
    for name, (options, loss_of) in losses.items():
        z = logits.clone().requires_grad_()
        loss = loss_of(z)
        loss.backward()
        entries[name] = {**options, "loss": loss.item(), "gradient": numbers(z.grad)}
    write("losses", {"logits": numbers(logits), "targets": [int(t) for t in targets],
                     "losses": entries})


def optimiser_steps(start, gradients, make, options, make_schedule=None, l1=0):
    """Learning rate of each step, parameters after it. `l1` times the sign of a parameter is added
    to its gradient."""
    p = start.clone().requires_grad_()
    optimiser = make([p], **options)
    schedule = make_schedule(optimiser) if make_schedule else None
    rates, after = [], []
    for gradient in gradients:
        p.grad = gradient + l1 * p.detach().sign()
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        if schedule:
            schedule.step()
        after.append(numbers(p))
    return {"options": options, "l1": l1, "learning_rates": rates, "parameters": after}


def write_optimisers():
    seed("optimisers")
    start, gradients = short(torch.randn(4)), short(torch.randn(20, 4) + 0.3)
    sgd, adam = torch.optim.SGD, torch.optim.Adam
    step = functools.partial(torch.optim.lr_scheduler.StepLR, step_size=5, gamma=0.5)
    cosine = functools.partial(torch.optim.lr_scheduler.CosineAnnealingLR, T_max=20)
    momentum = {"lr": 0.1, "momentum": 0.9}
    cases = {
        "sgd": (sgd, {"lr": 0.1}),
        "sgd_momentum": (sgd, momentum),
        "sgd_momentum_weight_decay": (sgd, {**momentum, "weight_decay": 0.05}),
        "sgd_l1": (sgd, {"lr": 0.1}, None, 0.02),
        "sgd_momentum_step": (sgd, momentum, step),
        "sgd_momentum_cosine": (sgd, momentum, cosine),
        "adam": (adam, {"lr": 1e-3}),
        "adam_weight_decay": (adam, {"lr": 1e-3, "weight_decay": 0.05}),
        "adam_cosine": (adam, {"lr": 1e-3}, cosine),
        "adamw": (torch.optim.AdamW, {"lr": 1e-3, "weight_decay": 0.01}),
        "rmsprop": (torch.optim.RMSprop, {"lr": 0.01}),
    }
    write("optimisers", {"start": numbers(start), "gradients": [numbers(g) for g in gradients],
                         "cases": {name: optimiser_steps(start, gradients, *case)
                                   for name, case in cases.items()}})


def next_generation(cells):
    neighbours = sum(torch.roll(cells, (y, x), (2, 3)) for y in (-1, 0, 1) for x in (-1, 0, 1))
    return ((neighbours == 3) | ((neighbours == 4) & (cells == 1))).float()


def hex_rows(board):
    """A row as 8 digits: the leftmost cell is the lowest bit."""
    return ["%08x" % sum(int(cell) << x for x, cell in enumerate(row)) for row in board[0].tolist()]


def life_network(steps, m):
    layers = []
    for step in range(steps):
        layers += [conv(1 if step == 0 else m, 2 * m, 3, decimals=5), RELU,
                   conv(2 * m, m, 1, decimals=5), RELU]
    return layers + [conv(m, 1, 1, decimals=5)]


def write_trajectory(steps, m, draw, batch=2, count=20):
    """Adam steps of L(steps, m) on the torus, in single precision as PyTorch's users train."""
    name = f"trajectory_{steps}_{m}"
    seed(f"{name} {draw}")
    layers = life_network(steps, m)
    content = {"steps": steps, "overcompleteness": m, "network": network_file(layers)}
    for layer in layers:
        for key in set(PARAMETER_KEYS) & set(layer):
            layer[key] = layer[key].float().requires_grad_()
    parameters = parameters_of(layers)
    optimiser = torch.optim.Adam(parameters, lr=1e-3)
    boards, losses = [], []
    for step in range(count):
        cells = (torch.rand(batch, 1, 32, 32) < 0.38).float()
        futures = cells
        for _ in range(steps):
            futures = next_generation(futures)
        loss = F.binary_cross_entropy_with_logits(forward(layers, cells), futures)
        optimiser.zero_grad()
        loss.backward()
        if step == 0:
            content["first_gradient"] = numbers(torch.cat([p.grad for p in parameters]))
        optimiser.step()
        boards.append([hex_rows(board) for board in cells])
        losses.append(loss.item())
    write(name, {**content, "boards": boards, "losses": losses,
                                      "final_parameters": numbers(torch.cat(parameters))})


if __name__ == "__main__":
    torch.set_num_threads(1)
    OUT.mkdir(exist_ok=True)
    write_networks()
    write_losses()
    write_optimisers()
    # Numbers of draws in which most units live.
    for n, overcompleteness, draw in ((1, 2, 8), (2, 4, 10), (3, 3, 6)):
        write_trajectory(n, overcompleteness, draw)

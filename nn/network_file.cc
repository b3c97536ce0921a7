#include "nn/network_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "base/check.h"
#include "base/file.h"

namespace nn {
namespace {

// Numbers as float: the shortest decimals that give the same float back. Keys keep their order.
using Json = nlohmann::basic_json<nlohmann::ordered_map, std::vector, std::string, bool,
                                  std::int64_t, std::uint64_t, float>;

constexpr std::array<std::pair<Padding, const char*>, 3> kPaddings{
    {{Padding::circular, "circular"}, {Padding::zero, "zero"}, {Padding::valid, "valid"}}};

struct ToJson {
  const Network& network;
  std::size_t k;

  Json operator()(const Dense& dense) const {
    return with_weights({{"type", "dense"}, {"in", dense.in}, {"out", dense.out}});
  }
  Json operator()(const Conv2d& conv) const {
    const auto padding =
        std::ranges::find(kPaddings, conv.padding, [](const auto& each) { return each.first; });
    return with_weights({{"type", "conv2d"},
                         {"in", conv.in},
                         {"out", conv.out},
                         {"kernel", conv.kernel},
                         {"padding", padding->second}});
  }
  Json operator()(const Relu&) const { return {{"type", "relu"}}; }
  Json operator()(const LeakyRelu& leaky) const {
    return {{"type", "leaky_relu"}, {"slope", leaky.slope}};
  }
  Json operator()(const Prelu&) const {
    return {{"type", "prelu"}, {"slopes", network.weights(k)}};
  }
  Json operator()(const Sigmoid&) const { return {{"type", "sigmoid"}}; }
  Json operator()(const Tanh&) const { return {{"type", "tanh"}}; }
  Json operator()(const Silu&) const { return {{"type", "silu"}}; }
  Json operator()(const Quadratic&) const {
    return {{"type", "quadratic"}, {"coefficients", network.weights(k)}};
  }
  Json operator()(const Shift& shift) const { return {{"type", "shift"}, {"by", shift.by}}; }
  Json operator()(const Skip& skip) const { return {{"type", "skip"}, {"from", skip.from}}; }
  Json operator()(const Tied& tied) const { return {{"type", "tied"}, {"layer", tied.layer}}; }

  Json with_weights(Json json) const {
    json["weights"] = network.weights(k);
    json["bias"] = network.biases(k);
    return json;
  }
};

Json layer_to_json(const Network& network, std::size_t k) {
  if (const auto source = network.tied_to(k)) {
    return ToJson{network, k}(Tied{static_cast<int>(*source)});
  }
  return std::visit(ToJson{network, k}, network.layers()[k]);
}

Padding parse_padding(const std::string& text) {
  const auto found =
      std::ranges::find(kPaddings, text, [](const auto& each) { return each.second; });
  base::require(found != kPaddings.end(), "padding '{}': needs 'circular', 'zero' or 'valid'",
                text);
  return found->first;
}

int integer_of(const Json& json, const char* key, int least) {
  const Json& value = json.at(key);
  constexpr int kMost = 1 << 16;
  base::require(value.is_number_integer() && value >= least && value <= kMost,
                "'{}' {}: needs {} to {}", key, value.dump(), least, kMost);
  return value.get<int>();
}

int channels_of(const Json& json, const char* key) { return integer_of(json, key, 1); }

float number_of(const Json& value, const std::string& name) {
  base::require(value.is_number(), "{}: needs a number", name);
  const auto number = value.get<float>();
  base::require(std::isfinite(number), "{}: needs a finite float", name);
  return number;
}

const Json& array_of(const Json& json, const char* key) {
  const Json& numbers = json.at(key);
  base::require(numbers.is_array(), "'{}': needs an array of numbers", key);
  return numbers;
}

// Channels of a layer that has so many numbers a channel, from how many there are.
int channels_of_array(const Json& json, const char* key, std::size_t numbers_per_channel) {
  const std::size_t count = array_of(json, key).size();
  base::require(count > 0 && count % numbers_per_channel == 0 && count <= 3u << 16,
                "'{}' of {} numbers: needs {} a channel", key, count, numbers_per_channel);
  return static_cast<int>(count / numbers_per_channel);
}

void check_length(const Json& json, const char* key, std::size_t length) {
  base::require(array_of(json, key).size() == length, "'{}': needs an array of {} numbers", key,
                length);
}

Layer linear_from_json(const Json& json, bool dense) {
  const int in = channels_of(json, "in"), out = channels_of(json, "out");
  const Layer layer = dense ? Layer(Dense{in, out})
                            : Layer(Conv2d{in, out, channels_of(json, "kernel"),
                                           parse_padding(json.at("padding").get<std::string>())});
  check_layer(layer);
  // Before memory is taken for what a header claims.
  check_length(json, "weights", weight_count(layer));
  check_length(json, "bias", bias_count(layer));
  return layer;
}

Layer layer_from_json(const Json& json) {
  const auto type = json.at("type").get<std::string>();
  if (type == "dense" || type == "conv2d") return linear_from_json(json, type == "dense");
  if (type == "relu") return Relu{};
  if (type == "leaky_relu") return LeakyRelu{number_of(json.at("slope"), "'slope'")};
  if (type == "prelu") return Prelu{channels_of_array(json, "slopes", 1)};
  if (type == "sigmoid") return Sigmoid{};
  if (type == "tanh") return Tanh{};
  if (type == "silu") return Silu{};
  if (type == "quadratic") return Quadratic{channels_of_array(json, "coefficients", 3)};
  if (type == "shift") return Shift{number_of(json.at("by"), "'by'")};
  if (type == "skip") return Skip{integer_of(json, "from", 0)};
  if (type == "tied") return Tied{integer_of(json, "layer", 0)};
  throw std::invalid_argument(
      "layer type '" + type +
      "': needs 'dense', 'conv2d', 'relu', 'leaky_relu', 'prelu', 'sigmoid', 'tanh', 'silu', "
      "'quadratic', 'shift', 'skip' or 'tied'");
}

void read_numbers(const Json& json, const char* key, std::span<float> target) {
  const Json& numbers = array_of(json, key);
  for (std::size_t i = 0; i < target.size(); ++i) {
    target[i] = number_of(numbers[i], fmt::format("'{}'[{}]", key, i));
  }
}

void read_parameters(const Json& json, Network& network, std::size_t k) {
  const Layer& layer = network.layers()[k];
  const auto parameters = network.parameters();
  const auto weights = parameters.subspan(network.weights_begin(k), weight_count(layer));
  if (std::holds_alternative<Prelu>(layer)) return read_numbers(json, "slopes", weights);
  if (std::holds_alternative<Quadratic>(layer)) return read_numbers(json, "coefficients", weights);
  if (!is_linear(layer)) return;
  read_numbers(json, "weights", weights);
  read_numbers(json, "bias", parameters.subspan(network.biases_begin(k), bias_count(layer)));
}

Network network_of(const Json& json) {
  base::require(json.is_object() && json.value("format", "") == "minlife-network",
                "network file: 'format' needs to be 'minlife-network'");
  base::require(json.at("version") == 1, "network file: version {}: needs 1",
                json.at("version").dump());
  std::vector<Layer> layers;
  for (const Json& layer : json.at("layers")) layers.push_back(layer_from_json(layer));
  Network network(layers);
  for (std::size_t k = 0; k < layers.size(); ++k) {
    if (!network.tied_to(k)) read_parameters(json.at("layers")[k], network, k);
  }
  return network;
}

}  // namespace

std::string to_json(const Network& network, const Notes& notes) {
  for (const float parameter : network.parameters()) {
    base::require(std::isfinite(parameter), "network file: parameter {}: needs a finite number",
                  parameter);
  }
  Json layers = Json::array();
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    layers.push_back(layer_to_json(network, k));
  }
  Json json = {{"format", "minlife-network"}, {"version", 1}};
  if (!notes.empty()) json["notes"] = notes;
  json["layers"] = std::move(layers);
  return json.dump(1) + "\n";
}

Network network_from_json(std::string_view text) try {
  return network_of(Json::parse(text));
} catch (const Json::exception& error) {
  throw std::invalid_argument(std::string("network file: ") + error.what());
}

void write_network(const std::filesystem::path& path, const Network& network, const Notes& notes) {
  base::write_file(path, to_json(network, notes));
}

Network read_network(const std::filesystem::path& path) try {
  return network_from_json(base::read_file(path));
} catch (const std::invalid_argument& error) {
  throw std::invalid_argument(path.string() + ": " + error.what());
}

}  // namespace nn

#include "nn/network_file.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/check.h"
#include "base/file.h"

namespace nn {
namespace {

// Numbers as float: the shortest decimals that give the same float back. Keys keep their order.
using Json = nlohmann::basic_json<nlohmann::ordered_map, std::vector, std::string, bool,
                                  std::int64_t, std::uint64_t, float>;

Json layer_to_json(const Network& network, std::size_t k) {
  const Layer& layer = network.layers()[k];
  if (std::holds_alternative<Relu>(layer)) return {{"type", "relu"}};
  Json json = {{"type", "dense"}, {"in", input_channels(layer)}, {"out", output_channels(layer)}};
  if (const auto* conv = std::get_if<Conv2d>(&layer)) {
    json["type"] = "conv2d";
    json["kernel"] = conv->kernel;
    json["padding"] = conv->padding == Padding::circular ? "circular" : "zero";
  }
  json["weights"] = network.weights(k);
  json["bias"] = network.biases(k);
  return json;
}

Padding parse_padding(const std::string& text) {
  base::require(text == "circular" || text == "zero", "padding '{}': needs 'circular' or 'zero'",
                text);
  return text == "circular" ? Padding::circular : Padding::zero;
}

int channels_of(const Json& json, const char* key) {
  const auto value = json.at(key).get<std::int64_t>();
  base::require(value >= 1 && value <= 1 << 16, "'{}' {}: needs 1 to 65536", key, value);
  return static_cast<int>(value);
}

void check_length(const Json& json, const char* key, std::size_t length) {
  const Json& numbers = json.at(key);
  base::require(numbers.is_array() && numbers.size() == length,
                "'{}': needs an array of {} numbers", key, length);
}

Layer layer_from_json(const Json& json) {
  const auto type = json.at("type").get<std::string>();
  if (type == "relu") return Relu{};
  base::require(type == "dense" || type == "conv2d",
                "layer type '{}': needs 'dense', 'conv2d' or 'relu'", type);
  const int in = channels_of(json, "in"), out = channels_of(json, "out");
  const Layer layer = type == "dense"
                          ? Layer(Dense{in, out})
                          : Layer(Conv2d{in, out, channels_of(json, "kernel"),
                                         parse_padding(json.at("padding").get<std::string>())});
  check_layer(layer);
  // Before memory is taken for what a header claims.
  check_length(json, "weights", weight_count(layer));
  check_length(json, "bias", bias_count(layer));
  return layer;
}

void read_numbers(const Json& json, const char* key, std::span<float> target) {
  const Json& numbers = json.at(key);
  for (std::size_t i = 0; i < target.size(); ++i) {
    base::require(numbers[i].is_number(), "'{}'[{}]: needs a number", key, i);
    target[i] = numbers[i].get<float>();
    base::require(std::isfinite(target[i]), "'{}'[{}]: needs a finite float", key, i);
  }
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
    if (std::holds_alternative<Relu>(layers[k])) continue;
    const Json& layer = json.at("layers")[k];
    const auto parameters = network.parameters();
    read_numbers(layer, "weights",
                 parameters.subspan(network.weights_begin(k), weight_count(layers[k])));
    read_numbers(layer, "bias", parameters.subspan(network.biases_begin(k), bias_count(layers[k])));
  }
  return network;
}

}  // namespace

std::string to_json(const Network& network, const Notes& notes) {
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

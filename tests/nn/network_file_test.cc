#include "nn/network_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>

#include "random_case.h"

namespace nn {
namespace {

using testing::HasSubstr;

void expect_round_trip(const std::vector<Layer>& layers) {
  const Network network = RandomCase(layers, 5, 5, 3).network;
  const Network back = network_from_json(to_json(network, {{"rule", "B3/S23"}}));
  EXPECT_TRUE(std::ranges::equal(network.layers(), back.layers()));
  EXPECT_TRUE(std::ranges::equal(network.parameters(), back.parameters()));
  for (std::size_t k = 0; k < layers.size(); ++k) EXPECT_EQ(network.tied_to(k), back.tied_to(k));
}

TEST(NetworkFile, RoundTripGivesTheSameBits) {
  for (const auto& layers : sample_architectures()) expect_round_trip(layers);
  for (const auto& layers : layer_architectures()) expect_round_trip(layers);
}

TEST(NetworkFile, ReadsEachLayerAsDocumented) {
  const Network network =
      network_from_json(R"({"format": "minlife-network", "version": 1, "layers": [
    {"type": "conv2d", "in": 1, "out": 2, "kernel": 1, "padding": "valid",
     "weights": [3, 4], "bias": [5, 6]},
    {"type": "leaky_relu", "slope": 0.5}, {"type": "prelu", "slopes": [0.25, 0.125]},
    {"type": "sigmoid"}, {"type": "tanh"}, {"type": "silu"},
    {"type": "quadratic", "coefficients": [1, 2, 3, 4, 5, 6]}, {"type": "skip", "from": 2},
    {"type": "tied", "layer": 6}, {"type": "shift", "by": -0.5}]})");
  const std::vector<Layer> expected{Conv2d{1, 2, 1, Padding::valid},
                                    LeakyRelu{0.5F},
                                    Prelu{2},
                                    Sigmoid{},
                                    Tanh{},
                                    Silu{},
                                    Quadratic{2},
                                    Skip{2},
                                    Quadratic{2},
                                    Shift{-0.5F}};
  EXPECT_TRUE(std::ranges::equal(network.layers(), expected));
  EXPECT_EQ(network.tied_to(8), 6u);
  EXPECT_THAT(network.parameters(),
              testing::ElementsAre(3, 4, 5, 6, 0.25F, 0.125F, 1, 2, 3, 4, 5, 6));
}

TEST(NetworkFile, TextIsAsDocumented) {
  Network network({Conv2d{1, 1, 1, Padding::circular}, Relu{}, Dense{1, 1}});
  std::ranges::copy(std::vector<float>{0.1F, -2, 1e-8F, 3.5F}, network.parameters().begin());
  EXPECT_EQ(to_json(network, {{"steps", "1"}}), R"({
 "format": "minlife-network",
 "version": 1,
 "notes": {
  "steps": "1"
 },
 "layers": [
  {
   "type": "conv2d",
   "in": 1,
   "out": 1,
   "kernel": 1,
   "padding": "circular",
   "weights": [
    0.1
   ],
   "bias": [
    -2.0
   ]
  },
  {
   "type": "relu"
  },
  {
   "type": "dense",
   "in": 1,
   "out": 1,
   "weights": [
    1e-08
   ],
   "bias": [
    3.5
   ]
  }
 ]
}
)");
}

TEST(NetworkFile, ADivergedNetworkIsRefused) {
  Network network({Dense{1, 1}});
  for (const float parameter :
       {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()}) {
    network.parameters()[1] = parameter;
    EXPECT_THROW(to_json(network), std::invalid_argument);
  }
}

std::string error_of(std::string_view text) {
  try {
    network_from_json(text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "no error";
}

TEST(NetworkFile, BadTextIsRefusedByName) {
  EXPECT_THAT(error_of(""), HasSubstr("network file"));
  EXPECT_THAT(error_of("[1, 2]"), HasSubstr("'format' needs to be 'minlife-network'"));
  EXPECT_THAT(error_of(R"({"format": "onnx", "version": 1})"), HasSubstr("'format' needs"));
  EXPECT_THAT(error_of(R"({"format": "minlife-network", "version": 2, "layers": []})"),
              HasSubstr("version 2: needs 1"));
  const auto with_layer = [](const std::string& layer) {
    return R"({"format": "minlife-network", "version": 1, "layers": [)" + layer + "]}";
  };
  EXPECT_THAT(error_of(with_layer(R"({"type": "lstm"})")), HasSubstr("layer type 'lstm'"));
  EXPECT_THAT(error_of(with_layer(R"({"type": "dense", "in": 2, "out": 1, "weights": [1],
                                      "bias": [0]})")),
              HasSubstr("'weights': needs an array of 2 numbers"));
  EXPECT_THAT(error_of(with_layer(R"({"type": "dense", "in": 1, "out": 1, "weights": ["x"],
                                      "bias": [0]})")),
              HasSubstr("'weights'[0]: needs a number"));
  EXPECT_THAT(error_of(with_layer(R"({"type": "dense", "in": 1, "out": 1, "weights": [1e99],
                                      "bias": [0]})")),
              HasSubstr("network file"));
  EXPECT_THAT(error_of(with_layer(R"({"type": "dense", "in": 1000000000, "out": 1, "weights": [],
                                      "bias": []})")),
              HasSubstr("'in' 1000000000: needs 1 to 65536"));
  const auto after_dense = [&](const std::string& layer) {
    return error_of(with_layer(R"({"type": "dense", "in": 1, "out": 2, "weights": [1, 2],
                                   "bias": [0, 0]},)" +
                               layer));
  };
  EXPECT_THAT(after_dense(R"({"type": "leaky_relu"})"), HasSubstr("slope"));
  EXPECT_THAT(after_dense(R"({"type": "leaky_relu", "slope": "x"})"),
              HasSubstr("'slope': needs a number"));
  EXPECT_THAT(after_dense(R"({"type": "prelu", "slopes": []})"),
              HasSubstr("'slopes' of 0 numbers: needs 1 a channel"));
  EXPECT_THAT(after_dense(R"({"type": "prelu", "slopes": 0.25})"),
              HasSubstr("'slopes': needs an array of numbers"));
  EXPECT_THAT(after_dense(R"({"type": "prelu", "slopes": [1, 2, 3]})"),
              HasSubstr("takes 3 channels but is given 2"));
  EXPECT_THAT(after_dense(R"({"type": "quadratic", "coefficients": [1, 2, 3, 4]})"),
              HasSubstr("'coefficients' of 4 numbers: needs 3 a channel"));
  EXPECT_THAT(after_dense(R"({"type": "skip", "from": -1})"),
              HasSubstr("'from' -1: needs 0 to 65536"));
  EXPECT_THAT(after_dense(R"({"type": "skip", "from": 1.5})"), HasSubstr("'from' 1.5: needs"));
  EXPECT_THAT(after_dense(R"({"type": "skip", "from": 1})"), HasSubstr("needs an earlier one"));
  EXPECT_THAT(after_dense(R"({"type": "tied", "layer": 1})"),
              HasSubstr("layer 1 is tied to layer 1"));
  EXPECT_THAT(error_of(with_layer(R"({"type": "conv2d", "in": 1, "out": 1, "kernel": 1,
                                      "padding": "same", "weights": [1], "bias": [0]})")),
              HasSubstr("padding 'same': needs 'circular', 'zero' or 'valid'"));
}

TEST(NetworkFile, FileErrorsNameThePath) {
  const auto path = std::filesystem::path(testing::TempDir()) / "network_file_test.json";
  const Network network({Dense{2, 1}});
  write_network(path, network);
  EXPECT_TRUE(std::ranges::equal(read_network(path).layers(), network.layers()));
  std::ofstream(path) << "{";
  try {
    read_network(path);
    FAIL() << "read half a file";
  } catch (const std::invalid_argument& error) {
    EXPECT_THAT(error.what(), HasSubstr(path.string() + ": network file: "));
  }
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace nn

#include "nn/network_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "random_case.h"

namespace nn {
namespace {

using testing::HasSubstr;

TEST(NetworkFile, RoundTripGivesTheSameBits) {
  for (const auto& layers : sample_architectures()) {
    const Network network = RandomCase(layers, 1, 1, 3).network;
    const Network back = network_from_json(to_json(network, {{"rule", "B3/S23"}}));
    EXPECT_TRUE(std::ranges::equal(network.layers(), back.layers()));
    EXPECT_TRUE(std::ranges::equal(network.parameters(), back.parameters()));
  }
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

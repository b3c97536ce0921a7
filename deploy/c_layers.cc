#include "deploy/c_layers.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>

#include "deploy/c_text.h"

namespace deploy {
namespace {

constexpr int kCells = 9;

constexpr std::size_t kLineWidth = 100;

// The next of constants that on AVR lie in flash, where a pointer to them cannot be followed.
constexpr const char* kReader = R"(
static inline {type} {name}(const {type} **at) {
#if defined(__AVR__)
  {type} value;
  __asm__("{lpm}" : "=r"(value), "+z"(*at));
  return value;
#else
  return *(*at)++;
#endif
}
)";

constexpr const char* kCount = R"(
/* How many of nine bits are 1: pairs, fours and eights are added up side by side. */
static inline uint8_t life_net_count(uint16_t bits) {
  uint8_t sums = (uint8_t)bits;
  sums = (uint8_t)(sums - (sums >> 1 & 0x55));
  sums = (uint8_t)((sums & 0x33) + (sums >> 2 & 0x33));
  sums = (uint8_t)((sums + (sums >> 4)) & 0x0f);
  return (uint8_t)(sums + (bits >> 8));
}
)";
std::string reader(std::string_view name, std::string_view type, int bytes) {
  std::string lpm;
  for (int k = 0; k < bytes; ++k) {
    lpm += fmt::format("{}lpm %{}0, Z+", k == 0 ? "" : "\\n\\t", "ABCD"[k]);
  }
  const std::string typed = replaced(kReader, "{type}", type);
  return replaced(replaced(typed, "{name}", name), "{lpm}", lpm);
}

// A constant array, its numbers filled into lines.
template <class Number>
std::string array(std::string_view type, const std::string& name, std::span<const Number> values) {
  std::string text =
      fmt::format("static const {} {}[{}] LIFE_NET_FLASH = {{", type, name, values.size());
  std::string line;
  for (const Number value : values) {
    const std::string number = fmt::format("{},", static_cast<std::int64_t>(value));
    if (line.empty() || line.size() + 1 + number.size() > kLineWidth) {
      text += line + "\n";
      line = "  " + number;
    } else {
      line += " " + number;
    }
  }
  return text + line + "\n};\n";
}

const char* counter_type(int count) { return count < 256 ? "uint8_t" : "uint16_t"; }

std::vector<std::uint8_t> nibbles(std::span<const std::int8_t> weights) {
  std::vector<std::uint8_t> bytes((weights.size() + 1) / 2);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    bytes[k / 2] = static_cast<std::uint8_t>(bytes[k / 2] | (weights[k] & 15) << (k % 2 * 4));
  }
  return bytes;
}

// Of every output, of `group` inputs after the other: a mask of the weights 1 and, in a ternary
// layer, one of the weights -1.
std::vector<std::uint16_t> masks(const IntegerLayer& layer, int group) {
  std::vector<std::uint16_t> result;
  for (int output = 0; output < layer.outputs; ++output) {
    for (int first = 0; first < layer.inputs; first += group) {
      unsigned plus = 0, minus = 0;
      for (int k = 0; k < group && first + k < layer.inputs; ++k) {
        const auto at = static_cast<std::size_t>(output * layer.inputs + first + k);
        plus |= unsigned{layer.weights[at] > 0} << k;
        minus |= unsigned{layer.weights[at] < 0} << k;
      }
      result.push_back(static_cast<std::uint16_t>(plus));
      if (!is_binary(layer)) result.push_back(static_cast<std::uint16_t>(minus));
    }
  }
  return result;
}

class Writer {
 public:
  Writer(const IntegerNetwork& network, WeightKind kind)
      : network_(network),
        kind_(kind),
        widths_(needed_widths(network)),
        sum_(fmt::format("int{}_t", widths_.sum_bits)),
        value_(fmt::format("uint{}_t", widths_.value_bits)) {}

  std::string text() {
    readers();
    for (std::size_t k = 0; k < network_.layers.size(); ++k) layer(k);
    return std::move(text_);
  }

 private:
  const IntegerLayer& at(std::size_t k) const { return network_.layers[k]; }
  bool is_last(std::size_t k) const { return k + 1 == network_.layers.size(); }

  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    text_ += fmt::format(format, std::forward<Args>(args)...) + "\n";
  }

  void readers() {
    text_ += reader("life_net_bias", sum_, widths_.sum_bits / 8);
    if (kind_ == WeightKind::int8) {
      text_ += reader("life_net_weight", "int8_t", 1);
      return;
    }
    if (kind_ == WeightKind::int4 || network_.layers.size() > 1) {
      text_ += reader("life_net_byte", "uint8_t", 1);
    }
    if (kind_ == WeightKind::signs) text_ += reader("life_net_mask", "uint16_t", 2) + kCount;
  }

  void layer(std::size_t k) {
    const IntegerLayer& layer = at(k);
    line("\n/* Layer {}: from {} values to {}. */", k, layer.inputs, layer.outputs);
    constants(k);
    text_ += array<std::int32_t>(sum_, fmt::format("life_net_biases_{}", k), layer.biases);
    const std::string in = k == 0 ? "uint16_t cells" : fmt::format("const {} *in", value_);
    if (is_last(k)) {
      line("\nstatic inline uint8_t life_net_layer_{}({}) {{", k, in);
    } else {
      line("\nstatic inline void life_net_layer_{}({}, {} *out) {{", k, in, value_);
    }
    line("  const {} *bias = life_net_biases_{};", sum_, k);
    cursor(k);
    if (is_last(k)) {
      line("  {} sum = life_net_bias(&bias);", sum_);
      sum(k, "  ");
      line("  return sum > 0;");
    } else {
      line("  {} output;", counter_type(layer.outputs));
      line("  for (output = 0; output < {}; ++output) {{", layer.outputs);
      line("    {} sum = life_net_bias(&bias);", sum_);
      sum(k, "    ");
      line("    out[output] = ({})(sum > 0 ? sum >> {} : 0);", value_, layer.shift);
      line("  }}");
    }
    line("}}");
  }

  bool whole_window(std::size_t k) const { return kind_ == WeightKind::signs && k == 0; }

  void constants(std::size_t k) {
    const std::string name = fmt::format("life_net_weights_{}", k);
    switch (kind_) {
      case WeightKind::int8:
        text_ += array<std::int8_t>("int8_t", name, at(k).weights);
        break;
      case WeightKind::int4:
        text_ += array<std::uint8_t>("uint8_t", name, nibbles(at(k).weights));
        break;
      case WeightKind::signs:
        text_ += array<std::uint16_t>(whole_window(k) ? "uint16_t" : "uint8_t", name,
                                      masks(at(k), whole_window(k) ? kCells : 8));
    }
  }

  // What goes through the layer's weights.
  void cursor(std::size_t k) {
    const char* type = kind_ == WeightKind::int8 ? "int8_t"
                       : whole_window(k)         ? "uint16_t"
                                                 : "uint8_t";
    line("  const {} *weights = life_net_weights_{};", type, k);
    // Two weights in a byte need not begin with an output.
    if (kind_ == WeightKind::int4) line("  uint8_t pair = 0, odd = 0;");
  }

  // Adds weights x inputs to `sum`.
  void sum(std::size_t k, const std::string& indent) {
    if (whole_window(k)) {
      sum_of_window(k, indent);
      return;
    }
    if (k == 0) line("{}uint16_t left = cells;", indent);
    if (kind_ == WeightKind::signs) {
      line("{}uint8_t plus = 0{};", indent, is_binary(at(k)) ? "" : ", minus = 0");
    }
    line("{}{} input;", indent, counter_type(at(k).inputs));
    line("{}for (input = 0; input < {}; ++input) {{", indent, at(k).inputs);
    if (kind_ == WeightKind::signs) {
      add_sign(k, indent + "  ");
    } else {
      add_product(k, indent + "  ");
    }
    line("{}}}", indent);
  }

  void add_product(std::size_t k, const std::string& indent) {
    if (kind_ == WeightKind::int8) {
      line("{}const int8_t weight = life_net_weight(&weights);", indent);
    } else {
      line("{}int8_t weight;", indent);
      line("{}pair = odd ? (uint8_t)(pair >> 4) : life_net_byte(&weights);", indent);
      line("{}odd ^= 1;", indent);
      line("{}weight = (int8_t)(((pair & 15) ^ 8) - 8);", indent);
    }
    if (k == 0) {
      line("{}if (left & 1) sum = ({})(sum + weight);", indent, sum_);
      line("{}left >>= 1;", indent);
    } else {
      line("{0}sum = ({1})(sum + ({1})weight * ({1})in[input]);", indent, sum_);
    }
  }

  void add_sign(std::size_t k, const std::string& indent) {
    const bool binary = is_binary(at(k));
    line("{}if (input % 8 == 0) {{", indent);
    line("{}  plus = life_net_byte(&weights);", indent);
    if (!binary) line("{}  minus = life_net_byte(&weights);", indent);
    line("{}}}", indent);
    line("{}if (plus & 1) {{", indent);
    line("{}  sum = ({})(sum + in[input]);", indent, sum_);
    line("{}}} else{} {{", indent, binary ? "" : " if (minus & 1)");
    line("{}  sum = ({})(sum - in[input]);", indent, sum_);
    line("{}}}", indent);
    line("{}plus >>= 1;", indent);
    if (!binary) line("{}minus >>= 1;", indent);
  }

  void sum_of_window(std::size_t k, const std::string& indent) {
    line("{}const uint16_t plus = life_net_mask(&weights);", indent);
    line("{}const uint16_t minus = {};", indent,
         is_binary(at(k)) ? "(uint16_t)~plus" : "life_net_mask(&weights)");
    line("{}sum = ({})(sum + life_net_count(cells & plus) - life_net_count(cells & minus));",
         indent, sum_);
  }

  const IntegerNetwork& network_;
  WeightKind kind_;
  Widths widths_;
  std::string sum_, value_;  // C types
  std::string text_;
};

}  // namespace

std::string c_layers(const IntegerNetwork& network, WeightKind kind) {
  return Writer(network, kind).text();
}

std::string c_value_type(const IntegerNetwork& network) {
  return fmt::format("uint{}_t", needed_widths(network).value_bits);
}

}  // namespace deploy

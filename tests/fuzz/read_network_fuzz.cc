#include <stdexcept>
#include <string>

#include "fuzz_targets.h"
#include "nn/network_file.h"

namespace fuzz {

void read_network(std::string_view text) {
  std::string written;
  try {
    written = nn::to_json(nn::network_from_json(text));
  } catch (const std::invalid_argument&) {
    return;
  }
  check(nn::to_json(nn::network_from_json(written)) == written);
}

}  // namespace fuzz

#pragma once

#include <map>
#include <string>

namespace deploy {

/// The files of firmware/ by name, as they were when this was built.
const std::map<std::string, std::string>& firmware_files();

}  // namespace deploy

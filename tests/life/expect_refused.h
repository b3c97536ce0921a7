#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace life {

/// Expects `call` to throw std::invalid_argument with exactly this message.
template <class Call>
void expect_refused(const Call& call, const std::string& message) {
  try {
    call();
    ADD_FAILURE() << "not refused: " << message;
  } catch (const std::invalid_argument& error) {
    EXPECT_EQ(error.what(), message);
  }
}

}  // namespace life

#include "deploy/devices/simulators.h"

namespace deploy {

Device atmega328p() {
  return {"atmega328p",
          "ATmega328P",
          "cycles",
          16e6,
          {"avr-gcc", "-mmcu=atmega328p"},
          {},
          "avr-size",
          {},
          {"gcc-avr", "binutils-avr", "avr-libc", "libsimavr2"},
          run_atmega328p};
}

}  // namespace deploy

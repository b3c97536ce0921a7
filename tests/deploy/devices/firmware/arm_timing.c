/* Spans of 0, 1, 2 and 100 instructions that do nothing. */
#include "device.h"

int main(void) {
  device_start();
  device_begin();
  device_end();
  device_begin();
  __asm__ volatile("nop");
  device_end();
  device_begin();
  __asm__ volatile("nop\n\tnop");
  device_end();
  device_begin();
  __asm__ volatile(".rept 100\n\tnop\n\t.endr");
  device_end();
  return 0;
}

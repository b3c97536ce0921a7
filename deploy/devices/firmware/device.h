/* What a simulated device tells its host: bytes, and what runs between two marks. */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdint.h>

#if defined(__AVR__)
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>

static inline void device_start(void) {}
static inline void device_begin(void) { GPIOR1 = 1; }
static inline void device_end(void) { GPIOR1 = 0; }
static inline void device_put(uint8_t byte) { GPIOR0 = byte; }
static inline void device_stop(void) {
  cli();
  sleep_enable();
  sleep_cpu();
}

#else
#include <stdio.h>

#define SYSTICK_CONTROL (*(volatile uint32_t*)0xe000e010)
#define SYSTICK_RELOAD (*(volatile uint32_t*)0xe000e014)
#define SYSTICK_VALUE (*(volatile uint32_t*)0xe000e018)
#define SYSTICK_MASK 0xffffffu

static uint32_t device_ticks;

static inline void device_start(void) {
  SYSTICK_RELOAD = SYSTICK_MASK;
  SYSTICK_VALUE = 0;
  SYSTICK_CONTROL = 5; /* counts, by the processor's clock */
}
/* Not inlined, so that all marks take the same number of instructions. */
__attribute__((noinline)) static void device_begin(void) { device_ticks = SYSTICK_VALUE; }
__attribute__((noinline)) static void device_end(void) {
  const uint32_t end = SYSTICK_VALUE;
  printf("ticks %lu\n", (unsigned long)((device_ticks - end) & SYSTICK_MASK));
}
static inline void device_put(uint8_t byte) { printf("byte %u\n", (unsigned)byte); }
static inline void device_stop(void) {}
#endif

#endif

; Instructions between two marks each, in the order of avr_timing_test.cc.
#include <avr/io.h>

.macro span instruction:vararg
  out _SFR_IO_ADDR(GPIOR1), r16
  \instruction
  out _SFR_IO_ADDR(GPIOR1), r17
.endm

; The same where there is more to set up than one line.
.macro begin
  out _SFR_IO_ADDR(GPIOR1), r16
.endm
.macro end
  out _SFR_IO_ADDR(GPIOR1), r17
.endm

.global main
main:
  ldi r16, 1
  ldi r17, 0
  ldi r26, lo8(cell)
  ldi r27, hi8(cell)
  movw r28, r26
  ldi r30, lo8(nothing)
  ldi r31, hi8(nothing)

  begin
  end
  span nop
  span add r18, r19
  span ldi r18, 5
  span movw r18, r20
  span adiw r24, 1
  span mul r18, r19
  span muls r18, r19
  span mulsu r18, r19
  span lds r18, cell
  span sts cell, r18
  span ld r18, X
  span st X, r18
  span ldd r18, Y+1
  span std Y+1, r18
  span lpm r18, Z
  span lpm r18, Z+
  sbiw r30, 1
  span push r18
  span pop r18
  span in r18, _SFR_IO_ADDR(GPIOR0)
  span sbi _SFR_IO_ADDR(GPIOR0), 0

  begin
  rjmp 1f
1: end
  begin
  jmp 1f
1: end
  clz
  begin
  brne 1f
1: end
  sez
  begin
  brne 1f
1: end
  ldi r18, 1
  begin
  sbrc r18, 0
  nop
  end
  begin
  sbrs r18, 0
  nop
  end

  span rcall nothing
  span call nothing
  ldi r30, lo8(gs(nothing))
  ldi r31, hi8(gs(nothing))
  span icall

  cli
  ldi r18, 1
  out _SFR_IO_ADDR(SMCR), r18
  sleep

nothing:
  ret

.section .bss
cell:
  .skip 4

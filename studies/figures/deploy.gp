# What networks cost on microcontrollers: a row a network, a column a device, a mark a compression;
# above the cost of a cell, below the bytes of flash. Hollow marks: compressions in which not every
# network stayed exact, with the share of windows that the worst gets wrong. Marks are medians, lines
# go from the least to the most of the networks.
#
#   gnuplot -c deploy.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise deploy` writes. Without OUTPUT the picture goes to stdout; the plain text
# has the first device only.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("deploy.gp")]
load folder."common.gp"

# ---- What is in the table ------------------------------------------------------------------------
rows = 0; devices = ""; units = ""; networks_low = 1e9; networks_high = 0
row_places = ""; row_names = ""; longest = 0; last_row = -1
group_places = ""; group_names = ""; last_group = ""
present = ""; hollow_any = 0
cost_low = 1e9; cost_high = 0; flash_low = 1e9; flash_high = 0
quoted(text) = " '".text."'"
# The text of a tic is a format, in which a per cent sign stands twice.
tic_text(text) = strstrt(text, "%") ? text[1:strstrt(text, "%")]."%".text[strstrt(text, "%") + 1:*] : text
add_row(row) = row == last_row ? 0 : (last_row = row, row_places = row_places.sprintf(" %d", row), \
    row_names = row_names.quoted(tic_text(strcol("label"))), longest = high(longest, strlen(strcol("label"))))
add_group(row, group) = group eq last_group ? 0 : (last_group = group, \
    group_places = group_places.sprintf(" %d", row - 1), group_names = group_names.quoted(group))
add_device(device, unit) = strstrt(" ".devices." ", " ".device." ") ? 0 \
    : (devices = with_word(devices, device), units = units." ".unit)
is_hollow(row) = strcol("networks") ne "" && column("exact") < column("networks")
note_networks(n) = (networks_low = low(networks_low, n), networks_high = high(networks_high, n))
note(row, cost_min, cost_max, flash) = (rows = high(rows, row), add_row(row), \
    add_group(row, strcol("group")), add_device(strcol("device"), strcol("unit")), \
    present = with_word(present, strcol("bits")), \
    cost_low = low(cost_low, cost_min), cost_high = high(cost_high, cost_max), \
    flash_low = low(flash_low, flash), flash_high = high(flash_high, flash), \
    strcol("networks") eq "" ? 0 : note_networks(column("networks")), \
    is_hollow(0) ? (hollow_any = 1) : 0)
stats table using (note(column("row"), column("torus_cell_least"), column("torus_cell_most"), \
    column("flash_bytes")), 1) nooutput

# ---- How it looks --------------------------------------------------------------------------------
bits = "8 4 1 none published"
texts = "'8 bits' '4 bits' 'signs' 'rule in C' 'published'"
filled = "7 5 9 13 3"
hollow = "6 4 8 12 3"
letters = "8 4 1 r e"
hues = "#004488 #DDAA33 #BB5566 #000000 #555555"
nicks = "atmega328p cortex-m0 cortex-m4"
titles = "ATmega328P Cortex-M0 Cortex-M4"
index(list, item) = words((" ".list." ")[1:strstrt(" ".list." ", " ".item." ")]) + 1
kind(row) = index(bits, strcol("bits"))
hue(row) = int("0x".word(hues, kind(0))[2:*])
mark(row) = int(word(is_hollow(0) ? hollow : filled, kind(0)))
title_of(device) = word(titles, index(nicks, device))
# Compressions of a row stand below one another, so that they do not hide one another.
y(row) = column("row") + (strcol("bits") eq "8" ? -0.25 : strcol("bits") eq "1" ? 0.25 : 0)
on(device, name) = strcol("device") eq device ? column(name) : NaN
windows(row) = strcol("steps") eq "1" ? 512.0 : 2.0 ** 25
errors_text(row) = is_hollow(0) ? sprintf("%.2g %%", 100 * column("window_errors") / windows(0)) : ""
networks_text = "networks a mark: ".range(networks_low, networks_high)

set yrange [rows + 0.7 : 0.3]
set ytics () noenhanced nomirror scale 0
set logscale x
set format x "%g"

if (dumb) {
  device = word(devices, 1)
  set terminal dumb 79, 24 noenhanced mono
  set title title_of(device).": ".word(units, 1)." a cell; 8, 4, 1: bits,\n" \
      ."r: rule, e: emlearn; ".networks_text
  # As many rows as there is room for have a name.
  every_row = ceil(words(row_places) / 17.0)
  do for [i = 1:words(row_places):every_row] {
    set ytics add (word(row_names, i) int(word(row_places, i)))
  }
  set xrange [0.8 * cost_low : 1.25 * cost_high]
  unset key
  set lmargin longest + 2
  plot table using (on(device, "torus_cell")):(column("row")):(word(letters, kind(0))) with labels
} else {
  count = words(devices)
  panel_height = 17 * rows + 10; head = 110; between = 78; foot = 48
  total = head + 2 * panel_height + between + foot
  eval picture("deploy", 1000, total)
  if (ARGC >= 3) { set output ARG3 }
  screen(pixels) = 1 - pixels / (1.0 * total)
  first = 0.255; end = 0.985; gap = 0.018
  width = (end - first - gap * (count - 1)) / count
  set multiplot title "What networks that compute Life exactly cost on microcontrollers\n" \
      ."{/*0.85 a generation of a 16x16 torus over its cells; code and constants; " \
      .networks_text."}\n" \
      ."{/*0.85 marks: medians, lines: least to most of the networks" \
      .(hollow_any ? "; hollow: not every network stayed exact, " \
      ."share of windows that the worst gets wrong}" : "}")
  # The legend is as wide as the picture, so it has a plot of its own, without any other mark.
  set lmargin at screen 0; set rmargin at screen 1
  set tmargin at screen screen(61); set bmargin at screen screen(83)
  unset border; unset tics
  unset logscale x
  set xrange [0 : 1]
  set key center top horizontal Left reverse samplen 0.5 width -1 maxrows 1
  entries = ""
  do for [k = 1:words(bits)] {
    if (strstrt(" ".present." ", " ".word(bits, k)." ")) {
      entries = entries.sprintf("keyentry with points pt %s ps 1 lw 1.5 lc rgb '%s' title '%s', ", \
          word(filled, k), word(hues, k), word(texts, k))
    }
  }
  eval "plot ".entries."NaN notitle"
  unset key
  set border 1
  set logscale x
  do for [band = 1:2] {
    is_cost = band == 1
    name = is_cost ? "torus_cell" : "flash_bytes"
    least = is_cost ? "torus_cell_least" : "flash_bytes"
    most = is_cost ? "torus_cell_most" : "flash_bytes"
    top = head + (band - 1) * (panel_height + between)
    if (is_cost) {
      set xrange [0.8 * cost_low : 1.25 * cost_high]
      set xtics (20, 100, 500, 2000) nomirror
    } else {
      set xrange [0.85 * flash_low : 1.15 * flash_high]
      set xtics (300, 500, 1000, 2000, 4000) nomirror
    }
    set grid xtics lc rgb "#dddddd" lt 1 lw 0.5
    do for [i = 1:count] {
      device = word(devices, i)
      set lmargin at screen first + (i - 1) * (width + gap)
      set rmargin at screen first + (i - 1) * (width + gap) + width
      set tmargin at screen screen(top)
      set bmargin at screen screen(top + panel_height)
      set ytics () noenhanced nomirror scale 0
      do for [r = 1:words(row_places)] {
        set ytics add ((i == 1 ? word(row_names, r) : "") int(word(row_places, r)))
      }
      unset label
      set label 1 title_of(device) at graph 0.5, screen screen(top - 10) center \
          font "DejaVu Sans:Bold"
      if (i == 1) {
        do for [g = 1:words(group_places)] {
          set label 10 + g word(group_names, g) at screen 0.012, first int(word(group_places, g)) \
              noenhanced font "DejaVu Sans:Bold"
        }
      }
      set xlabel (is_cost ? word(units, i)." a cell" : "bytes of flash") offset 0, 0.4
      plot table using (on(device, least)):(y(0)):(on(device, most) - on(device, least)):(0):(hue(0)) \
               with vectors nohead lc rgb variable lw 1.2, \
           table using (on(device, name)):(y(0)):(mark(0)):(hue(0)) with points \
               pt variable lc rgb variable ps 0.9 lw 1.2, \
           table using (on(device, name)):(y(0)):(is_cost ? errors_text(0) : ""):(hue(0)) \
               with labels right offset -0.8, 0 font "DejaVu Sans,9" tc rgb variable
    }
  }
  unset multiplot
}

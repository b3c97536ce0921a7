# Which single sign decides: a tile a weight, in it the share of winners, in per cent, that fail to
# learn again when the sign of this initial weight is flipped, and at m = 1, where there is room, its
# Wilson 95 % interval.
#
#   gnuplot -c sign_flip_map.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise sign_flip_map` writes. Without OUTPUT the picture goes to stdout. If
# the table has several cells (of m, density, ...), the first is drawn, which has the smallest m.

table = ARG1
format = ARG2
load ARG0[1:strlen(ARG0) - strlen("sign_flip_map.gp")]."common.gp"

# ---- What is in the table ------------------------------------------------------------------------
# `stats` stands for a loop over the rows, its expressions assign.
axes = "steps overcompleteness rule boundary initialisation density batch learning_rate budget most"
cell_of_row = "''"
do for [axis in axes] { cell_of_row = cell_of_row.".','.strcol('".axis."')" }
eval "cell_word(row) = ".cell_of_row
cell = ""
look(word) = cell eq "" ? (cell = word, n = strcol("steps"), m = strcol("overcompleteness"), \
                           winners = column("winners")) : 0
stats table using (look(cell_word(0)), 1) nooutput
layers = 2 * int(n) + 1
array names[layers]

# The 3x3 kernels of a layer stand side by side, those of one input in a row; 1x1 weights stand below
# the filters that they read.
gap = 0.7; step = 3 + gap
middle = 1 + 0.5 * step * (2 * m - 1)
is_kernel(row) = column("kernel") == 3
below(row) = is_kernel(0) ? column("in") * step + column("row") : column("out") * (1 + gap)
array tops[layers + 1]
tops[1] = 0
do for [l = 1:layers] {
  bottom = 0; kernel = 0
  look(row) = column("layer") == l && cell_word(0) eq cell ? \
      (kernel = column("kernel"), bottom = high(bottom, below(0))) : 0
  stats table using (look(0), 1) nooutput
  names[l] = kernel == 3 ? "3x3 filters" : l == layers ? "last 1x1" : "1x1"
  tops[l + 1] = tops[l] + bottom + 1 + gap
}
is_last(row) = column("layer") == layers
spread(row) = middle + (column("in") - 0.5 * (m - 1)) * 2 * step
x(row) = cell_word(0) ne cell ? NaN : \
         is_kernel(0) ? column("out") * step + column("column") : \
         is_last(0) ? spread(0) : column("in") * step + 1
y(row) = tops[int(column("layer"))] + below(0)
share(row) = 100 * column("rate")
number(row) = sprintf("%.0f", share(0))
interval(row) = m > 1 ? "" : sprintf("{/*0.75 %.0f to %.0f}", \
                        100 * column("wilson_low"), 100 * column("wilson_high"))

# ---- How it looks --------------------------------------------------------------------------------
set xrange [-0.6 : 2 * m * step - gap - 0.4]
set yrange [tops[layers + 1] - gap - 0.4 : -0.6]
unset border
unset xtics
set ytics nomirror scale 0 ()
do for [l = 1:layers] {
  kernels = names[l] eq "3x3 filters"
  set ytics add (names[l] tops[l] + (kernels ? 1 : 0))
}
unset key

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  set title sprintf("failed of %d winners of L(%s, %s), %%, after the flip of one sign", winners, n, m)
  plot table using (x(0)):(y(0)):(number(0)) with labels
} else {
  eval picture("sign_flip_map", 800, 620)
  if (ARGC >= 3) { set output ARG3 }
  set title sprintf("Which initial weights of L(%s, %s) need their signs\n", n, m) \
      .sprintf("{/*0.85 per cent of %d winners that fail to learn again ", winners) \
      ."when this sign alone is flipped".(m > 1 ? "}" : "; Wilson 95 %}")
  set palette defined (0 "#ffffff", 100 "#004488")
  set cbrange [0 : 100]
  set cblabel "winners that fail, %"
  set cbtics 0, 20
  set style fill solid 1 border lc rgb "#888888"
  ink(row) = share(0) > 50 ? 0xffffff : 0x000000
  plot table using (x(0)):(y(0)):(0.48):(0.48):(share(0)) with boxxyerror fc palette, \
       table using (x(0)):(y(0) - 0.12):("{/*1.2 ".number(0)."}"):(ink(0)) with labels \
           tc rgb variable, \
       table using (x(0)):(y(0) + 0.25):(interval(0)):(ink(0)) with labels tc rgb variable
}

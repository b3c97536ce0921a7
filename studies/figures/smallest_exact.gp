# The fewest weights with which trained networks were still exact: a panel an n and m, a row a way to
# prune; line: fewest to most, box: quartiles, mark: median; the fewest known and a tenth marked.
#
#   gnuplot -c smallest_exact.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise smallest_exact` writes. Without OUTPUT the picture goes to stdout; the
# plain text has the first panel only.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("smallest_exact.gp")]
load folder."common.gp"
setting_axes = "rule boundary initialisation density batch learning_rate"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
method(row) = strcol("criterion").",".strcol("schedule").",".strcol("survivors").",".strcol("biases")."," \
    .strcol("train_until")
panel(row) = strcol("steps").",".strcol("overcompleteness").",".strcol("round_share")."," \
    .strcol("retraining").",".strcol("budget").setting(row)
methods = ""; names = ""; panels = ""; networks_low = 1e9; networks_high = 0
note(word, name, n) = (panels = with_word(panels, panel(0)), \
    networks_low = low(networks_low, n), networks_high = high(networks_high, n), \
    strstrt(" ".methods." ", " ".word." ") ? 0 \
        : (methods = with_word(methods, word), names = names." '".name."'"))
stats table using (note(method(0), strcol("method"), column("networks")), 1) nooutput
rows = words(methods)
count = words(panels)
after(text) = text[comma(text) + 1:*]
# Without round_share, retraining and budget.
rest_of(p) = (last = after(after(after(after(p)))), comma(last) ? last[comma(last):*] : "")
title_of(p) = "n = ".p[1:comma(p) - 1].", m = ".after(p)[1:comma(after(p)) - 1].spoken(rest_of(p))
in_panel(p) = panel(0) eq p
array weights[count]; array known[count]
do for [i = 1:count] {
  known[i] = NaN
  look(all, least) = (weights[i] = all, known[i] = least)
  stats table using (in_panel(word(panels, i)) \
      ? look(column("weights"), real(strcol("weights_known"))) : 0, 1) nooutput
}
place(row) = words((" ".methods." ")[1:strstrt(" ".methods." ", " ".method(0)." ")]) + 1
x(p, name) = in_panel(p) ? column(name) : NaN
networks_text = "exact networks pruned in each row: ".range(networks_low, networks_high)

# ---- How it looks --------------------------------------------------------------------------------
set logscale x
set yrange [rows + 0.7 : 0.3]
set ytics () noenhanced nomirror scale 0
low_end(i) = 0.85 * low(known[i] == known[i] ? known[i] : 1e9, 0.1 * weights[i])

if (dumb) {
  set terminal dumb 79, high(24, rows + 8) noenhanced mono
  set title title_of(word(panels, 1)).": fewest weights still exact;\n" \
      ."<: fewest, o: median, >: most; |: fewest known\n".networks_text
  do for [i = 1:rows] { set ytics add (word(names, i) i) }
  set xrange [low_end(1) : 1.1 * weights[1]]
  unset key
  set arrow from known[1], graph 0 to known[1], graph 1 nohead
  p = word(panels, 1)
  plot table using (x(p, "most")):(place(0)) with points pt ">", \
       table using (x(p, "fewest")):(place(0)) with points pt "<", \
       table using (x(p, "median")):(place(0)) with points pt "o"
} else {
  across = low(count, 4)
  down = (count + across - 1) / across
  panel_height = 74 + 17 * rows; head = 85; foot = 20
  total = head + down * panel_height + foot
  eval picture("smallest_exact", 1000, total)
  if (ARGC >= 3) { set output ARG3 }
  screen(pixels) = 1 - pixels / (1.0 * total)
  first = 0.225; end = 0.985; gap = 0.02
  width = (end - first - gap * (across - 1)) / across
  set multiplot title "The fewest weights with which networks that learned Life are still exact\n" \
      ."{/*0.85 ".networks_text."; line: fewest to most, box: quartiles, mark: median}\n" \
      ."{/*0.85 thick grey: the fewest known (no fewer can be for n = 1); dotted: a tenth of the weights}"
  unset key
  set border 1
  do for [i = 1:count] {
    p = word(panels, i)
    across_place = (i - 1) % across
    down_place = (i - 1) / across
    set lmargin at screen first + across_place * (width + gap)
    set rmargin at screen first + across_place * (width + gap) + width
    set tmargin at screen screen(head + down_place * panel_height + 18)
    set bmargin at screen screen(head + (down_place + 1) * panel_height - 54)
    set ytics () noenhanced nomirror scale 0
    do for [r = 1:rows] { set ytics add ((across_place == 0 ? word(names, r) : "") r) }
    set xrange [low_end(i) : 1.1 * weights[i]]
    set xtics (10, 20, 50, 100, "" 200, 500, "" 1000, 2000, 5000) nomirror
    set xlabel "weights, of ".sprintf("%d", weights[i]) offset 0, 0.5
    set grid xtics lc rgb "#dddddd" lt 1 lw 0.5
    set label 1 title_of(p) at graph 0, 1.06 left noenhanced
    set arrow 1 from known[i], graph 0 to known[i], graph 1 nohead lw 5 lc rgb "#bbbbbb" back
    set arrow 2 from 0.1 * weights[i], graph 0 to 0.1 * weights[i], graph 1 \
        nohead dt 3 lw 1.5 lc rgb any_colour back
    plot table using (x(p, "fewest")):(place(0)):(x(p, "most") - x(p, "fewest")):(0) \
             with vectors nohead lc rgb "#004488" lw 1.2, \
         table using (x(p, "median")):(place(0)):(x(p, "q1")):(x(p, "q3")): \
             (place(0) - 0.28):(place(0) + 0.28) with boxxyerror \
             fs solid 0.35 border lc rgb "#004488" lc rgb "#56B4E9", \
         table using (x(p, "median")):(place(0)) with points pt 7 ps 0.8 lc rgb "#000000"
  }
  unset multiplot
}

# Other rules learned from a network of Life: above, what many rules take to store, as whole
# networks and as one base and deltas; below, the share of parameters that changes for each rule. A
# column of panels an n and m.
#
#   gnuplot -c fine_tuning.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise fine_tuning` writes. Without OUTPUT the picture goes to stdout; the
# plain text has the shares of the last panel only.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("fine_tuning.gp")]
load folder."common.gp"
setting_axes = "boundary initialisation density batch learning_rate budget round_share retraining"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
ways = "moved gradient random"
array way_names[3] = ["nearest to the base", "smallest gradient", "random"]
panel(row) = strcol("steps").",".strcol("overcompleteness").setting(row)
is_way(row) = strstrt(" ".ways." ", " ".strcol("method")." ") > 0
rules = ""; panels = ""; networks_low = 1e9; networks_high = 0; known = ""
note(networks) = (panels = with_word(panels, panel(0)), rules = with_word(rules, strcol("rule")), \
    !is_way(0) ? 0 : (networks_low = low(networks_low, networks), \
        networks_high = high(networks_high, networks), known = with_word(known, strcol("method"))))
stats table using (note(column("networks")), 1) nooutput
rows = words(rules)
count = words(panels)
after(text) = text[comma(text) + 1:*]
rest_of(p) = (last = after(p), comma(last) ? last[comma(last):*] : "")
m_of(p) = (last = after(p), comma(last) ? last[1:comma(last) - 1] : last)
title_of(p) = "n = ".p[1:comma(p) - 1].", m = ".m_of(p).spoken(rest_of(p))
is_line(p, method) = panel(0) eq p && strcol("method") eq method
place(row) = words((" ".rules." ")[1:strstrt(" ".rules." ", " ".strcol("rule")." ")]) + 1

# Of each panel: the bytes of a network, and for how many rules networks learned from the base; of
# each method there, whether it has points and bars.
array bytes[count]; array most_rules[count]
array drawn[3 * count]; array barred[3 * count]
array all_learned[count * rows]; array scratch_learned[count * rows]
number(name) = strcol(name) eq "" ? NaN : column(name)
do for [i = 1:count] {
  p = word(panels, i)
  bytes[i] = 0; most_rules[i] = 1
  do for [k = (i - 1) * rows + 1 : i * rows] { all_learned[k] = ""; scratch_learned[k] = "" }
  learned(row) = strcol("learned")."/".strcol("networks")
  rules_of(row) = strcol("rules") eq "" ? 1 : column("rules")
  look(k) = (bytes[i] = column("network_bytes"), !is_way(0) ? (scratch_learned[k] = learned(0), 0) \
      : (all_learned[k] = learned(0), most_rules[i] = high(most_rules[i], rules_of(0))))
  stats table using (panel(0) eq p ? look((i - 1) * rows + place(0)) : 0, 1) nooutput
  do for [w = 1:3] {
    drawn[3 * (i - 1) + w] = 0; barred[3 * (i - 1) + w] = 0
    find(k) = (drawn[k] = strcol("share") ne "" ? 1 : drawn[k], \
               barred[k] = strcol("share_low") ne "" ? 1 : barred[k])
    stats table using (is_line(p, word(ways, w)) ? find(3 * (i - 1) + w) : 0, 1) nooutput
  }
}
networks_text = "networks exact on Life that each rule was trained from: " \
    .range(networks_low, networks_high)

# ---- What is drawn of a row ----------------------------------------------------------------------
offset(w) = 0.24 * (w - 2)
percent(p, w, name) = is_line(p, word(ways, w)) && strcol(name) ne "" ? 100 * column(name) : NaN
y(w) = place(0) + offset(w)
sum(p, w, name) = is_line(p, word(ways, w)) ? number(name) : NaN
shares(i, w, with) = drawn[3 * (i - 1) + w] ? \
    sprintf("table using (percent(p, %d, 'share')):(y(%d)) %s, ", w, w, with) : ""
bars(i, w) = barred[3 * (i - 1) + w] ? sprintf("table using (percent(p, %d, 'share')):(y(%d)):" \
    ."(percent(p, %d, 'share_low')):(percent(p, %d, 'share_high')) with xerrorbars " \
    ."lc rgb colour(%d) lw 1.2 ps 0, ", w, w, w, w, w) : ""
point_of(w) = sprintf("with points lc rgb colour(%d) pt mark(%d) ps 0.9 ", w, w)
sums(i, w) = drawn[3 * (i - 1) + w] ? sprintf( \
    "table using (sum(p, %d, 'rules')):(sum(p, %d, 'delta_sum')) ", w, w).point_of(w).", " : ""

# ---- How it looks --------------------------------------------------------------------------------
colour(w) = word("#004488 #BB5566 #DDAA33", w)
mark(w) = int(word("7 5 13", w))
if (dumb) {
  set terminal dumb 79, high(22, rows + 9) noenhanced mono
  p = word(panels, count)
  set title title_of(p).": % of parameters changed for another rule (median);\n" \
      ."o: as moved, g: by gradient, r: random\n".networks_text
  set ytics () nomirror
  do for [r = 1:rows] { set ytics add (word(rules, r) r) }
  set yrange [rows + 0.7 : 0.3]
  set xrange [0 : 100]
  unset key
  array dumb_marks[3] = ["o", "g", "r"]
  plots = ""
  do for [w = 1:3] { plots = shares(count, w, sprintf("with points pt dumb_marks[%d]", w)).plots }
  eval "plot ".plots."NaN notitle"
} else {
  left = 130; panel_width = 262; gap = 52; head = 122; sums_height = 190; between = 78
  shares_height = 40 + 30 * rows; foot = 52
  across = high(700, left + count * (panel_width + gap) - 20)
  total = head + sums_height + between + shares_height + foot
  eval picture("fine_tuning", across, total)
  if (ARGC >= 3) { set output ARG3 }
  screen(pixels) = 1 - pixels / (1.0 * total)
  set multiplot title "Other rules learned from a network of Life, " \
      ."most of its parameters left as they were\n" \
      ."{/*0.85 marks: medians of the fewest parameters that differ from the base in an exact " \
      ."network; bars: 95 %}\n" \
      ."{/*0.85 ".networks_text."}"
  # The legend is as wide as the picture, so it has a plot of its own, without any other mark.
  set lmargin at screen 0; set rmargin at screen 1
  set tmargin at screen screen(66); set bmargin at screen screen(98)
  unset border; unset tics
  set yrange [1 : 10]; set xrange [1 : 10]
  set key center center horizontal Left reverse samplen 2 maxrows 2
  is_known(w) = strstrt(" ".known." ", " ".word(ways, w)." ") > 0
  entries = ""
  do for [w = 1:3] {
    if (is_known(w)) {
      entries = entries."keyentry ".point_of(w) \
          .sprintf("title 'base and deltas, '.way_names[%d].' sent back first', ", w)
    }
  }
  eval "plot ".entries."keyentry with lines lc rgb '#000000' lw 2 dt 2 title 'whole networks', " \
      ."NaN notitle"
  unset key
  set border 3
  do for [i = 1:count] {
    p = word(panels, i)
    set lmargin at screen (left + (i - 1) * (panel_width + gap)) / (1.0 * across)
    set rmargin at screen (left + (i - 1) * (panel_width + gap) + panel_width) / (1.0 * across)
    set tmargin at screen screen(head)
    set bmargin at screen screen(head + sums_height)
    set xtics autofreq nomirror norotate; set ytics autofreq nomirror scale 1; set format x "%g"
    unset logscale x
    set xrange [0.5 : most_rules[i] + 0.5]; set yrange [0 : *]
    if (most_rules[i] < 12) { set xtics 1 } else { set xtics 2 }
    set grid ytics lc rgb "#dddddd" lt 1 lw 0.5
    set label 1 title_of(p) at graph 0.03, 0.93 left noenhanced
    set xlabel "rules, Life among them" offset 0, 0.5
    if (i == 1) { set ylabel "bytes" } else { unset ylabel }
    plots = ""
    do for [w = 1:3] { plots = plots.sums(i, w) }
    eval "plot ".plots."[1 : most_rules[i]] bytes[i] * x lc rgb '#000000' lw 2 dt 2"
    set tmargin at screen screen(head + sums_height + between)
    set bmargin at screen screen(head + sums_height + between + shares_height)
    set yrange [rows + 0.6 : 0.4]
    set ytics () noenhanced nomirror scale 0
    do for [r = 1:rows] { set ytics add ((i == 1 ? word(rules, r) : "") r) }
    set logscale x
    set xrange [0.3 : 3000]
    set xtics (0.3, 1, 3, 10, 30, 100) nomirror
    set grid xtics noytics lc rgb "#dddddd" lt 1 lw 0.5
    set xlabel "% of ".sprintf("%d", bytes[i] / 4)." parameters changed" offset -3, 0.5
    unset ylabel
    unset label 1
    set label 2 "learned from\nLife | scratch" at graph 1, graph 1 right offset 0, 1.6 font ",10"
    do for [r = 1:rows] {
      k = (i - 1) * rows + r
      set label 10 + r all_learned[k]." | ".scratch_learned[k] at 2800, r right noenhanced font ",10"
    }
    plots = ""
    do for [w = 1:3] { plots = plots.bars(i, w).shares(i, w, point_of(w)) }
    eval "plot ".plots."NaN notitle"
    do for [r = 1:rows] { unset label 10 + r }
    unset label 2
    unset grid
  }
  unset multiplot
}

# What an exact network costs against overcompleteness, failed trials charged: a panel a cost, a
# column of panels a setting of the axes besides n and m, a line a step count.
#
#   gnuplot -c cheapest_road.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise cheapest_road` writes. Without OUTPUT the picture goes to stdout; the
# plain text has the multiply-adds only.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("cheapest_road.gp")]
load folder."common.gp"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
costs = "boards multiply_adds core_seconds"
settings = ""; steps = ""; roads = ""
m_low = 1e9; m_high = -1e9; trials_low = 1e9; trials_high = 0
setting_word(row) = setting(row) eq "" ? "," : setting(row)
road_word(row) = strcol("cost").":".strcol("steps").setting_word(row)
look(m, trials) = (settings = with_word(settings, setting_word(0)), \
                   steps = with_word(steps, strcol("steps")), \
                   roads = with_word(roads, road_word(0)), \
                   m_low = low(m_low, m), m_high = high(m_high, m), \
                   trials_low = low(trials_low, trials), trials_high = high(trials_high, trials))
stats table using (look(column("overcompleteness"), column("trials")), 1) nooutput

# Of a road (cost k, setting c, step count s): its rows, its first, last and cheapest m.
road(k, c, s) = word(costs, k).":".word(steps, s).word(settings, c)
is_road(k, c, s) = road_word(0) eq road(k, c, s)
number(name) = strcol(name) eq "" ? NaN : column(name)
index_of(k, c, s) = ((k - 1) * words(settings) + c - 1) * words(steps) + s
array first_m[3 * words(settings) * words(steps)]
array last_m[3 * words(settings) * words(steps)]
array best_m[3 * words(settings) * words(steps)]
array best_parameters[3 * words(settings) * words(steps)]
do for [k = 1:3] { do for [c = 1:words(settings)] { do for [s = 1:words(steps)] {
  first = 1e9; last = -1e9; best = 0; parameters = 0
  note(m, p, cheapest) = (first = low(first, m), last = high(last, m), \
                          cheapest == 1 ? (best = m, parameters = p) : 0)
  stats table using (is_road(k, c, s) ? note(column("overcompleteness"), column("parameters"), \
                                             column("cheapest")) : 0, 1) nooutput
  i = index_of(k, c, s)
  first_m[i] = first; last_m[i] = last; best_m[i] = best; best_parameters[i] = parameters
} } }

# The panels of a cost have one scale.
array cost_low[3]; array cost_high[3]; array known[3]
do for [k = 1:3] {
  least = 1e300; most = 0
  widen(a, b) = (least = low(least, a), most = high(most, b == b ? b : a))
  stats table using \
      (strcol("cost") eq word(costs, k) ? widen(column("low"), number("high")) : 0, 1) nooutput
  known[k] = most > 0
  cost_low[k] = known[k] ? least : 1; cost_high[k] = high(10 * cost_low[k], most)
}

# ---- What is drawn of a row ----------------------------------------------------------------------
# Kinds: a cost (v); a bound where no trial is solved (b); the ratio at the first end beside its
# point (f, of a bound: g) or above it (h: not the first m), at the last beside its point (l) or
# above it (a); and the cheapest m (r).
span = high(m_high - m_low, 4)
m(row) = column("overcompleteness")
solved(row) = strcol("per_network") ne ""
at_end(i) = last_m[i] - best_m[i] < 0.1 * span && best_m[i] < m_low + 0.5 * span
best_kind(i) = column("cheapest") == 0 || first_m[i] == last_m[i] ? "" : "r"
first_kind(i) = first_m[i] > m_low ? "h" : solved(0) ? "f" : "g"
end_kind(i) = column("cheapest") == 1 || strcol("ratio").strcol("ratio_low") eq "" ? "" : \
              m(0) == first_m[i] ? first_kind(i) : \
              m(0) == last_m[i] ? (at_end(i) ? "a" : "l") : ""
kinds(i) = (solved(0) ? "v" : "b").best_kind(i).end_kind(i)
is_kind(k, c, s, kind) = is_road(k, c, s) && strstrt(kinds(index_of(k, c, s)), kind) > 0
y(k, c, s, kind) = !is_kind(k, c, s, kind) ? NaN : solved(0) ? column("per_network") : column("low")

array road_kinds[3 * words(settings) * words(steps)]
do for [k = 1:3] { do for [c = 1:words(settings)] { do for [s = 1:words(steps)] {
  text = ""
  stats table using \
      (is_road(k, c, s) ? strlen(text = text.kinds(index_of(k, c, s))) : 0, 1) nooutput
  road_kinds[index_of(k, c, s)] = text
} } }
has(k, c, s, kind) = strstrt(road_kinds[index_of(k, c, s)], kind) > 0

times(ratio) = sprintf(ratio < 9.95 ? "%.1f×" : "%.0f×", ratio)
end_text(row) = strcol("ratio") ne "" ? times(column("ratio")) : ">".times(column("ratio_low"))
best_text(i, s) = first_m[i] >= last_m[i] || best_m[i] == 0 ? "" : \
    sprintf("n = %s: m = %g, %g parameters", word(steps, s), best_m[i], best_parameters[i])

# ---- How it looks --------------------------------------------------------------------------------
style(s) = (int(real(word(steps, s))) - 1) % 8 + 1
colour(s) = word(colours, style(s))
mark(s) = int(word(step_marks, style(s)))
top(k) = cost_high[k] * (cost_high[k] / cost_low[k]) ** (0.06 + 0.1 * words(steps))
bottom(k) = cost_low[k] / (cost_high[k] / cost_low[k]) ** 0.06
bar_top(k) = strcol("high") eq "" ? top(k) : column("high")

# The plots of panel (k, c), put together of the kinds it has: gnuplot warns of one without a point.
xy(s, kind) = sprintf("table using (m(0)):(y(k, c, %d, '%s'))", s, kind)
look_of(s) = sprintf(" lc rgb colour(%d) lw 2 dt style(%d) pt mark(%d) ps 0.8", s, s, s)
bars(s) = xy(s, "v").sprintf( \
    ":'low':(bar_top(k)) with yerrorbars lc rgb colour(%d) lw 1 ps 0 notitle, ", s)
line(s) = xy(s, "v")." with linespoints".look_of(s)." notitle, "
bound(s) = xy(s, "b").sprintf(" with points lc rgb colour(%d) lw 2 pt 8 ps 1.6 notitle, ", s)
place(kind) = kind eq "f" ? "right offset -1, 0" : kind eq "g" ? "right offset -1, 0.4" : \
    kind eq "l" ? "left offset 1, 0" : "center offset 0, 0.9"
ratio(s, kind) = xy(s, kind).":(end_text(0)) with labels ".place(kind) \
    .sprintf(" tc rgb colour(%d) font ',10' notitle, ", s)
ring(s) = xy(s, "r")." with points pt 6 ps 1.8 lw 2 lc rgb 'black' notitle, "
set logscale y
set xrange [m_low - 0.25 * span : m_high + 0.17 * span]
between = high(1, ceil(span / 10.0))
tics = "set xtics between, between nomirror; set xtics add (m_low); set ytics nomirror"
eval tics
set border 3
trials_text = "trials a point: ".range(trials_low, trials_high)

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  set title "multiply-adds for an exact network, failed trials charged; digits: n\n".trials_text
  set xlabel "degree of overcompleteness m"
  set format y "%.0e"
  unset key
  set yrange [bottom(2) : top(2)]
  plots = ""
  do for [c = 1:words(settings)] { do for [s = 1:words(steps)] {
    if (has(2, c, s, "v")) {
      plots = plots.sprintf("table using (m(0)):(y(2, %d, %d, 'v')) with points pt '%s', ", \
                            c, s, word(steps, s))
    }
  } }
  eval "plot ".plots."NaN notitle"
} else {
  eval picture("cheapest_road", 800, 1000)
  if (ARGC >= 3) { set output ARG3 }
  array titles[3] = ["boards trained on", "multiply-adds", \
                     "core-seconds on the machine\nthe rows were made on"]
  left = 0.115; right = 0.985; base = 0.055; height = 0.265; step_up = 0.282; gap = 0.03
  width = (right - left - gap * (words(settings) - 1)) / words(settings)
  set mytics 10
  set grid ytics lc rgb "#dddddd" lt 1 lw 0.5
  set multiplot title "What an exact network L(n, m) costs, failed trials charged\n" \
      ."{/*0.85 ".trials_text."; bars: 95 %; ring, and in words: the cheapest m; ×: times that, at both ends}"
  # The legend is as wide as the picture, so it has a plot of its own, without any other mark.
  set lmargin at screen 0; set rmargin at screen 1
  set bmargin at screen 0.9; set tmargin at screen 0.95
  unset border; unset tics
  set yrange [1 : 10]
  set key center top horizontal Left reverse samplen 3
  plot for [s = 1:words(steps)] keyentry with linespoints lc rgb colour(s) lw 2 dt style(s) \
           pt mark(s) ps 0.8 title "n = ".word(steps, s) \
           .(real(word(steps, s)) > 2 ? " (right on a sample of boards)" : ""), \
       keyentry with points lc rgb any_colour lw 2 pt 8 ps 1.6 \
           title "above (none solved)", NaN notitle
  unset key
  set border 3
  eval tics
  do for [k = 1:3] { do for [c = 1:words(settings)] {
    set lmargin at screen left + (c - 1) * (width + gap)
    set rmargin at screen left + (c - 1) * (width + gap) + width
    set bmargin at screen base + (3 - k) * step_up
    set tmargin at screen base + (3 - k) * step_up + height
    set yrange [bottom(k) : top(k)]
    set label 2 (known[k] ? "" : "not known") at graph 0.5, 0.5 center
    set label 1 (k == 1 ? spoken(word(settings, c)[2:*]) : "") at graph 0.5, 1.04 center noenhanced
    set ylabel (c == 1 ? titles[k] : "")
    set xlabel (k == 3 ? "degree of overcompleteness m" : "")
    set format y (c == 1 ? "10^{%T}" : "")
    set format x (k == 3 ? "%g" : "")
    curves = ""; words_on_top = ""
    do for [s = 1:words(steps)] {
      set label 2 + s best_text(index_of(k, c, s), s) at graph 0.98, 1.01 - 0.075 * s right \
          tc rgb colour(s) font ',10'
      if (has(k, c, s, "v")) { curves = curves.bars(s).line(s) }
      if (has(k, c, s, "b")) { curves = curves.bound(s) }
      do for [kind in "f g h l a"] {
        if (has(k, c, s, kind)) { words_on_top = words_on_top.ratio(s, kind) }
      }
      if (has(k, c, s, "r")) { words_on_top = words_on_top.ring(s) }
    }
    eval "plot ".curves.words_on_top."NaN notitle"
  } }
  unset multiplot
}

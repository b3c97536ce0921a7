# What helps: the success rate of each variant with Wilson 95 % bars, a row a variant, a mark an m;
# short lines: the rate at the defaults; hollow marks: rates that others published.
#
#   gnuplot -c variants.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise variants` writes. Without OUTPUT the picture goes to stdout.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("variants.gp")]
load folder."common.gp"

# ---- What is in the table ------------------------------------------------------------------------
ms = ""; rows = 0; trials_low = 1e9; trials_high = 0
published_ms = ""; baseline_ms = ""  # those that have such marks
row_places = ""; row_names = ""; longest = 0; last_row = -1
group_places = ""; group_names = ""; last_group = ""
quoted(text) = " '".text."'"
add_row(row) = row == last_row ? 0 : (last_row = row, row_places = row_places.sprintf(" %d", row), \
    row_names = row_names.quoted(strcol("label")), longest = high(longest, strlen(strcol("label"))))
add_group(row, group) = group eq last_group ? 0 : (last_group = group, \
    group_places = group_places.sprintf(" %d", row - 1), group_names = group_names.quoted(group))
note(row, m, trials) = (rows = high(rows, row), ms = with_word(ms, m), \
    trials_low = low(trials_low, trials), trials_high = high(trials_high, trials), \
    add_row(row), add_group(row, strcol("group")), \
    published_ms = strcol("published") eq "" ? published_ms : with_word(published_ms, m), \
    baseline_ms = strcol("baseline") eq "" ? baseline_ms : with_word(baseline_ms, m))
stats table using (note(column("row"), strcol("overcompleteness"), column("trials")), 1) nooutput
# In the order of their size.
found = ms; ms = ""
do for [m = 1:64] {
  if (strstrt(" ".found." ", sprintf(" %d ", m))) { ms = with_word(ms, sprintf("%d", m)) }
}
trials_text = "trials a mark: ".range(trials_low, trials_high)

place(m) = words((" ".ms." ")[1:strstrt(" ".ms." ", " ".m." ")]) + 1
is_m(m) = strcol("overcompleteness") eq m
# Marks of a row stand below one another, so that their bars do not hide one another.
y(row) = column("row") + 0.22 * column("place")
rate(m) = is_m(m) ? column("rate") : NaN
number(text) = text eq "" ? NaN : real(text)
known(m, name) = is_m(m) ? number(strcol(name)) : NaN

# ---- How it looks --------------------------------------------------------------------------------
colour(m) = word(colours, (place(m) - 1) % 8 + 1)
mark(m) = int(word(marks, (place(m) - 1) % 8 + 1))
hollow(m) = int(word("6 4 12 14 8 10 3 2", (place(m) - 1) % 8 + 1))
legend(list, text) = words(list) > 0 ? text : ""
# gnuplot warns of a plot without a point.
published_marks = published_ms eq "" ? "" : 'for [m in published_ms] table using ' \
    .(dumb ? '(known(m, "published")):"row" with points pt "o",' : '(known(m, "published")):(y(0)) ' \
      .'with points lc rgb colour(m) pt hollow(m) ps 1.6 lw 1.5 notitle,')
baseline_marks = baseline_ms eq "" ? "" : \
    'for [m in baseline_ms] table using (known(m, "baseline")):(column("row") - 0.5):(0):(1) ' \
    .'with vectors nohead lc rgb colour(m) lw 1.2 dt 3 notitle,'

set xrange [-0.01 : 1.01]
set yrange [rows + 1 : 0]
set xtics 0, 0.2, 1 nomirror
set ytics () noenhanced nomirror scale 0
do for [i = 1:words(row_places)] {
  set ytics add (word(row_names, i) int(word(row_places, i)))
}
set xlabel "probability of success"

if (dumb) {
  margin = high(40, longest + 2)
  set terminal dumb margin + 39, high(24, rows + 7) noenhanced mono
  set title "What helps: digits: m; o: published\n".trials_text
  unset key
  set xrange [-0.05 : 1.05]
  set lmargin margin
  do for [i = 1:words(group_places)] {
    set label word(group_names, i) at screen 0, first int(word(group_places, i))
  }
  plot @published_marks for [m in ms] table using (rate(m)):"row" with points pt (m)
} else {
  height = 180 + 22 * rows
  # Labels are right of the groups' names; 7.5 pixels a letter are enough.
  margin = high(318.2, 7.5 * longest + 25)
  width = margin + 541.8
  eval picture("variants", width, height)
  if (ARGC >= 3) { set output ARG3 }
  set title "What helps a network to learn Life\n{/*0.85 ".trials_text."; bars: Wilson 95 %}" \
      offset 0, 1.9
  right = 1 - 34.4 / width
  set lmargin at screen margin / width
  set rmargin at screen right
  set tmargin at screen 1 - 120.0 / height
  set bmargin at screen 60.0 / height
  set border 5
  set mxtics 2
  set x2range [-0.01 : 1.01]
  set x2tics 0, 0.2, 1
  set grid xtics mxtics lc rgb "#dddddd" lt 1 lw 0.5, lc rgb "#eeeeee" lt 1 lw 0.5
  set key at screen right, screen 1 - 62.0 / height right top horizontal noenhanced samplen 1.5 \
      width -1 maxrows 1
  do for [i = 1:words(group_places)] {
    set label word(group_names, i) at screen 0.02, first int(word(group_places, i)) noenhanced \
        font "DejaVu Sans:Bold"
  }
  plot @baseline_marks for [m in ms] table using (rate(m)):(y(0)):"wilson_low":"wilson_high" \
           with xerrorbars lc rgb colour(m) lw 1 ps 0 notitle, \
       for [m in ms] table using (rate(m)):(y(0)) with points \
           lc rgb colour(m) pt mark(m) ps 0.8 title "m = ".m, \
       @published_marks keyentry with points pt 6 ps 1.6 lw 1.5 lc rgb any_colour \
           title legend(published_ms, "published"), \
       keyentry with lines lc rgb any_colour lw 1.2 dt 3 title legend(baseline_ms, "defaults")
}

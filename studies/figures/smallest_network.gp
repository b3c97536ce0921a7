# The search for the smallest m that learns more often than not: a panel a setting of the other axes,
# for each m that was tested the rate with the limits that decide, its mark the verdict; the rate asked
# for is a line, the zone that need not be told from it shaded, the answer above.
#
#   gnuplot -c smallest_network.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise smallest_network` writes. Without OUTPUT the picture goes to stdout;
# the plain text has the first panel only.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("smallest_network.gp")]
load folder."common.gp"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
panel(row) = strcol("steps").setting(row)
panels = ""; m_high = 1; trials_low = 1e9; trials_high = 0; present = ""
note(m, trials) = (panels = with_word(panels, panel(0)), m_high = high(m_high, m), \
    present = with_word(present, strcol("verdict")), \
    trials_low = low(trials_low, trials), trials_high = high(trials_high, trials), \
    asked = column("asked_rate"), zone = column("indifference"))
stats table using (note(column("overcompleteness"), column("trials")), 1) nooutput
count = words(panels)
in_panel(i) = panel(0) eq word(panels, i)
array answers[count]
do for [i = 1:count] {
  stats table using (in_panel(i) ? strlen(answers[i] = strcol("answer")) : 0, 1) nooutput
}
title_of(i) = "n = ".spoken(word(panels, i))
x(i) = in_panel(i) ? column("overcompleteness") : NaN
trials_text = "trials a point: ".range(trials_low, trials_high)

# ---- How it looks --------------------------------------------------------------------------------
verdicts = "below near undecided open above"
texts = "'below' 'near: given up' 'undecided: given up' 'open: goes on' 'above'"
verdict_marks = "11 5 12 6 9"
verdict_colours = "#BB5566 #777777 #777777 #000000 #004488"
letters = "v = ? . ^"
place(verdict) = words((" ".verdicts." ")[1:strstrt(" ".verdicts." ", " ".verdict." ")]) + 1
mark(row) = int(word(verdict_marks, place(strcol("verdict"))))
hue(row) = int("0x".word(verdict_colours, place(strcol("verdict")))[2:*])
set xrange [0.5 : high(m_high, 4) + 0.5]
set yrange [-0.03 : 1.03]
set xtics 1, high(1, ceil(m_high / 12.0)) nomirror
set ytics 0, 0.25, 1 nomirror
set border 3
set xlabel "degree of overcompleteness m"

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  set yrange [-0.1 : 1.1]
  set title title_of(1)."; smallest m: ".answers[1]."\n" \
      ."v below, ^ above, = near, ? undecided, . open; ".trials_text
  unset key
  plot asked with lines, \
       table using (x(1)):"rate":(word(letters, place(strcol("verdict")))) with labels
} else {
  across = low(count, 2)
  down = (count + across - 1) / across
  panel_height = 290; head = 95; foot = 10
  total = head + down * panel_height + foot
  eval picture("smallest_network", 800, total)
  if (ARGC >= 3) { set output ARG3 }
  screen(pixels) = 1 - pixels / (1.0 * total)
  first = 0.085; end = 0.985; gap = 0.085
  width = (end - first - gap * (across - 1)) / across
  set multiplot title sprintf("The smallest m with which L(n, m) learns n steps of Life " \
      ."in more than %g %% of trials\n", 100 * asked) \
      ."{/*0.85 ".trials_text."; bars: limits at all looks at once; " \
      .sprintf("shaded: %g to %g, need not be told from %g}", asked - zone, asked + zone, asked)
  # The legend is as wide as the picture, so it has a plot of its own, without any other mark.
  set lmargin at screen 0; set rmargin at screen 1
  set tmargin at screen screen(52); set bmargin at screen screen(head - 18)
  unset border; unset tics; unset xlabel
  set key center top horizontal Left reverse samplen 0.5 width -2
  entries = ""
  do for [v = 1:words(verdicts)] {
    if (strstrt(present." ", " ".word(verdicts, v)." ")) {
      entries = entries.sprintf("keyentry with points pt %s ps 1.2 lw 1.5 lc rgb '%s' title '%s', ", \
          word(verdict_marks, v), word(verdict_colours, v), word(texts, v))
    }
  }
  eval "plot ".entries."NaN notitle"
  unset key
  set border 3
  set xtics 1, high(1, ceil(m_high / 12.0)) nomirror
  set ytics 0, 0.25, 1 nomirror
  set xlabel "degree of overcompleteness m" offset 0, 0.3
  set object 1 rectangle from graph 0, first asked - zone to graph 1, first asked + zone \
      fs solid 1 noborder fc rgb "#e4e4e4" behind
  set arrow 1 from graph 0, first asked to graph 1, first asked nohead lw 1.2 lc rgb any_colour back
  do for [i = 1:count] {
    across_place = (i - 1) % across
    down_place = (i - 1) / across
    set lmargin at screen first + across_place * (width + gap)
    set rmargin at screen first + across_place * (width + gap) + width
    set tmargin at screen screen(head + down_place * panel_height + 40)
    set bmargin at screen screen(head + (down_place + 1) * panel_height - 50)
    set label 1 title_of(i) at graph 0, 1.16 left noenhanced
    set label 2 "{/*0.9 smallest m: ".answers[i]."}" at graph 0, 1.07 left
    set ylabel (across_place == 0 ? "share of trials that learn" : "")
    plot table using (x(i)):"rate":"lower_limit":"upper_limit":(hue(0)) with yerrorbars \
             lc rgb variable lw 1.2 ps 0, \
         table using (x(i)):"rate":(mark(0)):(hue(0)) with points \
             pt variable lc rgb variable ps 1.3 lw 1.5
  }
  unset multiplot
}

# Why trials of one step fail: for each setting of the axes besides n and m the share of its trials
# by what became of them, against m; and below, of the trials that get some cases wrong, the share
# with each of the 18 cases wrong, for the three smallest m that have such trials, Wilson 95 % bars.
#
#   gnuplot -c failures.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise failures` writes. Without OUTPUT the picture goes to stdout; the
# plain text has the upper half only.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("failures.gp")]
load folder."common.gp"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
endings = "filters bottleneck all-dead cases unconfirmed solved"
texts = "'all filters dead' 'bottleneck dead' 'calls all dead' 'some cases wrong' " \
    ."'right at the last check alone' 'solved'"
cases = "B0 B1 B2 B3 B4 B5 B6 B7 B8 S0 S1 S2 S3 S4 S5 S6 S7 S8"
m(row) = column("overcompleteness")
is_part(part) = strcol("part") eq part
setting_word(row) = setting(row) eq "" ? "," : setting(row)
settings = ""; present = ""; m_low = 1e9; m_high = -1e9; failed_high = -1e9
trials_low = 1e9; trials_high = 0
note_ending(name, count) = (settings = with_word(settings, setting_word(0)), \
    m_low = low(m_low, m(0)), m_high = high(m_high, m(0)), \
    trials_low = low(trials_low, column("of")), trials_high = high(trials_high, column("of")), \
    present = count > 0 ? with_word(present, name.setting_word(0)) : present, \
    failed_high = count > 0 && name ne "solved" ? high(failed_high, m(0)) : failed_high)
stats table using \
    (is_part("ending") ? note_ending(strcol("name"), column("count")) : 0, 1) nooutput
has(c, e) = strstrt(" ".present." ", " ".word(endings, e).word(settings, c)." ") > 0
last_m = failed_high < m_low ? m_high : failed_high
trials_text = "trials a bar: ".range(trials_low, trials_high)

# The first m of each setting that have trials with cases wrong: "1 2 3", and how many.
array first_ms[words(settings)]; array first_trials[words(settings)]
do for [c = 1:words(settings)] {
  list = ""; numbers = ""
  is_of(c) = setting_word(0) eq word(settings, c)
  add(m, trials) = strstrt(" ".list." ", " ".m." ") ? 0 : \
      strlen((list = list." ".m, numbers = numbers." ".trials))
  stats table using (is_of(c) && is_part("case") \
      ? add(strcol("overcompleteness"), strcol("of")) : 0, 1) nooutput
  text = ""
  do for [i = 1:low(3, words(list))] { text = text." ".word(list, i) }
  first_ms[c] = text
  first_trials[c] = numbers
}

# ---- What is drawn of a row ----------------------------------------------------------------------
# The rows of a cell follow one another, and so do the segments of its bar.
above(row) = (top = (strcol("name") eq word(endings, 1) ? 0 : top) + column("share"))
is_segment(c, e) = is_part("ending") && (above(0), is_of(c)) && \
    strcol("name") eq word(endings, e) && m(0) <= last_m && column("count") > 0
middle(c, e) = is_segment(c, e) ? m(0) : NaN
case_number(row) = (strstrt(cases, strcol("name")) + 2) / 3
is_case(c, i) = is_part("case") && is_of(c) && strcol("overcompleteness") eq word(first_ms[c], i)
case_x(c, i) = is_case(c, i) ? case_number(0) + 0.22 * (i - 2) : NaN

# ---- How it looks --------------------------------------------------------------------------------
# Dark, hatched, light, crossed, grey and empty: told apart without colour.
fill_colours = "#004488 #BB5566 #DDAA33 #117733 #777777 #000000"
fills = "'solid 1' 'pattern 4' 'solid 0.9' 'pattern 2' 'solid 1' 'empty'"
bar_style(e) = sprintf("fs %s border lc rgb '%s' lc rgb '%s'", word(fills, e), \
                       word(fill_colours, e), word(fill_colours, e))
letters = "f b d c u ."
set border 3
set xtics nomirror
set ytics nomirror

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  set title "share of trials: f all filters dead, b bottleneck dead, d calls all dead,\n" \
      ."c some cases wrong, u right at the last check alone; ".trials_text
  set xlabel "degree of overcompleteness m"
  set xrange [m_low - 1 : last_m + 1]
  set yrange [-0.02 : 1.02]
  unset key
  plots = ""
  do for [c = 1:words(settings)] { do for [e = 1:5] {
    if (has(c, e)) {
      plots = plots.sprintf("table using (middle(%d, %d)):'share' with points pt '%s', ", \
                            c, e, word(letters, e))
    }
  } }
  eval "plot ".plots."NaN notitle"
} else {
  panel = 235; bar_panel = 300; head = 112; foot = 55
  total = head + bar_panel + words(settings) * panel + foot
  eval picture("failures", 800, total)
  if (ARGC >= 3) { set output ARG3 }
  left = 0.09; right = 0.985; gap = 0.06
  width = (right - left - gap * (words(settings) - 1)) / words(settings)
  screen(pixels) = 1 - pixels / (1.0 * total)
  set multiplot title "Why networks L(1, m) fail to learn one step of Life\n" \
      ."{/*0.85 ".trials_text."; bars of points: Wilson 95 %}"
  # The legend is as wide as the picture, so it has a plot of its own, without any other mark.
  set lmargin at screen 0; set rmargin at screen 1
  set tmargin at screen screen(45); set bmargin at screen screen(head - 5)
  set yrange [0 : 1]; set xrange [0 : 1]
  unset border; unset tics
  set key center top horizontal Left reverse samplen 2
  entries = ""
  do for [e = 1:6] {
    if (strstrt(present." ", " ".word(endings, e).",")) {
      entries = entries."keyentry with boxes ".bar_style(e)." title '".word(texts, e)."', "
    }
  }
  eval "plot ".entries."NaN notitle"
  unset key
  set border 3
  set ytics nomirror
  do for [c = 1:words(settings)] {
    set lmargin at screen left + (c - 1) * (width + gap)
    set rmargin at screen left + (c - 1) * (width + gap) + width
    set tmargin at screen screen(head + 20)
    set bmargin at screen screen(head + bar_panel - 65)
    set title spoken(word(settings, c)[2:*]) noenhanced offset 0, -0.5
    set xlabel "degree of overcompleteness m"
    set ylabel (c == 1 ? "share of trials" : "")
    set xrange [m_low - 0.6 : last_m + 0.6]
    set xtics m_low, high(1, ceil((last_m - m_low) / 12.0)) nomirror
    plots = ""
    do for [e = 1:6] {
      if (has(c, e)) {
        plots = plots.sprintf("table using (middle(c, %d)):(top):(m(0) - 0.4):(m(0) + 0.4):" \
            ."(top - column('share')):(top) with boxxyerror ", e).bar_style(e)." notitle, "
      }
    }
    top = 0
    eval "plot ".plots."NaN notitle"
  }
  set lmargin at screen left; set rmargin at screen right
  set xrange [0.4 : 18.6]
  set yrange [0 : 1.03]
  unset xtics
  set xtics nomirror ()
  do for [i = 1:18] { set xtics add (word(cases, i) i) }
  set grid ytics lc rgb "#dddddd" lt 1 lw 0.5
  unset title
  set key at graph 1, 1.16 right top horizontal Left reverse samplen 0.5 width -3
  do for [c = 1:words(settings)] {
    set tmargin at screen screen(head + bar_panel + (c - 1) * panel + 25)
    set bmargin at screen screen(head + bar_panel + c * panel - 30)
    set label 2 "some cases wrong".(word(settings, c) eq "," ? "" : ", ") \
        .spoken(word(settings, c)[2:*]) at graph 0, 1.1 left noenhanced
    set xlabel (c == words(settings) ? \
        "case: B a dead cell, S a living one, and its number of living neighbours" : "")
    set ylabel "share with it wrong"
    set label 1 (words(first_ms[c]) ? "" : "none") at graph 0.5, 0.5 center
    plots = ""
    do for [i = 1:words(first_ms[c])] {
      plots = plots.sprintf("table using (case_x(c, %d)):'share':'low':'high' with yerrorbars " \
          ."lc rgb '%s' lw 1.5 pt %s ps 0.9 title 'm = %s: %s trials', ", \
          i, word(colours, i), word(marks, i), word(first_ms[c], i), word(first_trials[c], i))
    }
    # Off the panel: gnuplot warns of a plot without a point.
    eval "plot ".plots."-1 notitle"
  }
  unset multiplot
}

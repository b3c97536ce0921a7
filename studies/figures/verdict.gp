# What an exact network of so many weights costs by each way, failed trials and all that led to it
# charged: a panel an n and m, a line a way; bars: bootstrap 95 %, a short arrow where the interval
# has no upper end. Points without a solved trial are left out (the table has their bounds).
#
#   gnuplot -c verdict.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise verdict` writes. Without OUTPUT the picture goes to stdout; the plain
# text has the first panel.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("verdict.gp")]
load folder."common.gp"
setting_axes = "rule boundary initialisation density batch learning_rate biases rewind_step " \
    ."mask_interval update_period"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
way(row) = strcol("round") eq "0" ? "whole" : strcol("method") \
    .(strcol("train_until") eq "exact" ? "" : ",trained-on")
panel(row) = strcol("steps").",".strcol("overcompleteness").setting(row)
priced(row) = strcol("per_network") ne ""
endless(row) = strcol("high") eq ""
ways = ""; panels = ""; present = ""; arrowed = ""; trials_low = 1e9; trials_high = 0
cost_low = 1e300; cost_high = 0
note_price(trials, cost) = (ways = with_word(ways, way(0)), \
    present = with_word(present, panel(0)."/".way(0)), \
    arrowed = endless(0) ? with_word(arrowed, panel(0)."/".way(0)) : arrowed, \
    trials_low = low(trials_low, trials), trials_high = high(trials_high, trials), \
    cost_low = low(cost_low, cost), cost_high = high(cost_high, cost))
stats table using (panels = with_word(panels, panel(0)), \
    priced(0) ? note_price(column("trials"), column("per_network")) : 0, 1) nooutput
if (cost_high == 0) { cost_low = 1; cost_high = 1 }
array kept_low[words(panels)]; array kept_high[words(panels)]
do for [c = 1:words(panels)] {
  least = 1e9; most = 0
  note(kept) = (least = low(least, kept), most = high(most, kept))
  stats table using (panel(0) eq word(panels, c) ? note(column("kept")) : 0, 1) nooutput
  kept_low[c] = least; kept_high[c] = most
}
after(text) = text[comma(text) + 1:*]
n_of(p) = p[1:comma(p) - 1]
m_of(p) = comma(after(p)) ? after(p)[1:comma(after(p)) - 1] : after(p)
rest_of(p) = comma(after(p)) ? after(p)[comma(after(p)):*] : ""
has(p, w) = strstrt(" ".present." ", " ".p."/".w." ") > 0
has_arrow(p, w) = strstrt(" ".arrowed." ", " ".p."/".w." ") > 0
at(p, w) = priced(0) && panel(0) eq p && way(0) eq w ? column("kept") : NaN
trials_text = ways eq "" ? "no network is exact" : "trials a point: ".range(trials_low, trials_high)

# ---- How it looks --------------------------------------------------------------------------------
# Train small and retry; train big and prune; tickets; masks at initialisation; changing masks.
known = "whole small pruned-filters pruned-removal pruned-sensitivity fine-tuned fine-tuned,trained-on imp imp,trained-on imp-late snip grasp synflow magnitude random random-layers " \
    ."early-bird set rigl supermask"
known_colours = "#000000 #000000 #EE7733 #EE7733 #EE7733 #777777 #777777 #004488 #004488 #56B4E9 #BB5566 #882255 #117733 #999933 #AA4499 " \
    ."#AA4499 #DDAA33 #56B4E9 #117733 #BB5566"
known_marks = "3 4 5 9 13 2 1 7 65 6 5 11 9 15 3 1 13 14 8 10"
known_names = "'the whole network' 'small and dense' 'pruned by filters' " \
    ."'pruned by removal' 'pruned by sensitivity' 'pruned by magnitude' " \
    ."'the same, trained on' 'ticket (imp)' 'the same, trained on' " \
    ."'ticket, late' snip grasp synflow magnitude random random-layers early-bird set rigl supermask"
number_of(w) = words((" ".known." ")[1:strstrt(" ".known." ", " ".w." ")]) + 1
look_of(w) = sprintf("lc rgb '%s' lw 2 dt %d pt %s ps 0.9", word(known_colours, number_of(w)), \
    w eq "set" || w eq "rigl" || strstrt(w, ",trained-on") ? 2 : w eq "fine-tuned" ? 3 : 1, word(known_marks, number_of(w)))

set logscale xy
set yrange [cost_low / 1.6 : cost_high * 1.6]
set format y "10^{%T}"
set xtics (10, 20, 50, 100, 200, 500, 1000, 2000, 5000) nomirror
set ytics nomirror
set border 3

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  p = word(panels, 1)
  set xrange [1.12 * kept_high[1] : 0.88 * kept_low[1]]
  set title "n = ".n_of(p).", m = ".m_of(p).spoken(rest_of(p)) \
      .": multiply-adds for an exact network; first letters\n".trials_text
  set xlabel "weights kept"
  set format y "%.0e"
  unset key
  text = ""
  do for [w in known] {
    if (has(p, w) && !comma(w)) {
      letter = w eq "imp" ? "#" : w eq "small" ? "o" : w[1:1]
      text = text.sprintf("table using (at(p, '%s')):'per_network' with points pt '%s', ", w, letter)
    }
  }
  eval "plot ".text."NaN notitle"
} else {
  eval picture("verdict", 1100, 560)
  if (ARGC >= 3) { set output ARG3 }
  columns = words(panels)
  right = 0.8; left = 0.07; gap = 0.035
  width = (right - left - gap * (columns - 1)) / columns
  set multiplot title "What an exact network of so many weights costs to train\n" \
      ."{/*0.85 failed trials and all that led to it charged; ".trials_text."; bars: 95 %, " \
      ."an arrow: no upper end}"
  # The legend has a plot of its own.
  set lmargin at screen right + 0.01; set rmargin at screen 1
  set tmargin at screen 0.85; set bmargin at screen 0.13
  unset border; unset tics
  set key at graph 0, 1 left top vertical Left reverse noenhanced samplen 3
  text = ""
  do for [w in known] {
    if (strstrt(" ".ways." ", " ".w." ")) {
      text = text."keyentry with ".(w eq "whole" ? "points " : "linespoints ").look_of(w) \
          ." title '".word(known_names, number_of(w))."', "
    }
  }
  eval "plot ".text."NaN notitle"
  unset key
  set border 3
  set xtics (10, 20, 50, 100, 200, 500, 1000, 2000, 5000) nomirror
  set ytics nomirror
  set mytics 10
  set grid ytics lc rgb "#dddddd" lt 1 lw 0.5
  set xlabel "weights kept"
  do for [c = 1:columns] {
    p = word(panels, c)
    set xrange [1.12 * kept_high[c] : 0.88 * kept_low[c]]
    set lmargin at screen left + (c - 1) * (width + gap)
    set rmargin at screen left + (c - 1) * (width + gap) + width
    set label 1 "n = ".n_of(p).", m = ".m_of(p).spoken(rest_of(p)) at graph 0, 1.04 left noenhanced
    set ylabel (c == 1 ? "multiply-adds" : "")
    set format y (c == 1 ? "10^{%T}" : "")
    text = ""
    do for [w in known] {
      if (has(p, w)) {
        text = text.sprintf("table using (at(p, '%s')):'per_network':'low':" \
            ."(endless(0) ? column('per_network') : column('high')) with yerrorbars lc rgb '%s' " \
            ."lw 0.7 ps 0 notitle, ", w, word(known_colours, number_of(w))) \
            .sprintf("table using (at(p, '%s')):'per_network' with %s %s notitle, ", w, \
            w eq "whole" ? "points" : "linespoints", look_of(w))
      }
      # gnuplot warns of a plot without a point.
      if (has_arrow(p, w)) {
        text = text.sprintf("table using (at(p, '%s')):'per_network':(0):(endless(0) ? 0.4 * " \
            ."column('per_network') : NaN) with vectors head size screen 0.006,25 noborder " \
            ."lc rgb '%s' lw 0.7 notitle, ", w, word(known_colours, number_of(w)))
      }
    }
    eval "plot ".text."NaN notitle"
  }
  unset multiplot
}

# Success against the density of the training boards: rates with Wilson 95 % bars above, the boards
# that solved trials took in the middle, how many cells live below. A line a setting of the other
# axes; boards that each draw their density stand on the right.
#
#   gnuplot -c density.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise density` writes. Without OUTPUT the picture goes to stdout; the plain
# text has the rates only.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("density.gp")]
load folder."common.gp"
setting_axes = "steps rule boundary batch learning_rate budget"
load folder."settings.gp"

paper_density = 0.38  # of Springer & Kenyon
drawn_x = 1.06

# ---- What is in the table ------------------------------------------------------------------------
line_word(row) = strcol("overcompleteness").",initialisation=".strcol("initialisation").setting(row)
is_drawn(row) = strcol("density") eq "uniform"
is_solved(row) = column("solved") > 0
lines = ""; rule = ""; trials_low = 1e9; trials_high = 0; boards_low = 1e9; boards_high = 0
look(trials) = (lines = with_word(lines, line_word(0)), rule = rule eq "" ? strcol("rule") : rule, \
                trials_low = low(trials_low, trials), trials_high = high(trials_high, trials))
boards(least, most) = (boards_low = low(boards_low, least), boards_high = high(boards_high, most))
stats table using (look(column("trials")), \
    is_solved(0) ? boards(column("boards_lower_quartile"), column("boards_upper_quartile")) : 0, 1) \
    nooutput
is_line(i) = line_word(0) eq word(lines, int(i))
name(i) = "m = ".spoken(word(lines, int(i)))

# The lines with points of a kind, as gnuplot warns of a plot without one: of a fixed density or of
# drawn ones, with rates or with boards.
at_fixed = ""; at_drawn = ""; boards_at_fixed = ""; boards_at_drawn = ""
with_line(list, i) = with_word(list, sprintf("%d", i))
with_boards(list, i) = is_solved(0) ? with_line(list, i) : list
find(i) = is_drawn(0) ? (at_drawn = with_line(at_drawn, i), \
                         boards_at_drawn = with_boards(boards_at_drawn, i)) \
                      : (at_fixed = with_line(at_fixed, i), \
                         boards_at_fixed = with_boards(boards_at_fixed, i))
do for [i = 1:words(lines)] {
  stats table using (is_line(i) ? strlen(find(i)) : 0, 1) nooutput
}

# Of a line that has drawn densities only.
other_name(i) = strstrt(" ".at_fixed." ", " ".i." ") ? "" : name(i)

# ---- How it looks --------------------------------------------------------------------------------
style(i) = (int(i) - 1) % 8 + 1
colour(i) = word(colours, style(i))
mark(i) = int(word(marks, style(i)))
dash(i) = (style(i) - 1) % 5 + 1

# Lines stand side by side, so that their bars do not hide one another.
side(i) = (int(i) - 0.5 * (words(lines) + 1)) * low(0.007, 0.04 / words(lines))
fixed_x(i) = is_line(i) && !is_drawn(0) ? column("density") + side(i) : NaN
drawn_x_of(i) = is_line(i) && is_drawn(0) ? drawn_x + side(i) : NaN

# What is plotted of the lines `is`: values of column `y` with bars from `from` to `to`.
plots(is, x, y, from, to, with) = is eq "" ? "" : \
    sprintf("for [i in '%s'] table using (%s(i)):'%s':'%s':'%s' with yerrorbars " \
            ."lc rgb colour(i) lw 1 ps 0 notitle, ", is, x, y, from, to) \
    .sprintf("for [i in '%s'] table using (%s(i)):'%s' %s, ", is, x, y, with)
joined = "with linespoints lc rgb colour(i) lw 2 dt dash(i) pt mark(i) ps 0.9 "
apart = "with points lc rgb colour(i) pt mark(i) ps 0.9 "

set xrange [0 : 1.12]
set xtics 0, 0.1, 1 nomirror
set xtics add ("drawn" drawn_x)
set ytics nomirror
set border 3
trials_text = "trials a point: ".range(trials_low, trials_high)

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  set title "probability of success against density; ".trials_text
  set yrange [-0.02 : 1.02]
  set key top horizontal
  chars = "with points pt i "
  eval "plot ".(at_fixed eq "" ? "" : \
           "for [i in at_fixed] table using (fixed_x(i)):'rate' ".chars."title name(i), ") \
       .(at_drawn eq "" ? "" : \
           "for [i in at_drawn] table using (drawn_x_of(i)):'rate' ".chars."title other_name(i), ") \
       ."NaN notitle"
} else {
  eval picture("density", 800, 980)
  if (ARGC >= 3) { set output ARG3 }
  set lmargin at screen 0.12
  set rmargin at screen 0.98
  set grid ytics lc rgb "#dddddd" lt 1 lw 0.5
  set arrow from paper_density, graph 0 to paper_density, graph 1 nohead lc rgb any_colour dt 3
  set arrow from 1.0, graph 0 to 1.0, graph 1 nohead lc rgb "#dddddd" lw 0.5
  set multiplot title "How the density of the training boards changes how often networks learn\n" \
      ."{/*0.85 ".trials_text."; bars: Wilson 95 % (boards: quartiles); dotted: ".\
      sprintf("%.2f, the paper's density}", paper_density)
  set tmargin at screen 0.885; set bmargin at screen 0.57
  set yrange [-0.02 : 1.02]
  set ylabel "probability of success"
  set key at screen 0.545, 0.915 center horizontal Left reverse noenhanced samplen 2.5 width -5
  eval "plot ".plots(at_fixed, "fixed_x", "rate", "wilson_low", "wilson_high", \
                     joined."title name(i)") \
      .plots(at_drawn, "drawn_x_of", "rate", "wilson_low", "wilson_high", \
             apart."title other_name(i)")."NaN notitle"
  unset key
  set tmargin at screen 0.53; set bmargin at screen 0.3
  set ylabel "boards to solution,\nmedian of solved trials"
  set logscale y
  if (boards_high > 0) {
    set yrange [boards_low / 1.3 : boards_high * 1.3]
  } else {
    set yrange [1000 : 1000000]
  }
  set format y "%.0s %c"
  set ytics (1e3) nomirror
  do for [decade = 3:9] { do for [digit in "1 2 5"] { set ytics add (digit * 10.0 ** decade) } }
  eval "plot ".plots(boards_at_fixed, "fixed_x", "boards_median", "boards_lower_quartile", \
                     "boards_upper_quartile", joined."notitle") \
      .plots(boards_at_drawn, "drawn_x_of", "boards_median", "boards_lower_quartile", \
             "boards_upper_quartile", apart."notitle")."NaN notitle"
  set tmargin at screen 0.26; set bmargin at screen 0.065
  unset logscale y
  set format y "%g"
  set ytics 0, 0.2, 1 nomirror
  set yrange [0 : 1]
  set ylabel "share of cells alive"
  set xlabel "density of the training boards" offset 0, 0.3
  set key default
  set key left top Left reverse noenhanced samplen 2.5
  is_rule(row) = strcol("rule") eq rule
  now(row) = is_rule(0) && !is_drawn(0) ? column("density") : NaN
  later(row) = is_rule(0) && is_drawn(0) ? drawn_x : NaN
  eval "plot ".(at_fixed eq "" ? "" : \
           "table using (now(0)):'alive_next' smooth unique with linespoints lc rgb 'black' lw 2 " \
           ."pt 7 ps 0.6 title 'next generation ('.rule.')', " \
           ."table using (now(0)):'alive_now' smooth unique with lines lc rgb any_colour lw 1.5 " \
           ."dt 2 title 'now', ") \
      .(at_drawn eq "" ? "" : \
           "table using (later(0)):'alive_next' with points lc rgb 'black' pt 7 ps 0.6 notitle, ") \
      ."NaN notitle"
  unset multiplot
}

# Success against sign flips of winning initial weights: a line a degree of overcompleteness, Wilson
# 95 % bars, the paper as hollow marks.
#
#   gnuplot -c sign_flips.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise sign_flips` writes. Without OUTPUT the picture goes to stdout. If
# other axes vary too, each of their combinations is a line of its own, named in the legend. The
# paper's marks are grey, since its m is not known.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("sign_flips.gp")]
load folder."common.gp"
setting_axes = "steps rule boundary initialisation density batch learning_rate budget most"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
line_word(row) = strcol("overcompleteness").setting(row)
lines = ""; known = ""; k_high = 0
look(k) = (lines = with_word(lines, line_word(0)), k_high = high(k_high, k), \
           known = strcol("paper") eq "" ? known : with_word(known, strcol("paper")[1:1]))
stats table using (look(column("flip_count")), 1) nooutput
count = words(lines)

is_line(i) = line_word(0) eq word(lines, i)
m_of(i) = comma(word(lines, i)) ? word(lines, i)[1:comma(word(lines, i)) - 1] : word(lines, i)
rest_of(i) = comma(word(lines, i)) ? word(lines, i)[comma(word(lines, i)):*] : ""
array winners[count]
do for [i = 1:count] {
  stats table using (is_line(i) ? (winners[i] = column("winners")) : 0, 1) nooutput
}
name(i) = sprintf("m = %s%s (%d)", m_of(i), spoken(rest_of(i)), winners[i])

# The paper's rates are about ("~0.8") or at most ("<= 0.5") this.
is_known(k) = strcol("paper")[1:1] eq word(known, k)
paper_y(k) = is_known(k) ? real(strcol("paper")[word(known, k) eq "<" ? 3 : 2:*]) : NaN

# ---- How it looks --------------------------------------------------------------------------------
# An m looks the same in every picture, unless lines differ in more than that.
style(i) = (varying ? i - 1 : int(real(m_of(i))) - 1) % 8 + 1
colour(i) = word(colours, style(i))
mark(i) = int(word(marks, style(i)))
dash(i) = (style(i) - 1) % 5 + 1
# Lines stand side by side, so that their bars do not hide one another.
x(i) = is_line(i) ? column("flip_count") \
    + (column("flip_count") == 0 ? 0 : (i - 0.5 * (count + 1)) * low(0.1, 0.6 / count)) : NaN

set xrange [-0.25 : k_high + 0.4]
set yrange [-0.02 : 1.02]
set xtics 1 nomirror
set ytics 0, 0.2, 1 nomirror
set mytics 2
set border 3
set xlabel "sign flips k"
pick(k, about, at_most) = word(known, k) eq "<" ? at_most : about
# gnuplot warns of a plot without a point.
paper_marks = known eq "" ? "" : \
    'for [k = 1:words(known)] table using "flip_count":(paper_y(k)) with points ' \
    .(dumb ? 'pt pick(k, "o", "v"),' : \
             'pt pick(k, 6, 10) ps 2 lw 1.5 lc rgb any_colour notitle,')

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  set title "success of winners after sign flips; digits: m; paper: o, v not above this"
  unset key
  plot @paper_marks for [i = 1:count] table using (x(i)):"rate" with points pt (m_of(i)[1:1])
} else {
  eval picture("sign_flips", 800, 500)
  if (ARGC >= 3) { set output ARG3 }
  set title "How often networks that learned still do when k initial weights change their signs\n" \
      ."{/*0.85 bars: Wilson 95 %; at k = 0 all have learned by definition}"
  set ylabel "share of winners that learn again"
  set grid ytics mytics lc rgb "#dddddd" lt 1 lw 0.5, lc rgb "#eeeeee" lt 1 lw 0.5
  set key outside right top Left reverse noenhanced samplen 2.5 spacing 1.2 \
      title "m (winners)"
  legend(mark, text) = strstrt(known, mark) ? text : ""
  plot for [i = 1:count] table using (x(i)):"rate":"wilson_low":"wilson_high" with yerrorbars \
           lc rgb colour(i) lw 1 ps 0 notitle, \
       for [i = 1:count] table using (x(i)):"rate" with linespoints \
           lc rgb colour(i) lw 2 dt dash(i) pt mark(i) ps 1 title name(i), \
       @paper_marks keyentry with points pt 6 ps 2 lw 1.5 lc rgb any_colour \
           title legend("~", "paper: about this"), \
       keyentry with points pt 10 ps 2 lw 1.5 lc rgb any_colour \
           title legend("<", "paper: not above")
}

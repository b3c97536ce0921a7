# Success against overcompleteness: a line a step count, Wilson 95 % bars, the paper as hollow marks.
#
#   gnuplot -c overcompleteness.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise overcompleteness` writes. Without OUTPUT the picture goes to stdout.
# If other axes vary too (density, ...), each of their combinations is a line of its own, named in
# the legend; the paper's marks are then grey, since its values of these axes are not known.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("overcompleteness.gp")]
load folder."common.gp"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
# A line's word: "2", or "2,density=0.38" if density varies.
line_word(row) = strcol("steps").setting(row)

lines = ""
m_low = 1e9; m_high = -1e9
widen(m) = (m_low = low(m_low, m), m_high = high(m_high, m))
stats table using (lines = with_word(lines, line_word(0)), \
                   widen(column("overcompleteness")), 1) nooutput
count = words(lines)

is_line(i) = line_word(0) eq word(lines, i)
comma(text) = strstrt(text, ",")
steps_of(i) = comma(word(lines, i)) ? word(lines, i)[1:comma(word(lines, i)) - 1] : word(lines, i)
rest_of(i) = comma(word(lines, i)) ? ", ".word(lines, i)[comma(word(lines, i)) + 1:*] : ""
name(i) = "n = ".steps_of(i).rest_of(i)

# Trials a point, of each step count.
step_counts = ""
stats table using (step_counts = with_word(step_counts, strcol("steps")), 1) nooutput
all_low = 1e9; all_high = 0; by_steps = ""; last_text = ""
do for [k = 1:words(step_counts)] {
  t_low = 1e9; t_high = 0
  tally(t) = (t_low = low(t_low, t), t_high = high(t_high, t))
  stats table using (strcol("steps") eq word(step_counts, k) ? tally(column("trials")) : 0, 1) nooutput
  all_low = low(all_low, t_low); all_high = high(all_high, t_high)
  text = range(t_low, t_high)
  by_steps = by_steps.(text eq last_text ? ", ".word(step_counts, k) : \
                       (k == 1 ? "" : "), ").text." (n = ".word(step_counts, k))
  last_text = text
}
trials_text = "trials a point: " \
    .(all_low == all_high || words(step_counts) == 1 ? range(all_low, all_high) : by_steps.")")

# The largest m of each line of which the paper says "not above".
array last_not_above[count]
do for [i = 1:count] {
  last = -1
  tally(m, paper) = paper[1:2] eq "<=" ? (last = high(last, m)) : 0
  stats table using \
      (is_line(i) ? tally(column("overcompleteness"), strcol("paper")) : 0, 1) nooutput
  last_not_above[i] = last
}

# What the paper is known to say of a row: "=" a rate, ">" above it, "<" not above it. Of the many
# "<" of a line only the last is drawn, next to which its ">" or the end of the paper's grid follows.
kind(paper) = paper eq "" ? "" : paper[1:1] eq ">" || paper[1:1] eq "<" ? paper[1:1] : "="
number(paper) = real(paper[1:1] eq "~" || paper[1:1] eq ">" ? paper[2:*] : \
                     paper[1:1] eq "<" ? paper[3:*] : paper)

# "1= 1< 2>": the lines that have such marks; gnuplot warns of a plot without a point.
known = ""
remember(text) = known = with_word(known, text)
do for [i = 1:count] {
  stats table using \
      (is_line(i) && strcol("paper") ne "" ? remember(sprintf("%d%s", i, kind(strcol("paper")))) : 0, 1) \
      nooutput
}
known_line(k) = int(word(known, k)[1:strlen(word(known, k)) - 1])
known_kind(k) = word(known, k)[strlen(word(known, k)):*]
is_known(k) = is_line(known_line(k)) && kind(strcol("paper")) eq known_kind(k) && \
    (known_kind(k) ne "<" || column("overcompleteness") == last_not_above[known_line(k)])
paper_y(k) = is_known(k) ? number(strcol("paper")) : NaN
pick(kind, equals, above, not_above) = kind eq "=" ? equals : kind eq ">" ? above : not_above

# ---- How it looks --------------------------------------------------------------------------------
# A step count looks the same in every picture, unless lines differ in more than that.
style(i) = (varying ? i - 1 : int(real(steps_of(i))) - 1) % 8 + 1
colour(i) = word(colours, style(i))
mark(i) = int(word(marks, style(i)))
dash(i) = (style(i) - 1) % 5 + 1
legend(kind, text) = strstrt(known, kind) ? text : ""
paper_colour(i) = varying ? any_colour : colour(i)

# Lines stand side by side, so that their bars do not hide one another.
span = high(m_high - m_low + 1, 4)
side(i) = (i - 0.5 * (count + 1)) * low(0.007 * span, 0.6 / count)
x(i) = is_line(i) ? column("overcompleteness") + side(i) : NaN
paper_x(k) = varying ? column("overcompleteness") : x(known_line(k))

set xrange [m_low - 0.02 * span - 0.25 : m_high + 0.02 * span + 0.25]
set yrange [-0.02 : 1.02]
set xtics high(1, ceil(span / 14.0)) nomirror
set ytics 0, 0.2, 1 nomirror
set mytics 2
set border 3
set xlabel "degree of overcompleteness m"
paper_marks = known eq "" ? "" : \
    'for [k = 1:words(known)] table using (paper_x(k)):(paper_y(k)) with points ' \
    .(dumb ? 'pt pick(known_kind(k), "o", "^", "v"),' : \
             'pt pick(known_kind(k), 6, 8, 10) ps 2 lw 1.5 lc rgb paper_colour(known_line(k)) notitle,')

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  set title "probability of success; digits: n; paper: o, ^ above this, v not above this\n" \
      .trials_text
  unset key
  # The paper's first: what is measured stands on top.
  plot @paper_marks for [i = 1:count] table using (x(i)):"rate" with points pt (steps_of(i))
} else {
  eval picture("overcompleteness", 800, 500)
  if (ARGC >= 3) { set output ARG3 }
  set title "How often a network L(n, m) learns n steps of Life\n" \
      ."{/*0.85 ".trials_text."; bars: Wilson 95 %}"
  set ylabel "probability of success"
  set grid ytics mytics lc rgb "#dddddd" lt 1 lw 0.5, lc rgb "#eeeeee" lt 1 lw 0.5
  set key outside right top Left reverse noenhanced samplen 2.5 spacing 1.2 \
      title "number of steps n"
  plot for [i = 1:count] table using (x(i)):"rate":"wilson_low":"wilson_high" with yerrorbars \
           lc rgb colour(i) lw 1 ps 0 notitle, \
       for [i = 1:count] table using (x(i)):"rate" with linespoints \
           lc rgb colour(i) lw 2 dt dash(i) pt mark(i) ps 1 title name(i), \
       @paper_marks keyentry with points pt 6 ps 2 lw 1.5 lc rgb any_colour title legend("=", "paper"), \
       keyentry with points pt 8 ps 2 lw 1.5 lc rgb any_colour title legend(">", "paper: above this"), \
       keyentry with points pt 10 ps 2 lw 1.5 lc rgb any_colour title legend("<", "paper: not above")
}

# Success against overcompleteness: a panel a setting of the axes besides n and m, in it a line a
# step count, Wilson 95 % bars, and in grey what the paper says, with the step counts of which; its
# values of the other axes are not known, so it is in every panel.
#
#   gnuplot -c overcompleteness.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise overcompleteness` writes. Without OUTPUT the picture goes to stdout;
# the plain text has all settings in one panel.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("overcompleteness.gp")]
load folder."common.gp"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
m(row) = column("overcompleteness")
setting_word(row) = setting(row) eq "" ? "," : setting(row)
settings = ""; steps = ""; present = ""; m_low = 1e9; m_high = -1e9
trials_low = 1e9; trials_high = 0; sampled_from = 1e9; sampled = 0
note_sampled(n, boards) = boards == 0 ? 0 \
    : (sampled = int(boards), sampled_from = low(sampled_from, n))
note(trials) = (settings = with_word(settings, setting_word(0)), \
    steps = with_word(steps, strcol("steps")), \
    present = with_word(present, strcol("steps").setting_word(0)), \
    m_low = low(m_low, m(0)), m_high = high(m_high, m(0)), \
    trials_low = low(trials_low, trials), trials_high = high(trials_high, trials), \
    note_sampled(column("steps"), column("sampled_boards")))
stats table using (note(column("trials")), 1) nooutput

# Of setting c and step count s: whether there are rows, their trials, and the last m of which the
# paper says "not above".
has(c, s) = strstrt(" ".present." ", " ".word(steps, s).word(settings, c)." ") > 0
is_of(c) = setting_word(0) eq word(settings, c)
is_line(c, s) = is_of(c) && strcol("steps") eq word(steps, s)
index_of(c, s) = (c - 1) * words(steps) + s
array trials_of[words(settings) * words(steps)]
array last_not_above[words(settings) * words(steps)]
do for [c = 1:words(settings)] { do for [s = 1:words(steps)] {
  least = 1e9; most = 0; last = -1
  look(trials, paper) = (least = low(least, trials), most = high(most, trials), \
                         paper[1:2] eq "<=" ? (last = high(last, m(0))) : 0)
  stats table using (is_line(c, s) ? look(column("trials"), strcol("paper")) : 0, 1) nooutput
  trials_of[index_of(c, s)] = range(least, most).(most == 1 ? " trial" : " trials")
  last_not_above[index_of(c, s)] = last
} }

# What the paper is known to say of a row: "=" a rate, ">" above it, "<" not above it. Of the many
# "<" of a line only the last is drawn, next to which its ">" or the end of the paper's grid
# follows.
kind(paper) = paper[1:1] eq ">" || paper[1:1] eq "<" ? paper[1:1] : "="
number(paper) = paper[1:1] eq "~" || paper[1:1] eq ">" ? paper[2:*] : \
                paper[1:1] eq "<" ? paper[3:*] : paper
is_known(c, s) = is_line(c, s) && strcol("paper") ne "" && \
    (kind(strcol("paper")) ne "<" || m(0) == last_not_above[index_of(c, s)])

# The places in each panel at which it says something, "<:24:0.5", and of which n: "3, 4, 5".
place_word(row) = sprintf("%s:%d:%g", kind(strcol("paper")), m(0), real(number(strcol("paper"))))
array places[words(settings)]
kinds = ""
do for [c = 1:words(settings)] {
  list = ""
  do for [s = 1:words(steps)] {
    stats table using \
        (is_known(c, s) ? strlen(list = with_word(list, place_word(0))) : 0, 1) nooutput
  }
  places[c] = list
  do for [place in list] { kinds = with_word(kinds, place[1:1]) }
}
colon(text) = strstrt(text, ":")
place_m(place) = real(place[3:2 + colon(place[3:*]) - 1])
place_y(place) = real(place[3 + colon(place[3:*]):*])

# ---- How it looks --------------------------------------------------------------------------------
# A step count looks the same in every picture.
style(s) = (int(real(word(steps, s))) - 1) % 8 + 1
colour(s) = word(colours, style(s))
mark(s) = int(word(step_marks, style(s)))
dash(s) = (style(s) - 1) % 5 + 1
paper_look = "lw 1.8 lc rgb any_colour"
paper_text = "front font ',10' tc rgb any_colour"

# Lines stand side by side, so that their bars do not hide one another.
count = words(steps)
side(s) = 1.026 ** (s - 0.5 * (count + 1))
x(c, s) = is_line(c, s) ? m(0) * side(s) : NaN

set logscale x 2
set xrange [m_low / 1.4 : m_high * 1.15]
set yrange [-0.03 : 1.03]
set xtics () nomirror
do for [tic in "1 2 3 4 5 6 8 10 12 16 20 24 32 48 64"] { set xtics add (tic real(tic)) }
set ytics 0, 0.2, 1 nomirror
set mytics 2
set border 3

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  set title "probability of success; digits: n; paper: o, ^ above this, v not above this\n" \
      ."trials a point: ".range(trials_low, trials_high)
  set xlabel "degree of overcompleteness m"
  unset key
  letter(kind) = kind eq "=" ? "o" : kind eq ">" ? "^" : "v"
  plots = ""
  # The paper's first: what is measured stands on top.
  do for [c = 1:words(settings)] {
    do for [place in places[c]] {
      set label letter(place[1:1]) at place_m(place), place_y(place) center back
    }
    do for [s = 1:words(steps)] {
      if (has(c, s)) {
        plots = plots.sprintf("table using (x(%d, %d)):'rate' with points pt '%s', ", \
                              c, s, word(steps, s)[1:1])
      }
    }
  }
  eval "plot ".plots."NaN notitle"
} else {
  panel = 320; head = 62; foot = 25
  total = head + words(settings) * panel + foot
  eval picture("overcompleteness", 800, total)
  if (ARGC >= 3) { set output ARG3 }
  screen(pixels) = 1 - pixels / (1.0 * total)
  bound = sampled == 0 ? "" : sprintf( \
      "; success from n = %d on: no error on %d,%03d fresh boards, a bound and no proof", \
      sampled_from, sampled / 1000, sampled % 1000)
  set multiplot title "How often a network L(n, m) learns n steps of Life\n" \
      ."{/*0.85 trials a point: beside n; bars: Wilson 95 %".bound."}"
  set lmargin at screen 0.085; set rmargin at screen 0.73
  set grid ytics mytics lc rgb "#dddddd" lt 1 lw 0.5, lc rgb "#eeeeee" lt 1 lw 0.5
  set ylabel "probability of success"
  set key at screen 0.745, graph 1 left top Left reverse samplen 2.5 spacing 1.2
  do for [c = 1:words(settings)] {
    set tmargin at screen screen(head + (c - 1) * panel + 25)
    set bmargin at screen screen(head + c * panel - 30)
    set xlabel (c == words(settings) ? "degree of overcompleteness m (logarithmic)" : "")
    unset label; unset arrow
    set label 1 spoken(word(settings, c)[2:*]) at graph 0, 1.05 left noenhanced
    do for [place in places[c]] {
      px = place_m(place); py = place_y(place)
      of = ""
      do for [s = 1:words(steps)] {
        look(word) = (word eq place ? (of = with_word(of, word(steps, s))) : of)
        stats table using (is_known(c, s) ? strlen(look(place_word(0))) : 0, 1) nooutput
      }
      named_steps = "n = ".word(of, 1)
      do for [i = 2:words(of)] { named_steps = named_steps.", ".word(of, i) }
      if (place[1:1] eq "=") {
        set label named_steps at px, py right offset -0.9, -0.6 @paper_text \
            point pt 2 ps 1.6 @paper_look
      } else {
        up = place[1:1] eq ">" ? 1 : -1
        set arrow from px / 1.06, py to px * 1.06, py nohead front @paper_look
        set arrow from px, py to px, py + up * 0.08 filled size screen 0.009, 22 front @paper_look
        # The last one has no room on its right.
        if (px < m_high) {
          set label named_steps at px, py + up * 0.11 left offset 0.6, 0 @paper_text
        } else {
          set label named_steps at px, py + up * 0.17 center @paper_text
        }
      }
    }
    plots = ""
    do for [s = 1:words(steps)] {
      if (has(c, s)) {
        plots = plots.sprintf("table using (x(c, %d)):'rate':'wilson_low':'wilson_high' " \
                ."with yerrorbars lc rgb colour(%d) lw 1 ps 0 notitle, ", s, s) \
            .sprintf("table using (x(c, %d)):'rate' with linespoints lc rgb colour(%d) lw 2 " \
                ."dt dash(%d) pt mark(%d) ps 1 title 'n = %s: %s', ", s, s, s, s, \
                word(steps, s), trials_of[index_of(c, s)])
      }
    }
    do for [k in kinds] {
      plots = plots.(k eq "=" ? "keyentry with points pt 2 ps 1.6 ".paper_look." title 'paper'" : \
          sprintf("keyentry with points pt '%s' lc rgb any_colour title 'paper: %s'", \
              k eq ">" ? "↥" : "↧", k eq ">" ? "above this" : "not above")).", "
    }
    eval "plot ".plots."NaN notitle"
  }
  unset multiplot
}

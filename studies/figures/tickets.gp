# How often sub-networks learn when they are trained on their own, against the weights they keep: a
# row of panels an n and m, in it one for iterative pruning and its controls, one for masks found at
# initialisation, one for masks that change in training; a line a way, Wilson 95 % bars. In each
# panel iterative pruning and small dense networks stand beside the others; a tenth is marked.
#
#   gnuplot -c tickets.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise tickets` writes. Without OUTPUT the picture goes to stdout; the plain
# text has the first row's panels in one.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("tickets.gp")]
load folder."common.gp"
setting_axes = "rule boundary initialisation density batch learning_rate biases rewind_step " \
    ."mask_interval update_period"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
# In words without blanks: "imp,shuffled".
way(row) = strcol("method").(strcol("control") eq "none" ? "" : ",".strcol("control")) \
    .(strcol("train_until") eq "exact" ? "" : ",trained-on")
panel(row) = strcol("steps").",".strcol("overcompleteness").setting(row)
ways = ""; panels = ""; present = ""; trials_low = 1e9; trials_high = 0; share_low = 1
note(trials, share) = (panels = with_word(panels, panel(0)), ways = with_word(ways, way(0)), \
    present = with_word(present, panel(0)."/".way(0)), \
    trials_low = low(trials_low, trials), trials_high = high(trials_high, trials), \
    share_low = low(share_low, share))
stats table using (note(column("trials"), column("share")), 1) nooutput
after(text) = text[comma(text) + 1:*]
n_of(p) = p[1:comma(p) - 1]
m_of(p) = comma(after(p)) ? after(p)[1:comma(after(p)) - 1] : after(p)
rest_of(p) = comma(after(p)) ? after(p)[comma(after(p)):*] : ""
rows = words(panels)
array dense[rows]
do for [i = 1:rows] {
  dense[i] = NaN
  look(rate) = (dense[i] = rate)
  stats table using (panel(0) eq word(panels, i) && strcol("round") eq "0" \
      ? look(column("rate")) : 0, 1) nooutput
}
has(p, w) = strstrt(" ".present." ", " ".p."/".w." ") > 0
share(p, w) = panel(0) eq p && way(0) eq w && strcol("round") ne "0" ? 100 * column("share") : NaN
trials_text = "trials a point: ".range(trials_low, trials_high)

# ---- How it looks --------------------------------------------------------------------------------
array group[3] = \
    ["imp imp,trained-on imp-late fine-tuned fine-tuned,trained-on imp,reinitialised imp,same-signs imp,shuffled imp,other-seed", \
     "imp snip grasp synflow magnitude random random-layers", \
     "imp early-bird set rigl supermask random-layers"]
array title[3] = ["iterative pruning, and one thing changed", \
                  "masks at initialisation", "masks that change"]
known = "imp imp-late fine-tuned imp,reinitialised imp,same-signs imp,shuffled imp,other-seed snip " \
    ."grasp synflow magnitude random random-layers early-bird set rigl supermask small imp,trained-on fine-tuned,trained-on"
known_colours = "#004488 #56B4E9 #000000 #BB5566 #DDAA33 #117733 #882255 #BB5566 #882255 " \
    ."#117733 #56B4E9 #777777 #AA4499 #DDAA33 #56B4E9 #117733 #BB5566 #000000 #004488 #000000"
known_marks = "7 6 2 5 13 9 11 5 11 9 15 2 3 13 15 9 5 4 65 1"
number_of(w) = words((" ".known." ")[1:strstrt(" ".known." ", " ".w." ")]) + 1
colour(w) = word(known_colours, number_of(w))
mark(w) = int(word(known_marks, number_of(w)))
dash(w) = strstrt(w, ",trained-on") ? 2 : w eq "fine-tuned" || w eq "random" ? 3 \
    : w eq "random-layers" ? 5 : 1
name_of(w) = w eq "imp" ? "imp (rewound to its start)" \
    : w eq "imp-late" ? "rewound to a later step" \
    : comma(w) ? w[1:comma(w) - 1].", ".after(w) : w
small_look = "lc rgb 'black' lw 1 pt 4 ps 1.1"

set logscale x
set xtics (100, 50, 20, 10, 5, 2, 1) nomirror
set yrange [-0.03 : 1.04]
set ytics 0, 0.2, 1 nomirror
set border 3

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  p = word(panels, 1)
  set title "n = ".n_of(p).", m = ".m_of(p).spoken(rest_of(p)) \
      .": share that learns alone; first letters, small: o; ".trials_text
  set xlabel "weights kept, % of all"
  set xrange [110 : 80 * share_low]
  unset key
  text = ""
  do for [w in ways] {
    if (has(p, w) && !comma(w)) {
      letter = w eq "small" ? "o" : w eq "imp" ? "#" : w[1:1]
      text = text.sprintf("table using (share(p, '%s')):'rate' with points pt '%s', ", w, letter)
    }
  }
  eval "plot ".text."NaN notitle"
} else {
  panel_height = 225; head = 314; foot = 45
  total = head + rows * panel_height + foot
  eval picture("tickets", 1200, total)
  if (ARGC >= 3) { set output ARG3 }
  screen(pixels) = 1 - pixels / (1.0 * total)
  left(c) = 0.055 + (c - 1) * 0.317
  right_end(c) = left(c) + 0.285
  set multiplot title "How often sub-networks learn Life when they are trained on their own\n" \
      ."{/*0.85 ".trials_text."; bars: Wilson 95 %; dashed: the whole network; dotted: a tenth of its weights}"
  do for [c = 1:3] {
    set lmargin at screen left(c); set rmargin at screen right_end(c)
    set tmargin at screen screen(62); set bmargin at screen screen(head - 34)
    set key at graph 0, 1 left top vertical Left reverse noenhanced samplen 3 maxrows 11 \
        title title[c] left
    unset border; unset tics; unset logscale; unset xlabel; unset ylabel; unset grid
    set xrange [0 : 1]; set yrange [0 : 1]
    text = ""
    do for [w in group[c]] {
      if (strstrt(" ".ways." ", " ".w." ")) {
        text = text.sprintf("keyentry with linespoints lc rgb '%s' lw 2 dt %d pt %d ps 0.9 " \
            ."title '%s', ", colour(w), dash(w), mark(w), name_of(w))
      }
    }
    if (strstrt(" ".ways." ", " small ")) {
      text = text."keyentry with points ".small_look." title 'small dense networks', "
    }
    eval "plot ".text."NaN notitle"
  }
  unset key
  set border 3
  set logscale x
  set xtics (100, 50, 20, 10, 5, 2, 1) nomirror
  set yrange [-0.03 : 1.04]
  set ytics 0, 0.2, 1 nomirror
  set grid ytics lc rgb "#dddddd" lt 1 lw 0.5
  do for [i = 1:rows] {
    p = word(panels, i)
    set tmargin at screen screen(head + (i - 1) * panel_height)
    set bmargin at screen screen(head + i * panel_height - 50)
    set xrange [108 : 88 * share_low]
    set arrow 1 from 10, graph 0 to 10, graph 1 nohead dt 3 lw 1.5 lc rgb any_colour back
    set arrow 2 from graph 0, first dense[i] to graph 1, first dense[i] nohead dt 2 lw 1 \
        lc rgb any_colour back
    do for [c = 1:3] {
      set lmargin at screen left(c); set rmargin at screen right_end(c)
      set label 1 "n = ".n_of(p).", m = ".m_of(p).spoken(rest_of(p)) at graph 0, 1.06 left noenhanced
      set xlabel (i == rows ? "weights kept, % of all" : "")
      set ylabel (c == 1 ? "share that learns" : "")
      text = ""
      do for [w in group[c]] {
        if (has(p, w)) {
          text = text.sprintf("table using (share(p, '%s')):'rate':'wilson_low':'wilson_high' " \
              ."with yerrorbars lc rgb '%s' lw 0.7 ps 0 notitle, ", w, colour(w)) \
              .sprintf("table using (share(p, '%s')):'rate' with linespoints lc rgb '%s' lw 2 " \
              ."dt %d pt %d ps 0.8 notitle, ", w, colour(w), dash(w), mark(w))
        }
      }
      if (has(p, "small")) {
        text = text."table using (share(p, 'small')):'rate':'wilson_low':'wilson_high' " \
            ."with yerrorbars ".small_look." notitle, "
      }
      eval "plot ".text."NaN notitle"
    }
  }
  unset multiplot
}

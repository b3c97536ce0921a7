# How many trained networks are still exact with a share of their weights: a row of panels for the
# largest three m of each n, on the left a line a criterion, pruned round by round, on the right
# other ways beside magnitude's line; Wilson 95 % bars, a tenth marked.
#
#   gnuplot -c pruning.gp TABLE.csv svg|png|dumb [OUTPUT]
#
# TABLE.csv is what `summarise pruning` writes. Without OUTPUT the picture goes to stdout; the plain
# text has the first row's left panel only.

table = ARG1
format = ARG2
folder = ARG0[1:strlen(ARG0) - strlen("pruning.gp")]
load folder."common.gp"
setting_axes = "rule boundary initialisation density batch learning_rate"
load folder."settings.gp"

# ---- What is in the table ------------------------------------------------------------------------
way(row) = ",".strcol("schedule").",".strcol("survivors").",".strcol("biases")."," \
    .strcol("train_until")
base_way = ",iterative,keep,kept,exact"
method(row) = strcol("criterion").way(row)
panel(row) = strcol("steps").",".strcol("overcompleteness").",".strcol("round_share")."," \
    .strcol("retraining").",".strcol("budget").setting(row)
methods = ""; names = ""; panels = ""
note(word, name) = (panels = with_word(panels, panel(0)), \
    strstrt(" ".methods." ", " ".word." ") ? 0 \
        : (methods = with_word(methods, word), names = names." '".name."'"))
stats table using (note(method(0), strcol("method")), 1) nooutput
name_of(m) = word(names, words((" ".methods." ")[1:strstrt(" ".methods." ", " ".m." ")]) + 1)
criterion_of(m) = m[1:comma(m) - 1]
way_of(m) = m[comma(m):*]
after(text) = text[comma(text) + 1:*]
n_of(p) = p[1:comma(p) - 1]
m_of(p) = after(p)[1:comma(after(p)) - 1]
# Of a panel without n, m, round_share, retraining and budget.
rest_of(p) = (last = after(after(after(after(p)))), comma(last) ? last[comma(last):*] : "")

# The largest three m of each n and setting, in the table's order: the last three.
shown = ""
do for [i = 1:words(panels)] {
  p = word(panels, i)
  larger = 0
  do for [q in panels] {
    larger = larger + (n_of(q) eq n_of(p) && after(after(q)) eq after(after(p)) \
                       && real(m_of(q)) > real(m_of(p)))
  }
  if (larger < 3) { shown = with_word(shown, p) }
}
rows = words(shown)

bases = ""; others = ""
do for [m in methods] {
  if (way_of(m) eq base_way) { bases = with_word(bases, m) } else { others = with_word(others, m) }
}
base = "magnitude".base_way
beside = (strstrt(" ".bases." ", " ".base." ") ? base : "").others

in_panel(p) = panel(0) eq p
has(p, m) = strstrt(" ".present." ", " ".p."/".m." ") > 0
present = ""; networks_low = 1e9; networks_high = 0
note_present(n) = (present = with_word(present, panel(0)."/".method(0)), \
    networks_low = low(networks_low, n), networks_high = high(networks_high, n))
stats table using (note_present(column("networks")), 1) nooutput
share_low = 1
array known[rows]
do for [i = 1:rows] {
  known[i] = NaN
  look(share, least) = (share_low = low(share_low, share), known[i] = least)
  stats table using (in_panel(word(shown, i)) \
      ? look(column("share"), 100 * real(strcol("weights_known")) / column("weights")) : 0, 1) \
      nooutput
}
share(p, m) = in_panel(p) && method(0) eq m ? 100 * column("share") : NaN
networks_text = "exact networks pruned by each method: ".range(networks_low, networks_high)

# ---- How it looks --------------------------------------------------------------------------------
# A criterion looks the same in every picture; other ways have their colours by their place.
criteria = "magnitude magnitude-layerwise sensitivity removal synflow grasp displacement random filters"
criterion_colours = "#004488 #56B4E9 #117733 #000000 #BB5566 #882255 #DDAA33 #777777 #AA4499"
criterion_marks = "7 65 13 5 9 11 15 2 3"
way_colours = "#BB5566 #DDAA33 #117733 #56B4E9 #000000 #882255 #777777 #AA4499"
way_marks = "6 4 8 12 10 14 2 3"
place_of(list, m) = words((" ".list." ")[1:strstrt(" ".list." ", " ".m." ")]) + 1
is_base(m) = way_of(m) eq base_way
cycled(list, m) = word(list, (place_of(others, m) - 1) % words(list) + 1)
colour(m) = is_base(m) ? word(criterion_colours, place_of(criteria, criterion_of(m))) \
                       : cycled(way_colours, m)
mark(m) = int(is_base(m) ? word(criterion_marks, place_of(criteria, criterion_of(m))) \
                         : cycled(way_marks, m))
dash(m) = is_base(m) ? 1 : 2

set logscale x
set xtics (100, 50, 20, 10, 5, 2, 1) nomirror
set yrange [-0.03 : 1.04]
set ytics 0, 0.2, 1 nomirror
set border 3

if (dumb) {
  set terminal dumb size 79,24 noenhanced mono
  p = word(shown, 1)
  set title "n = ".n_of(p).", m = ".m_of(p).spoken(rest_of(p)) \
      .": share still exact; first letters of criteria; ".networks_text
  set xlabel "weights kept, % of all"
  set xrange [110 : 80 * share_low]
  unset key
  text = ""
  do for [m in bases] {
    if (has(p, m)) {
      text = text.sprintf("table using (share(p, '%s')):'rate' with points pt '%s', ", m, m[1:1])
    }
  }
  eval "plot ".text."NaN notitle"
} else {
  panel_height = 215; head = 200; foot = 45
  total = head + rows * panel_height + foot
  eval picture("pruning", 1000, total)
  if (ARGC >= 3) { set output ARG3 }
  screen(pixels) = 1 - pixels / (1.0 * total)
  columns = others eq "" ? 1 : 2
  left(c) = c == 1 ? 0.075 : 0.555
  right_end(c) = c == 2 ? 0.985 : columns == 2 ? 0.495 : 0.985
  set multiplot title "How many networks that learned Life are still exact when weights are " \
      ."pruned\n{/*0.85 ".networks_text."; bars: Wilson 95 %; " \
      ."dotted: a tenth of the weights; grey: the fewest known}"
  do for [c = 1:columns] {
    set lmargin at screen left(c); set rmargin at screen right_end(c)
    set tmargin at screen screen(68); set bmargin at screen screen(head - 30)
    set key at graph 0, 1 left top vertical Left reverse noenhanced samplen 3 maxrows 6 \
        width -4 font ',10' title (c == 1 ? "round by round, by" : "magnitude, and other ways") left
    unset border; unset tics; unset logscale; unset xlabel; unset ylabel
    set xrange [0 : 1]; set yrange [0 : 1]
    text = ""
    do for [m in (c == 1 ? bases : beside)] {
      text = text.sprintf("keyentry with linespoints lc rgb '%s' lw 2 dt %d pt %d ps 0.9 " \
          ."title '%s', ", colour(m), dash(m), mark(m), name_of(m))
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
    p = word(shown, i)
    set tmargin at screen screen(head + (i - 1) * panel_height)
    set bmargin at screen screen(head + i * panel_height - 48)
    set xrange [108 : 88 * share_low]
    set arrow 1 from 10, graph 0 to 10, graph 1 nohead dt 3 lw 1.5 lc rgb any_colour back
    set arrow 2 from known[i], graph 0 to known[i], graph 1 nohead lw 4 lc rgb "#dddddd" back
    do for [c = 1:columns] {
      set lmargin at screen left(c); set rmargin at screen right_end(c)
      set label 1 "n = ".n_of(p).", m = ".m_of(p).spoken(rest_of(p)) at graph 0, 1.06 left noenhanced
      set xlabel (i == rows ? "weights kept, % of all" : "")
      set ylabel (c == 1 ? "share still exact" : "")
      text = ""
      do for [m in (c == 1 ? bases : beside)] {
        if (has(p, m)) {
          text = text.sprintf("table using (share(p, '%s')):'rate':'wilson_low':'wilson_high' " \
              ."with yerrorbars lc rgb '%s' lw 0.7 ps 0 notitle, ", m, colour(m)) \
              .sprintf("table using (share(p, '%s')):'rate' with linespoints lc rgb '%s' lw 2 " \
              ."dt %d pt %d ps 0.8 notitle, ", m, colour(m), dash(m), mark(m))
        }
      }
      eval "plot ".text."NaN notitle"
    }
  }
  unset multiplot
}

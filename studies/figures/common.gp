# What the figures have in common. Loaded with `table` and `format` (svg, png or dumb) set.

set datafile separator comma
set datafile columnheaders
set datafile missing NaN  # a line goes on over the rows that are not its own
dumb = format eq "dumb"

low(a, b) = a < b ? a : b
high(a, b) = a > b ? a : b
range(a, b) = a == b ? sprintf("%d", a) : sprintf("%d to %d", a, b)

# `text` with `word` at its end, unless it is there: a set of words without blanks.
with_word(text, word) = strstrt(" ".text." ", " ".word." ") ? text : text." ".word

# Colours of different brightness, filled marks and dashes: lines are told apart in grey too.
colours = "#004488 #BB5566 #DDAA33 #117733 #56B4E9 #000000 #882255 #777777"
marks = "7 5 13 15 9 11 3 2"
step_marks = "7 5 13 11 15 9 3 2"  # of n = 1, 2, ...
any_colour = "#555555"

# eval picture(name, width, height): pixels.
picture(name, width, height) = (format eq "svg" ? \
    "set terminal svg font 'DejaVu Sans,13' name '".name."'" : \
    "set terminal pngcairo font 'DejaVu Sans,11'") \
    .sprintf(" background 'white' size %d,%d", width, height)

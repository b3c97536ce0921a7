# What tells the lines of a table apart besides steps and overcompleteness, or, if `setting_axes` is
# set, of these. Loaded after common.gp.
# `stats` stands for a loop over the rows, its expressions assign.

# Of a row: "", or ",density=0.38" if density varies.
varying = 0
setting_of_row = "''"
if (!exists("setting_axes")) {
  setting_axes = "rule boundary initialisation density batch learning_rate budget"
}
do for [axis in setting_axes] {
  first = ""; several = 0
  look(value) = (first eq "" ? (first = value) : 0, value ne first ? (several = 1) : 0)
  stats table using (look(strcol(axis)), 1) nooutput
  if (several) {
    varying = 1
    setting_of_row = setting_of_row.".',".axis."='.strcol('".axis."')"
  }
}
eval "setting(row) = ".setting_of_row

# What a setting is called in a picture: ", density drawn" of ",density=uniform", which is what
# boards are that each draw their density, ", density 0.38" of ",density=0.38".
named(text) = text eq "density=uniform" ? "density drawn" : \
    text eq "initialisation=normal" ? "N(0, 1) weights, zero biases" : \
    text eq "initialisation=pytorch" ? "PyTorch's default" : \
    strstrt(text, "=") ? text[1:strstrt(text, "=") - 1]." ".text[strstrt(text, "=") + 1:*] : text
comma(text) = strstrt(text, ",")
spoken(text) = comma(text) ? named(text[1:comma(text) - 1]).", ".spoken(text[comma(text) + 1:*]) \
                           : named(text)

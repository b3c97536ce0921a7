#include "life/rule_names.h"

#include <string>

namespace life {
namespace {

struct Named {
  std::string_view name;  ///< as plain() leaves it
  std::string_view rule;
};

constexpr Named kNamed[] = {
    {"life", "B3/S23"},
    {"conway", "B3/S23"},
    {"conwayslife", "B3/S23"},
    {"gameoflife", "B3/S23"},
    {"conwaysgameoflife", "B3/S23"},
    {"2x2", "B36/S125"},
    {"34life", "B34/S34"},
    {"amoeba", "B357/S1358"},
    {"anneal", "B4678/S35678"},
    {"antilife", "B0123478/S01234678"},
    {"assimilation", "B345/S4567"},
    {"coagulations", "B378/S235678"},
    {"coral", "B3/S45678"},
    {"dayandnight", "B3678/S34678"},
    {"diamoeba", "B35678/S5678"},
    {"dotlife", "B3/S023"},
    {"drylife", "B37/S23"},
    {"flock", "B3/S12"},
    {"fredkin", "B1357/S02468"},
    {"gnarl", "B1/S1"},
    {"highlife", "B36/S23"},
    {"htrees", "B1/S012345678"},
    {"iceballs", "B25678/S5678"},
    {"lifewithoutdeath", "B3/S012345678"},
    {"livefreeordie", "B2/S0"},
    {"longlife", "B345/S5"},
    {"maze", "B3/S12345"},
    {"mazectric", "B3/S1234"},
    {"morley", "B368/S245"},
    {"move", "B368/S245"},
    {"persianrug", "B234/S"},
    {"pseudolife", "B357/S238"},
    {"replicator", "B1357/S1357"},
    {"seeds", "B2/S"},
    {"serviettes", "B234/S"},
    {"stains", "B3678/S235678"},
    {"walledcities", "B45678/S2345"},
};

/// Lower-case letters and digits alone, `&` as "and".
std::string plain(std::string_view name) {
  std::string kept;
  for (const char c : name) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) kept += c;
    if (c >= 'A' && c <= 'Z') kept += static_cast<char>(c | 0x20);
    if (c == '&') kept += "and";
  }
  return kept;
}

}  // namespace

std::optional<Rule> named_rule(std::string_view name) {
  constexpr std::size_t kLongest = 40;
  if (name.size() > kLongest) return std::nullopt;
  const std::string wanted = plain(name);
  for (const Named& named : kNamed) {
    if (named.name == wanted) return Rule::parse(named.rule);
  }
  return std::nullopt;
}

}  // namespace life

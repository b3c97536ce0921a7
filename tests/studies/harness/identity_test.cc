#include "studies/harness/identity.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "studies/harness/sha256.h"
#include "toy_study.h"

namespace study {
namespace {

TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Identity, IsTheHeadOfTheDocumentedHash) {
  const Study study = coin();
  const std::array<std::string, 3> values{"2", "0.5", "heads"};
  const std::string hash = to_hex(
      sha256("study,coin\nrevision,1\nflips,2\nbias,0.5\nside,heads\nbase_seed,7\ntrial,3\n"));
  EXPECT_EQ(format_seed(trial_seed(study, values, 7, 3)), "0x" + hash.substr(0, 16));
}

TEST(Identity, DependsOnEverythingThatDefinesATrial) {
  Study study = coin();
  const std::array<std::string, 3> values{"2", "0.5", "heads"};
  std::set<std::uint64_t> seeds{
      trial_seed(study, values, 0, 0), trial_seed(study, values, 1, 0),
      trial_seed(study, values, 0, 1),
      trial_seed(study, std::array<std::string, 3>{"3", "0.5", "heads"}, 0, 0)};
  study.revision = 2;
  seeds.insert(trial_seed(study, values, 0, 0));
  study.name = "dice";
  seeds.insert(trial_seed(study, values, 0, 0));
  EXPECT_EQ(seeds.size(), 6u);
}

TEST(Identity, SeedsAreWrittenWithAllDigits) { EXPECT_EQ(format_seed(255), "0x00000000000000ff"); }

}  // namespace
}  // namespace study

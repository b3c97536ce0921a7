#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "studies/figures/claims.h"
#include "studies/figures/reproduction.h"

namespace figures {

/// REPRODUCING.md: a row a claim with its figure, the paper's value, ours, the verdict, the
/// command, the time on two cores, the table and its SHA-256; if `beside` is not null also what
/// that folder says. Then all files with their SHA-256, and the runs that made the rows. Links lead
/// from `page_folder`. The same files give the same text.
std::string reproduction_page(std::span<const Claim> claims, const Reproduction& ours,
                              const Reproduction* beside, const std::filesystem::path& page_folder);

/// The same for a terminal, a paragraph a claim, without commands, times and files.
std::string reproduction_text(std::span<const Claim> claims, const Reproduction& ours,
                              const Reproduction* beside);

}  // namespace figures

#include "studies/task/window_batches.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <tuple>
#include <vector>

namespace task {
namespace {

constexpr std::size_t kMostKept = std::size_t{1} << 17;  // batches
using SmallCounts = std::array<std::uint16_t, kWindows>;

bool are_small(int batch_size) {
  return batch_size * kBoardSide * kBoardSide <= std::numeric_limits<std::uint16_t>::max();
}

}  // namespace

struct WindowBatches::Kept {
  using Source = std::tuple<life::Topology, bool, double, int, base::Stream, base::Stream>;

  Source source;
  Dataset boards;  // from batch histograms.size() on
  std::vector<SmallCounts> histograms;

  Kept(const Source& from, const Dataset& dataset) : source(from), boards(dataset) {
    histograms.reserve(kMostKept);
  }

  void restart(const Source& from, const Dataset& dataset) {
    source = from;
    boards = dataset;
    histograms.clear();
  }

  void draw() {
    boards.next();
    const WindowHistogram counts = count_windows(boards.boards());
    std::ranges::transform(counts, histograms.emplace_back().begin(),
                           [](std::uint32_t count) { return static_cast<std::uint16_t>(count); });
  }
};

thread_local std::shared_ptr<WindowBatches::Kept> WindowBatches::kept_last;

WindowBatches::WindowBatches(life::Topology topology, Density density, int batch_size,
                             const base::Stream& cells, const base::Stream& densities, bool keep)
    : boards_(topology, density, batch_size, cells, densities) {
  if (!keep || !are_small(batch_size)) return;
  const Kept::Source source(topology, density.drawn, density.fixed, batch_size, cells, densities);
  if (!kept_last || (kept_last->source != source && kept_last.use_count() > 1)) {
    kept_last = std::make_shared<Kept>(source, boards_);
  } else if (kept_last->source != source) {
    kept_last->restart(source, boards_);  // in the memory that it has
  }
  kept_ = kept_last;
}

const WindowHistogram& WindowBatches::next() {
  if (!kept_) {
    boards_.next();
    return counts_ = count_windows(boards_.boards());
  }
  if (next_ == kept_->histograms.size()) kept_->draw();
  std::ranges::copy(kept_->histograms[next_], counts_.begin());
  ++next_;
  if (next_ == kMostKept) {
    boards_ = kept_->boards;
    kept_.reset();
  }
  return counts_;
}

}  // namespace task

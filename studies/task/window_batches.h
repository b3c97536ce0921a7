#pragma once

#include <cstddef>
#include <memory>

#include "base/random.h"
#include "life/board.h"
#include "studies/task/dataset.h"
#include "studies/task/window_histogram.h"

namespace task {

/// What one-step networks see of a Dataset: the histogram of each batch's windows, batch after
/// batch.
class WindowBatches {
 public:
  /// Streams and batch size as Dataset takes them, batches below 2^22 boards. With `keep`,
  /// histograms stay in the memory of the thread, up to 128 MB, until it keeps others: trainings
  /// that follow on the same streams draw and count nothing, which is most of the work of a step of
  /// the smallest networks. Batches of 64 boards and more are not kept. What next() gives is the
  /// same either way.
  WindowBatches(life::Topology topology, Density density, int batch_size, const base::Stream& cells,
                const base::Stream& densities, bool keep);

  /// The next batch's; valid until the next call.
  const WindowHistogram& next();

 private:
  struct Kept;
  static thread_local std::shared_ptr<Kept> kept_last;

  std::shared_ptr<Kept> kept_;  // or none
  std::size_t next_ = 0;        // batch
  Dataset boards_;              // from batch next_ on, once kept_ has no more
  WindowHistogram counts_;
};

}  // namespace task

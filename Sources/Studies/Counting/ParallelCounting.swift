import DelimitedText
import Dispatch
import GenomicFiles
import Synchronization
import TumorModel

/// Counts in several files at a time.
struct ParallelCounting {
  let options: ReadOptions

  /// Counts sites in files.
  ///
  /// Threads beyond the number of files decompress.
  ///
  /// - Returns: What each file showed, in the order of the files, whatever the number of threads.
  /// - Throws: ``InputErrors`` of the first file, in that order, that has any.
  func count(
    _ files: [(file: NamedAlignment, sites: [Variant])]
  ) throws(InputErrors) -> [AlleleCounter.Result] {
    let options = options
    let lanes = max(1, min(options.threads, files.count))
    let threads = max(1, options.threads / lanes)
    let found = Mutex(
      [Result<AlleleCounter.Result, InputErrors>?](repeating: nil, count: files.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: lanes) { _ in
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < files.count else { return }
        let result = Result { () throws(InputErrors) in
          try AlleleCounter.count(
            files[number].sites, in: files[number].file, reference: options.reference,
            options: options.counting, threads: threads)
        }
        found.withLock { $0[number] = result }
        // Files before this one are under way; those after it need not be read.
        if case .failure = result { next.store(files.count, ordering: .relaxed) }
      }
    }
    var results: [AlleleCounter.Result] = []
    for result in found.withLock({ $0 }) {
      if let result { results.append(try result.get()) }
    }
    return results
  }
}

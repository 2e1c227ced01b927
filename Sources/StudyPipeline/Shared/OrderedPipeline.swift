/// Runs items of work on several threads and hands their results on in order.
///
/// Results that are done early wait; no more than a bounded number of chunks is ever ahead of the
/// one that is written, so memory does not grow with the number of items.
package struct OrderedPipeline: Sendable {
  /// Items in all.
  package let count: Int
  /// Items worked on at a time.
  package let threads: Int

  /// Items handed to a thread together.
  package let chunkSize: Int

  /// Prepares the work.
  ///
  /// - Parameter chunkSize: Items handed to a thread together; by default at most 32, and few enough
  ///   to share small studies out.
  package init(count: Int, threads: Int, chunkSize: Int? = nil) {
    (self.count, self.threads) = (count, threads)
    self.chunkSize = chunkSize ?? max(1, min(32, count / (threads * 8)))
  }

  /// Works on every chunk and writes its result in order.
  ///
  /// - Parameters:
  ///   - work: Makes the result of some items; called on any thread.
  ///   - write: Takes the results one by one, in order.
  /// - Throws: What either closure throws; work under way is then abandoned.
  package func run<Piece: Sendable>(
    work: @escaping @Sendable (Range<Int>) throws -> Piece, write: (Piece) throws -> Void
  ) async throws {
    let size = chunkSize
    let chunks = (count + size - 1) / size
    try await withThrowingTaskGroup(of: (Int, Piece).self) { group in
      var (next, written, running) = (0, 0, 0)
      var waiting: [Int: Piece] = [:]
      func start() {
        while running < threads, next < chunks, next < written + 4 * threads {
          let index = next
          group.addTask {
            try Task.checkCancellation()
            return (index, try work((index * size)..<min(count, (index + 1) * size)))
          }
          next += 1
          running += 1
        }
      }
      start()
      while let (index, piece) = try await group.next() {
        running -= 1
        waiting[index] = piece
        start()
        while let ready = waiting.removeValue(forKey: written) {
          try write(ready)
          written += 1
        }
        start()
      }
    }
  }
}

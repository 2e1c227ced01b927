/// How independent pieces of work are shared out: one after the other, or over the threads of whoever
/// calls. Results do not depend on it.
public struct WorkSharing: Sendable {
  private let each: @Sendable (_ count: Int, _ work: @Sendable (Int) -> Void) -> Void

  /// One piece after the other, on the caller's thread.
  public static let serial = WorkSharing { count, work in
    for index in 0..<count { work(index) }
  }

  /// Takes a loop.
  ///
  /// - Parameter each: Calls its second argument once with each number below its first, in any order and
  ///   on any thread, and returns when all calls have. A loop that leaves a number out or repeats one
  ///   breaks what rests on it.
  public init(_ each: @escaping @Sendable (_ count: Int, _ work: @Sendable (Int) -> Void) -> Void) {
    self.each = each
  }

  /// The results of each piece, in order.
  func map<Result>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { buffer, filled in
      // Each place is written once, by the thread that has its piece.
      nonisolated(unsafe) let results = buffer
      each(count) { results.initializeElement(at: $0, to: work($0)) }
      filled = count
    }
  }

  /// Changes each element in place.
  func forEach<Element>(
    of elements: inout [Element], _ work: @Sendable (Int, inout Element) -> Void
  ) {
    elements.withUnsafeMutableBufferPointer { buffer in
      // Each element is changed by the thread that has its piece.
      nonisolated(unsafe) let elements = buffer
      each(elements.count) { work($0, &elements[$0]) }
    }
  }
}

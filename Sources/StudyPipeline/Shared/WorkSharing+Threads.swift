import ClonalEvolution
import Foundation
import Synchronization

extension WorkSharing {
  /// Shares work out over threads, each of which takes the next piece when it is done with its last.
  ///
  /// - Parameter threads: At most as many; one works on the caller's.
  static func over(threads: Int) -> WorkSharing {
    guard threads > 1 else { return .serial }
    return WorkSharing { count, work in
      let next = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < count else { return }
          work(index)
        }
      }
    }
  }
}

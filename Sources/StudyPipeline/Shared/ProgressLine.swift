import Synchronization
import Wording

/// A line on a terminal that says how far a run is; silent elsewhere.
package final class ProgressLine: Sendable {
  private let total: Int
  private let isShown: Bool
  private let last = Mutex(-1)

  package init(total: Int, isShown: Bool) {
    self.total = total
    self.isShown = isShown && StandardError.isTerminal
  }

  /// Shows the number of patients that are done, when the percentage has changed.
  package func show(_ done: Int) {
    guard isShown, total > 0 else { return }
    let percent = done * 100 / total
    let isNew = last.withLock { last in
      defer { last = percent }
      return last != percent
    }
    guard isNew else { return }
    let bar = String(repeating: "=", count: percent / 5)
    write("\r[\(Wording.padded(bar, 20))] \(percent) % of \(Wording.count(total, "patient"))")
  }

  /// Removes the line.
  package func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { StandardError.put(text) }
}

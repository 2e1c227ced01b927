import Foundation

/// Cleans up and ends the process when it is interrupted or terminated.
///
/// The process then ends by that signal, as its parent expects.
final class InterruptGuard: Sendable {
  // Sources are made and cancelled on one thread; the handlers run on a queue of their own.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  /// Starts to listen.
  ///
  /// - Parameter cleanUp: Called once, on another thread.
  init(_ cleanUp: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "interrupts")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        cleanUp()
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
      source.resume()
      return source
    }
  }

  /// Stops to listen; the signals have their usual effect again.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}

import Foundation
import Results
import Synchronization

/// Cleans up and ends the process when it is interrupted or terminated, or its terminal hangs up.
///
/// The process then ends by that signal, as its parent expects.
package final class InterruptGuard: Sendable {
  /// The sources of the process and what is to be cleaned up.
  ///
  /// They stay once the first guard has made them: a source for a signal that had one before, made
  /// while that one is going away, does not hear the signal. Without a guard they clean up nothing
  /// and end the process, which is the signals' usual effect.
  private final class Listener: Sendable {
    static let shared = Listener()
    let cleanUps = Mutex<[ObjectIdentifier: @Sendable () -> Void]>([:])
    /// Held while something is made that a guard cleans up, until the guard knows it.
    let making = NSLock()
    nonisolated(unsafe) private var sources: [any DispatchSourceSignal] = []

    /// The signals that are heard. A hang-up is not where the process was started to outlive it, as
    /// by `nohup`.
    private static var signals: [Int32] {
      var action = sigaction()
      sigaction(SIGHUP, nil, &action)
      let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      let isIgnored = handler == unsafeBitCast(SIG_IGN, to: Int.self)
      return isIgnored ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP]
    }

    private init() {
      let queue = DispatchQueue(label: "interrupts")
      sources = Self.signals.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler {
          // Other threads work on: what they would make now would stay behind.
          ProcessEnd.begin()
          let listener = Listener.shared
          let cleanUps = listener.making.withLock {
            listener.cleanUps.withLock { Array($0.values) }
          }
          for cleanUp in cleanUps { cleanUp() }
          signal(number, SIG_DFL)
          kill(getpid(), number)
        }
        source.resume()
        return source
      }
    }
  }

  /// Starts to listen.
  ///
  /// - Parameter cleanUp: Called once, on another thread.
  package init(_ cleanUp: @escaping @Sendable () -> Void) {
    let id = ObjectIdentifier(self)
    Listener.shared.cleanUps.withLock { $0[id] = cleanUp }
  }

  /// Makes something that is to be cleaned up, and listens: a signal that comes in between is heard
  /// once it is made.
  ///
  /// - Parameters:
  ///   - make: Makes it; it makes nothing else that a guard cleans up.
  ///   - cleanUp: Called once, on another thread.
  /// - Throws: What making it throws.
  package static func over<Made: Sendable>(
    _ make: () throws -> Made, cleanUp: @escaping @Sendable (Made) -> Void
  ) rethrows -> (made: Made, interrupts: InterruptGuard) {
    let making = Listener.shared.making
    making.lock()
    defer { making.unlock() }
    let made = try make()
    return (made, InterruptGuard { cleanUp(made) })
  }

  /// Waits for the end of the process where a signal is ending it: its parent is then told the signal,
  /// not what a thread met whose files were cleaned up.
  package static func awaitEnd() {
    while ProcessEnd.isNear { pause() }
  }

  /// Stops to listen; the signals have their usual effect again.
  package func end() {
    let id = ObjectIdentifier(self)
    _ = Listener.shared.cleanUps.withLock { $0.removeValue(forKey: id) }
  }

  deinit { end() }
}

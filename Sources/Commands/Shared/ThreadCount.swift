import ArgumentParser
import Foundation

/// The number of threads that a user asks for.
enum ThreadCount {
  /// More than machines have; what each thread holds would not fit into memory.
  private static let range = 1...1_024

  /// Checks the option's value.
  ///
  /// - Throws: `ValidationError` for a number out of range.
  static func require(_ threads: Int?) throws {
    guard let threads, !range.contains(threads) else { return }
    throw ValidationError(
      "--threads \(threads) is out of range; expected \(range.lowerBound) to \(range.upperBound).")
  }

  /// The number that is asked for, or else that of all cores.
  static func of(_ threads: Int?) -> Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}

import Foundation
import Glibc
import Synchronization

/// A program that is given some bytes and asked for others.
struct ChildProcess {
  /// What it did.
  struct Outcome: Sendable {
    /// Its exit code; `nil` where it was ended because it took too long.
    var status: Int32?
    /// What it wrote to its standard output.
    var output = Data()
    /// What it wrote to its standard error.
    var errors = Data()
  }

  let program: String
  let arguments: [String]

  /// Runs the program to its end.
  ///
  /// Its streams are written and read at the same time, so that neither side waits for the other: one
  /// that writes much before it reads, or that never reads, stops nothing.
  ///
  /// - Parameters:
  ///   - input: The bytes for its standard input.
  ///   - limit: How long it may take; then it is ended.
  /// - Throws: The error of starting it.
  func run(input: Data, within limit: Duration) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (stdin, stdout)
    process.standardError = stderr
    // A program that ends before it has read all must not end this one.
    signal(SIGPIPE, SIG_IGN)
    try process.run()
    let outcome = Mutex(Outcome())
    let queue = DispatchQueue.global()
    let reading = DispatchGroup()
    queue.async {
      // A reader that is gone is told by the error of writing, which says nothing else.
      let writer = stdin.fileHandleForWriting
      _ = input.withUnsafeBytes { StandardStreams.write($0, to: writer.fileDescriptor) }
      try? writer.close()
    }
    queue.async(group: reading) {
      let data = stdout.fileHandleForReading.readDataToEndOfFile()
      outcome.withLock { $0.output = data }
    }
    queue.async(group: reading) {
      let data = stderr.fileHandleForReading.readDataToEndOfFile()
      outcome.withLock { $0.errors = data }
    }
    let seconds = Double(limit.components.seconds) + Double(limit.components.attoseconds) * 1e-18
    let isDone = reading.wait(timeout: .now() + seconds) == .success
    if !isDone {
      kill(process.processIdentifier, SIGKILL)
      // What it started may hold its streams for longer; what was said until now is what is told.
      _ = reading.wait(timeout: .now() + 1)
    }
    process.waitUntilExit()
    return outcome.withLock { found in
      var found = found
      found.status = isDone ? process.terminationStatus : nil
      return found
    }
  }
}

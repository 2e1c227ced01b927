package import Foundation
package import Results

/// Files that appear whole or not at all, also where the process is interrupted.
package enum WholeFile {
  /// Writes bytes.
  ///
  /// - Throws: As ``write(to:own:apartFrom:_:)``.
  package static func write(
    _ data: Data, to path: String, own: Set<String> = [], apartFrom inputs: [String] = []
  ) throws {
    try write(to: path, own: own, apartFrom: inputs) { file in
      try data.withUnsafeBytes { try file.write($0) }
    }
  }

  /// Writes what a closure gives; a link is followed, and a device, a FIFO or standard output (`-`) is
  /// written into.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - own: The names that the file may have in a folder of results.
  ///   - inputs: The files that are read, which are not replaced.
  /// - Throws: `FileFailure` when the file cannot be written, `OutputRefusal` where it would replace
  ///   a file that is not its own, and what the closure throws.
  package static func write(
    to path: String, own: Set<String> = [], apartFrom inputs: [String] = [],
    _ body: (OutputFile) throws -> Void
  ) throws {
    let place = OutputPlace(path)
    if place.isStream {
      do {
        let file = try OutputFile(stream: path)
        try body(file)
        return try file.finish()
      } catch let failure as FileFailure where place.isStandardOutput && failure.code == EPIPE {
        StandardStreams.endByBrokenPipe()
        throw failure
      }
    }
    try place.require(own: own, apartFrom: inputs)
    let (outputs, interrupts) = try InterruptGuard.over {
      try OutputSet(folder: place.folder, own: own, inputs: inputs)
    } cleanUp: {
      $0.discard()
    }
    defer {
      interrupts.end()
      outputs.discard()
    }
    let file = try outputs.file(place.name)
    try body(file)
    try file.finish()
    try outputs.commit()
  }
}

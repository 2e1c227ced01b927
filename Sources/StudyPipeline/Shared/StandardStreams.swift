import Glibc

/// The three streams with which a process starts.
package enum StandardStreams {
  /// Makes the streams safe to write to; for the start of the process.
  ///
  /// In place of one that is closed stands one that cannot be written to: the next file to be opened
  /// would take its number, and be written into. A pipe whose reader is gone is told by the error
  /// of writing to it, so that it ends no run whose results are not in place yet.
  package static func prepare() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes all bytes.
  ///
  /// - Returns: 0, or the system's error number.
  static func write(_ bytes: UnsafeRawBufferPointer, to stream: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(stream, piece.baseAddress, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  /// Ends the process as a program ends whose reader has read enough.
  static func endByBrokenPipe() {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }
}

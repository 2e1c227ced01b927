import Reporting

/// Exit codes beside success; 64 is also the argument parser's own.
enum ExitStatus: Int32, Sendable {
  case analysisFailed = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case inputOutput = 74
}

/// A failure with its message and exit code.
struct CommandFailure: Error, Hashable, Sendable {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  /// The failure behind an error of a lower module; `nil` for the argument parser's errors.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let failure as FileFailure:
      let status: ExitStatus =
        failure.action == .read && failure.isAbsence ? .noInput : .inputOutput
      self.init(status, "\(failure.path): error: \(failure.reason)")
    case let failure as ResultTableReader.Failure: self.init(.badData, failure.description)
    default:
      guard let failure = CommandFailure(inputError: error) else { return nil }
      self = failure
    }
  }
}

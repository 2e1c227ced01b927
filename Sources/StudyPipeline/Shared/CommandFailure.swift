import Foundation
import Results

/// Exit codes beside success; 64 is also the argument parser's own.
package enum ExitStatus: Int32, Sendable {
  case analysisFailed = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case internalFailure = 70
  case inputOutput = 74
  case temporaryFailure = 75
}

/// A failure with its message and exit code.
package struct CommandFailure: Error, Hashable, Sendable {
  package let status: ExitStatus
  package let message: String

  package init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  /// The failure behind an error of a lower module; `nil` for the argument parser's errors.
  package init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let failure as FileFailure:
      let status: ExitStatus =
        failure.action == .read && failure.isAbsence ? .noInput : .inputOutput
      self.init(status, "\(failure.path): error: \(failure.reason)")
    case let failure as TableFailure: self.init(.badData, failure.description)
    case let failure as OutputRefusal: self.init(.usage, failure.description)
    case let failure as FolderLock.Blocked: self.init(.inputOutput, failure.description)
    case let failure as FolderLock.Held: self.init(.temporaryFailure, failure.description)
    default:
      guard let failure = CommandFailure(inputError: error) ?? CommandFailure(fileError: error)
      else { return nil }
      self = failure
    }
  }

  /// The failure behind an error of Foundation that tells of a file.
  private init?(fileError error: any Error) {
    let raw = error as NSError
    let cause = raw.userInfo[NSUnderlyingErrorKey] as? NSError
    guard raw.domain == NSCocoaErrorDomain || raw.domain == NSPOSIXErrorDomain,
      let path = raw.userInfo[NSFilePathErrorKey] as? String
    else { return nil }
    let isAbsent =
      raw.domain == NSCocoaErrorDomain && raw.code == CocoaError.fileReadNoSuchFile.rawValue
    let words =
      cause.flatMap {
        $0.domain == NSPOSIXErrorDomain ? String(cString: strerror(Int32($0.code))) : nil
      }
      ?? raw.localizedDescription
    self.init(isAbsent ? .noInput : .inputOutput, "\(path): error: \(words)")
  }
}

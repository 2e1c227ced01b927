import Foundation
import Testing

@testable import Commands

/// The program that is tested.
enum BuiltProgram {
  /// `metachron` beside the program of the tests.
  static let url: URL? = {
    let own = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    return [own, bundle].map { $0.appending(path: "metachron") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) }
  }()

  /// Runs the program as a shell would.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments, none of which has a quote.
  ///   - redirection: Where its streams go, as a shell reads it.
  /// - Returns: The exit code.
  static func run(_ arguments: [String], _ redirection: String) throws -> Int32 {
    let program = try #require(url).path(percentEncoded: false)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let words = ([program] + arguments).map { "'\($0)'" }.joined(separator: " ")
    process.arguments = ["-c", "\(words) \(redirection)"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }
}

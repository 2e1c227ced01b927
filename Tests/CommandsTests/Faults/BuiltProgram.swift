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

  /// What a script printed.
  struct Printed {
    /// The exit code.
    let status: Int32
    /// Standard output.
    let text: String
    /// Standard error.
    let messages: String
  }

  /// Runs a script of the shell in a folder, with the program's folder first in `PATH`.
  static func shell(_ script: String, in folder: String) throws -> Printed {
    let program = try #require(url)
    let streams = ["out", "err"].map { URL(filePath: "\(folder)/.printed-\($0)") }
    for stream in streams { try Data().write(to: stream) }
    defer { for stream in streams { try? FileManager.default.removeItem(at: stream) } }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(filePath: folder)
    var environment = ProcessInfo.processInfo.environment
    let place = program.deletingLastPathComponent().path(percentEncoded: false)
    environment["PATH"] = "\(place):\(environment["PATH"] ?? "/usr/bin:/bin")"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: streams[0])
    process.standardError = try FileHandle(forWritingTo: streams[1])
    try process.run()
    process.waitUntilExit()
    let texts = try streams.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Printed(
      status: process.terminationReason == .exit ? process.terminationStatus : -1, text: texts[0],
      messages: texts[1])
  }
}

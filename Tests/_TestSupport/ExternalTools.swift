import Foundation

/// Programs that tests compare with; `.ci/setup --test` installs them.
public enum ExternalTools {
  /// What a program printed.
  public struct Output: Sendable {
    /// The exit status.
    public let status: Int32
    /// Standard output.
    public let text: String
    /// Standard error.
    public let messages: String
  }

  /// Whether all of some programs are there.
  public static func have(_ names: String...) -> Bool { names.allSatisfy { path(of: $0) != nil } }

  private static func path(of name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program.
  ///
  /// - Parameter output: Where standard output goes instead of into the result.
  public static func run(
    _ name: String, _ arguments: [String], output: String? = nil
  ) throws -> Output {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let texts = [output.map { URL(filePath: $0) } ?? scratch.appendingPathExtension("out")]
    let errors = scratch.appendingPathExtension("err")
    defer {
      try? FileManager.default.removeItem(at: errors)
      if output == nil { try? FileManager.default.removeItem(at: texts[0]) }
    }
    for url in texts + [errors] { try Data().write(to: url) }
    let process = Process()
    process.executableURL = URL(filePath: path(of: name) ?? name)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: texts[0])
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Output(
      status: process.terminationStatus,
      text: output == nil ? try String(contentsOf: texts[0], encoding: .utf8) : "",
      messages: try String(contentsOf: errors, encoding: .utf8))
  }
}

import Foundation
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// Standard output and standard error that are closed, or on a full disk.
@Suite(
  "Standard streams", .enabled(if: BuiltProgram.url != nil, "metachron is not built"))
struct StreamFaultTests {
  private static let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")

  @Test func `an error of the framework is told as one of a file`() {
    let cause = NSError(domain: NSPOSIXErrorDomain, code: Int(ENOSPC))
    let full = CocoaError(
      .fileWriteOutOfSpace, userInfo: [NSFilePathErrorKey: "a/b", NSUnderlyingErrorKey: cause])
    #expect(
      CommandFailure(full as any Error)
        == CommandFailure(.inputOutput, "a/b: error: No space left on device"))
    let missing = CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: "a"])
    #expect(CommandFailure(missing as any Error)?.status == .noInput)
    #expect(CommandFailure(CancellationError() as any Error) == nil)
  }

  @Test func `what a terminal would not show is made visible`() {
    #expect(TerminalText.visible("a\tb\nc ü 漢") == "a\tb\nc ü 漢")
    #expect(
      TerminalText.visible("\u{1B}[31mred\u{202E}abc\r\u{9B}\u{2028}\u{0}")
        == "<U+001B>[31mred<U+202E>abc<U+000D><U+009B><U+2028><U+0000>")
  }

  @Test(.enabled(if: StreamFaultTests.hasFullDevice))
  func `every command that prints fails where nothing can be printed`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      let (sheet, results) = (folder + "/samples.csv", made.results)
      let commands = [
        ["--help"], ["--version"],
        ["run", sheet, "-o", results, "--genes", "ERBB2"],
        ["origins", sheet, "-o", folder + "/again", "--json"],
        ["origins", sheet, "-o", folder + "/again"],
        ["explain", results, "--patient", "P1", "--mutation", "ERBB2"],
        ["explain", results, "--patient", "P1", "--mutation", "ERBB2", "--json"],
        ["cohort", results, "--gene", "ERBB2", "-o", folder + "/cohort", "--json"],
        ["check", sheet], ["check", sheet, "--json"], ["identity", sheet],
        ["annotate", folder + "/calls.maf"], ["annotate", "--explain", "ERBB2:p.L755S"],
        ["design", "--fraction", "0.8", "--half-width", "0.1"],
        ["power", "--depth", "100", "--purity", "0.5"],
      ]
      for command in commands {
        #expect(try BuiltProgram.run(command, ">/dev/full") == 74, "\(command)")
        #expect(try BuiltProgram.run(command, ">&-") == 74, "\(command)")
        #expect(try BuiltProgram.run(command, ">/dev/null") == 0, "\(command)")
      }
    }
  }

  @Test(arguments: ["2>&-", "2>/dev/full", "0<&- 2>&-"])
  func `diagnostics that nobody can read change no exit code`(redirection: String) async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let sheet = folder + "/samples.csv"
      let commands: [([String], Int32)] = [
        (["check", sheet], 0), (["check", folder + "/none.csv"], 66), (["unknown"], 64),
        (["run", sheet, "-o", made.results, "--genes", "ERBB2"], 0),
        (["origins", sheet, "-o", folder + "/again"], 0),
        (["explain", made.results, "--patient", "P9", "--mutation", "ERBB2"], 65),
      ]
      for (command, code) in commands {
        #expect(try BuiltProgram.run(command, redirection) == code, "\(command)")
      }
      // No file took the place of the closed stream and got the diagnostics.
      #expect(await made.readers().values.allSatisfy { $0 == 0 })
    }
  }
}

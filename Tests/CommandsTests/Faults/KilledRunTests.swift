import Foundation
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// The built program, ended by SIGKILL at several moments.
@Suite(
  "A run that is killed", .enabled(if: BuiltProgram.url != nil, "metachron is not built"))
struct KilledRunTests {
  @Test(arguments: [0, 20, 80, 200, 400, 800])
  func `leaves nothing behind that the next run does not mend`(milliseconds: Int) async throws {
    let program = try #require(BuiltProgram.url)
    try await withTemporaryFolder { folder in
      let sheet = try Self.sheet(patients: 12, in: folder)
      let results = folder + "/results"
      let process = try Self.killed(
        program, ["run", sheet, "-o", results, "-q"], in: results, after: milliseconds)
      let stage = Self.stage(of: process, in: results)
      if milliseconds == 0 {
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(FileManager.default.fileExists(atPath: stage))
      }

      // What is there is whole, or not taken for results.
      let code = await Metachron.start(["report", results, "-o", folder + "/page.html"])
      #expect([0, 65, 66].contains(code))

      #expect(await Metachron.start(["run", sheet, "-o", results, "-q"]) == 0)
      let left = try FileManager.default.contentsOfDirectory(atPath: results)
      #expect(left.filter { $0.hasPrefix(".") } == [])
      #expect(await Metachron.start(["report", results, "-o", folder + "/page.html"]) == 0)
    }
  }

  @Test(arguments: [SIGHUP, SIGINT, SIGTERM])
  func `cleans up where it is told to end`(signal: Int32) async throws {
    let program = try #require(BuiltProgram.url)
    try await withTemporaryFolder { folder in
      let sheet = try Self.sheet(patients: 40, in: folder)
      let results = folder + "/results"
      _ = try Self.killed(
        program, ["run", sheet, "-o", results, "-q"], in: results, after: 50, by: signal)
      let left = (try? FileManager.default.contentsOfDirectory(atPath: results)) ?? []
      #expect(left.filter { $0.hasPrefix(".") } == [])
    }
  }

  /// Writes a study of patients with two samples and forty mutations each.
  private static func sheet(patients: Int, in folder: String) throws -> String {
    var study = WrittenStudy()
    for patient in (0..<patients).map({ "P\($0)" }) {
      study.add(
        [
          .init(patient: patient, name: patient + "-T", role: "primary"),
          .init(patient: patient, name: patient + "-M", day: 300),
        ], WrittenStudy.shared(40, by: 2))
    }
    return try study.write(to: folder)
  }

  private static func stage(of process: Process, in results: String) -> String {
    "\(results)/.metachron.run.\(process.processIdentifier).tmp"
  }

  /// Starts a program and kills it some milliseconds after it has begun to write.
  ///
  /// It blocks its thread: a task that sleeps is woken too late where other tests keep all threads
  /// busy.
  private static func killed(
    _ program: URL, _ arguments: [String], in results: String, after milliseconds: Int,
    by signal: Int32 = SIGKILL
  ) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let stage = stage(of: process, in: results)
    while process.isRunning, !FileManager.default.fileExists(atPath: stage) {
      Thread.sleep(forTimeInterval: 2e-4)
    }
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process
  }
}

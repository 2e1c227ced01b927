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
    try await withTemporaryFolder { folder in
      var patients = 12
      var (sheet, process) = try Self.killed(patients, in: folder, after: milliseconds)
      if milliseconds == 0 {
        // Where other work keeps this thread waiting, a short run ends before it is killed.
        while process.terminationReason == .exit, patients < 400 {
          try FileManager.default.removeItem(atPath: folder + "/results")
          patients *= 2
          (sheet, process) = try Self.killed(patients, in: folder, after: 0)
        }
        #expect(process.terminationReason == .uncaughtSignal)
        let stage = Self.stage(of: process, in: folder + "/results")
        #expect(FileManager.default.fileExists(atPath: stage))
      }
      let results = folder + "/results"

      // What is there is whole, or not taken for results.
      let code = await Metachron.start(["report", results, "-o", folder + "/page.html"])
      #expect([0, 65, 66].contains(code))

      #expect(await Metachron.start(["run", sheet, "-o", results, "-q"]) == 0)
      let left = try FileManager.default.contentsOfDirectory(atPath: results)
      #expect(left.filter { $0.hasPrefix(".") } == [])
      #expect(await Metachron.start(["report", results, "-o", folder + "/page.html"]) == 0)
    }
  }

  /// The moments are those between which a run takes its folder, makes stages in it and writes: a
  /// thread that went on made a stage anew after it was cleaned up.
  @Test(arguments: [SIGHUP, SIGINT, SIGTERM], [0, 5, 20, 50, 100])
  func `cleans up where it is told to end`(signal: Int32, milliseconds: Int) async throws {
    try await withTemporaryFolder { folder in
      let (_, process) = try Self.killed(40, in: folder, after: milliseconds, by: signal)
      let left = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/results")) ?? []
      #expect(left.filter { $0.hasPrefix(".") } == [])
      // It ends by the signal, or had ended before.
      #expect(process.terminationStatus == (process.terminationReason == .exit ? 0 : signal))
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

  /// Runs a study and kills the program some milliseconds after it has begun to write.
  ///
  /// It blocks its thread: a task that sleeps is woken too late where other tests keep all threads
  /// busy.
  ///
  /// - Returns: The study's sheet, and the process.
  private static func killed(
    _ patients: Int, in folder: String, after milliseconds: Int, by signal: Int32 = SIGKILL
  ) throws -> (sheet: String, process: Process) {
    let sheet = try sheet(patients: patients, in: folder)
    let results = folder + "/results"
    let program = try #require(BuiltProgram.url)
    let process = Process()
    process.executableURL = program
    process.arguments = ["run", sheet, "-o", results, "-q"]
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
    return (sheet, process)
  }
}

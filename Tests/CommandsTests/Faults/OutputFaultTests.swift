import Foundation
import Results
import Testing
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// What outputs may take the place of.
@Suite("Outputs replace nothing that is not theirs")
struct OutputFaultTests {
  @Test func `files of results and cohorts are replaced by their own command alone`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.run() == 0)
      let before = try made.content()
      let names = ["origins.tsv", "manifest.json", "summary.json", "run.json", "check.tsv"]
      for name in names + ["cohort/cohort.json", "cohort/genes.tsv"] where made.exists(name) {
        let output = "\(made.results)/\(name)"
        #expect(await made.start("report", made.results, "-o", output) == 64, "\(name)")
        // The same file by another name.
        let link = "\(folder)/link-\(name.replacing("/", with: "-"))"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: output)
        #expect(await made.start("report", made.results, "-o", link) == 64, "\(name)")
      }
      #expect(
        await made.start("check", folder + "/samples.csv", "-o", made.results + "/origins.tsv")
          == 64)
      #expect(
        await made.start("annotate", folder + "/calls.maf", "-q", "-o", made.results + "/pairs.tsv")
          == 64)
      #expect(try made.content() == before)
      // Their own files they do replace.
      #expect(await made.start("report", made.results, "-o", made.results + "/report.html") == 0)
      #expect(
        await made.start("check", folder + "/samples.csv", "-o", made.results + "/check.tsv") == 0)
    }
  }

  @Test func `an input is not replaced`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      let (sheet, calls) = (folder + "/samples.csv", folder + "/calls.maf")
      let before = try made.content(of: folder)
      #expect(await made.start("check", sheet, "-o", sheet) == 64)
      #expect(await made.start("check", sheet, "-o", calls) == 64)
      #expect(await made.start("annotate", calls, "-q", "-o", calls) == 64)
      #expect(try made.content(of: folder) == before)
    }
  }

  @Test func `an output goes through a link to the link's target`() async throws {
    try await withTemporaryFolder { folder in
      let made = try BrokenFolder(folder)
      #expect(await made.origins() == 0)
      let files = FileManager.default
      try files.createDirectory(atPath: folder + "/far", withIntermediateDirectories: false)
      let (link, target) = (folder + "/page.html", folder + "/far/target.html")
      for hasTarget in [true, false] {
        try? files.removeItem(atPath: link)
        try? files.removeItem(atPath: target)
        if hasTarget { try "<html>old".write(toFile: target, atomically: false, encoding: .utf8) }
        try files.createSymbolicLink(atPath: link, withDestinationPath: "far/target.html")
        #expect(await made.start("report", made.results, "-o", link) == 0)
        #expect(try files.destinationOfSymbolicLink(atPath: link) == "far/target.html")
        #expect(try String(contentsOfFile: target, encoding: .utf8).contains("<html lang"))
      }
      #expect(try files.contentsOfDirectory(atPath: folder + "/far") == ["target.html"])
      // What is no plain file stays what it is, and gets the bytes.
      let pipe = folder + "/pipe"
      try #require(mkfifo(pipe, 0o600) == 0)
      let reader = open(pipe, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      #expect(await made.start("check", folder + "/samples.csv", "-o", pipe) == 0)
      var (status, bytes) = (stat(), [UInt8](repeating: 0, count: 1 << 16))
      #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
      #expect(read(reader, &bytes, bytes.count) > 0)
    }
  }

  @Test func `what stands where the lock should be is named`() async throws {
    try await withTemporaryFolder { folder in
      let lock = folder + "/.metachron.lock"
      try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
      #expect(
        await BrokenFolder.message { try FolderLock(folder: folder).release() }
          .hasPrefix("\(lock): error: is a folder; expected nothing, or the lock"))
      try FileManager.default.removeItem(atPath: lock)
      try FileManager.default.createSymbolicLink(atPath: lock, withDestinationPath: "nothing")
      #expect(
        await BrokenFolder.message { try FolderLock(folder: folder).release() }
          .hasPrefix("\(lock): error: is a symbolic link;"))
    }
  }
}

import ClonalEvolution
import Foundation
import Results
import Testing
import TumorModel

@Suite("Writing files together")
struct OutputSetTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/mc-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func names(_ folder: String) throws -> [String] {
    // The lock is there as long as the set.
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0 != ".metachron.lock" }
  }

  private func write(_ text: String, to file: OutputFile) throws {
    try Array(text.utf8).withUnsafeBytes { try file.write($0) }
  }

  @Test func `files appear together`() throws {
    try withFolder { folder in
      let set = try OutputSet(folder: folder + "/a/b")
      let (first, second) = (try set.file("one"), try set.file("two"))
      try write("abc", to: first)
      try write("", to: second)
      try first.finish()
      #expect(try names(folder + "/a/b").allSatisfy { $0.hasSuffix(".tmp") })
      try second.finish(synchronising: true)
      try set.commit()
      #expect(try names(folder + "/a/b") == ["one", "two"])
      // The examples of FIPS 180-2.
      #expect(
        first.checksum == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      #expect(
        try SHA256.checksum(ofFile: folder + "/a/b/two")
          == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
  }

  @Test func `a lock of this process is known without its number, as on a full disk`() throws {
    try withFolder { folder in
      try "".write(
        toFile: "\(folder)/\(Manifest.fileName)", atomically: false, encoding: .utf8)
      let lock = try FolderLock(folder: folder)
      #expect(truncate(folder + "/.metachron.lock", 0) == 0)
      let held = #expect(throws: FolderLock.Held.self) { try FolderLock(folder: folder) }
      #expect(held?.process == Int(getpid()))
      // A folder in it can be written: the outer lock is not another's.
      let inner = try OutputSet(folder: folder + "/inner", seal: "seal")
      inner.discard()
      lock.release()
      try FolderLock(folder: folder).release()
    }
  }

  @Test func `a file that something else wrote replaces no input either`() throws {
    try withFolder { folder in
      try "read".write(toFile: folder + "/calls.tbi", atomically: false, encoding: .utf8)
      let set = try OutputSet(folder: folder, inputs: [folder + "/calls.tbi"])
      for name in ["calls.tbi", "other.tbi"] {
        try "made".write(
          toFile: set.temporaryPath(of: name), atomically: false, encoding: .utf8)
      }
      #expect(throws: OutputRefusal.self) { try set.adopt("calls.tbi") }
      try set.adopt("other.tbi")
      try set.commit()
      #expect(try names(folder) == ["calls.tbi", "other.tbi"])
      #expect(try String(contentsOfFile: folder + "/calls.tbi", encoding: .utf8) == "read")
    }
  }

  @Test func `what is not committed leaves nothing, and old files stay`() throws {
    try withFolder { folder in
      try "old".write(toFile: folder + "/one", atomically: false, encoding: .utf8)
      do {
        let set = try OutputSet(folder: folder)
        try write("new", to: try set.file("one"))
      }
      #expect(try names(folder) == ["one"])
      #expect(try String(contentsOfFile: folder + "/one", encoding: .utf8) == "old")
      do {
        let set = try OutputSet(folder: folder + "/made/here")
        try write("new", to: try set.file("one"))
        set.discard()
        try set.commit()
      }
      #expect(try names(folder) == ["one"])
    }
  }

  @Test func `a name that is taken by a folder fails and leaves nothing temporary`() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/two/inside", withIntermediateDirectories: true)
      let set = try OutputSet(folder: folder)
      for name in ["one", "two"] { try set.file(name).finish() }
      #expect(throws: FileFailure.self) { try set.commit() }
      #expect(try names(folder) == ["one", "two"])
    }
  }

  @Test func `a file in place of the folder is refused`() throws {
    try withFolder { folder in
      let path = folder + "/file"
      try "text".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(throws: FileFailure(path: path, action: .create, code: ENOTDIR)) {
        try OutputSet(folder: path)
      }
      #expect(throws: FileFailure.self) { try OutputSet(folder: path + "/below") }
      #expect(try names(folder) == ["file"])
    }
  }

  @Test func `a folder without permission is refused`() throws {
    try #require(OutputSetTests.proc)
    // Not even root makes folders in /proc.
    let failure = #expect(throws: FileFailure.self) { try OutputSet(folder: "/proc/results") }
    #expect(failure?.description.hasPrefix("/proc/results: cannot be created: ") == true)
  }

  private static let proc = FileManager.default.fileExists(atPath: "/proc/self")

  @Test func `a full disk leaves nothing half-written`() throws {
    try withFolder { folder in
      guard run("/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]) == 0 else {
        print("skipped: a small file system cannot be mounted here")
        return
      }
      defer { _ = run("/bin/umount", [folder]) }
      do {
        let set = try OutputSet(folder: folder)
        let file = try set.file("big")
        let failure = #expect(throws: FileFailure.self) {
          for _ in 0..<100 { try write(String(repeating: "x", count: 4096), to: file) }
        }
        #expect(failure?.code == ENOSPC)
        #expect(failure?.description.hasSuffix("No space left on device") == true)
      }
      #expect(try names(folder) == [])
    }
  }

  private func run(_ program: String, _ arguments: [String]) -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return -1
    }
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func `a manifest returns what went in`() throws {
    var parameters = OriginParameters()
    parameters.precision = .infinity
    parameters.errorRate = 1e-5
    parameters.uncalled = .censored
    parameters.sensitivity = .genes(["TP53", "ERBB2"])
    var manifest = Manifest(
      version: "0.1.0", command: "origins", parameters: ManifestParameters(parameters))
    var sample = Sample(id: "S", patient: "P", role: .plasma)
    sample.purity = Purity(0.3)
    sample.specimen = .ffpe
    sample.day = -4
    let panel = AssayCoverage.Panel(name: "P50", genes: ["TP53", "ESR1"])
    sample.coverage = .panel(panel)
    manifest.samples = [ManifestSample(sample)]
    manifest.panels = [ManifestPanel(panel)]
    manifest.patients = [ManifestPatient(id: "P", sex: .male, build: .hg38)]
    let copy = try JSONDecoder().decode(Manifest.self, from: manifest.json())
    #expect(copy == manifest)
    #expect(copy.samples.first?.sample(panels: copy.panelsByName) == sample)
    #expect(copy.parameters.parameters == parameters)
    #expect(copy.parameters.line.contains("sensitivity=ERBB2,TP53"))
    var wrong = manifest
    wrong.samples[0].purity = 0
    #expect(wrong.samples[0].sample(panels: manifest.panelsByName) == nil)
    // A sample of a panel that the manifest lacks is none.
    #expect(manifest.samples[0].sample(panels: [:]) == nil)
  }
}

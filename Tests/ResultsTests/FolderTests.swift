import Foundation
import Results
import Testing

@Suite("A folder and its lock and seal")
struct FolderTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/mc-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func write(_ text: String, as name: String, in set: OutputSet) throws {
    let file = try set.file(name)
    try Array(text.utf8).withUnsafeBytes { try file.write($0) }
    try file.finish()
  }

  private func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `one writer has the lock at a time`() throws {
    try withFolder { folder in
      let lock = try FolderLock(folder: folder)
      let held = #expect(throws: FolderLock.Held.self) { try OutputSet(folder: folder) }
      #expect(held?.folder == folder)
      #expect(held?.process == Int(getpid()))
      lock.release()
      lock.release()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      let set = try OutputSet(folder: folder)
      #expect(throws: FolderLock.Held.self) { try FolderLock(folder: folder) }
      set.discard()
      try FolderLock(folder: folder).release()
    }
  }

  @Test func `a lock that a dead process left is taken over`() throws {
    try withFolder { folder in
      try "999999999\n".write(
        toFile: folder + "/.metachron.lock", atomically: false, encoding: .utf8)
      let lock = try FolderLock(folder: folder)
      #expect(text(folder + "/.metachron.lock") == "\(getpid())\n")
      lock.release()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func `the temporary files of a dead process go, others stay`() throws {
    try withFolder { folder in
      let others = [
        ".metachron.origins.tsv.1.tmp", ".metachron.tmp", ".mynotes.99999999.tmp",
        ".origins.tsv.999999999.tmp", "notes.tmp",
      ]
      for name in [".metachron.origins.tsv.999999999.tmp"] + others {
        try "x".write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
      }
      try OutputSet(folder: folder).discard()
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          == others)
    }
  }

  @Test func `a staged folder replaces and removes no input, and names files as they will be`()
    throws
  {
    try withFolder { folder in
      let results = folder + "/results"
      try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: false)
      for name in ["check.tsv", "old.tsv", "seal.json"] {
        try "mine".write(toFile: "\(results)/\(name)", atomically: false, encoding: .utf8)
      }
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: "results/old.tsv")
      let inputs = ["\(results)/check.tsv", "\(folder)/link", "\(results)/seal.json"]
      for (input, name) in zip(inputs, ["check.tsv", "old.tsv", "seal.json"]) {
        let staged = try StagedFolder(results: results)
        for file in ["check.tsv", "seal.json", "new.tsv"] {
          try "new".write(toFile: "\(staged.path)/\(file)", atomically: false, encoding: .utf8)
        }
        try staged.keepApart(from: [input], names: ["new.tsv"])
        #expect(throws: OutputRefusal.self) { try staged.keepApart(from: [], names: [name]) }
        #expect(throws: OutputRefusal.self) {
          try staged.publish(
            ["new.tsv", "check.tsv"], removing: ["old.tsv"], seals: ["seal.json"])
        }
        let failure = FileFailure(path: "\(staged.path)/new.tsv", action: .write, code: ENOSPC)
        #expect(staged.named(failure).path == "\(results)/new.tsv")
        staged.discard()
        for left in ["check.tsv", "old.tsv", "seal.json"] {
          #expect(text("\(results)/\(left)") == "mine")
        }
        #expect(text("\(results)/new.tsv") == nil)
      }
    }
  }

  @Test func `the seal comes last, and is gone where a file cannot be put in place`() throws {
    try withFolder { folder in
      try "old".write(toFile: folder + "/manifest.json", atomically: false, encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: folder + "/two/inside", withIntermediateDirectories: true)
      let set = try OutputSet(folder: folder, seal: "manifest.json")
      // The seal is started first and yet put in place last.
      for name in ["manifest.json", "one", "two"] { try write("new", as: name, in: set) }
      #expect(text(folder + "/manifest.json") == "old")
      #expect(throws: FileFailure.self) { try set.commit() }
      #expect(text(folder + "/manifest.json") == nil)
      #expect(text(folder + "/one") == "new")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["one", "two"])
    }
  }

  @Test func `results are refused without their seal, with another version, or changed`() throws {
    try withFolder { folder in
      func failure(_ version: String = "1") -> String? {
        do {
          _ = try ResultsFolder(folder, version: version)
          return nil
        } catch {
          return "\(error)"
        }
      }
      #expect(failure()?.contains("manifest.json") == true)
      let table = OriginRow.table.fileName
      try "patient\n".write(toFile: "\(folder)/\(table)", atomically: false, encoding: .utf8)
      #expect(failure()?.contains("the results are incomplete") == true)
      var manifest = Manifest(version: "1", command: "origins", parameters: ManifestParameters())
      try manifest.json().write(to: URL(filePath: "\(folder)/manifest.json"))
      #expect(failure()?.contains("the outputs lack 'origins.tsv'") == true)
      for name in ResultTables.ofResults.map(\.fileName) + [ResultTables.summary] {
        let path = "\(folder)/\(name)"
        try "patient\n".write(toFile: path, atomically: false, encoding: .utf8)
        manifest.outputs.append(.init(path: name, sha256: try SHA256.checksum(ofFile: path)))
      }
      try manifest.json().write(to: URL(filePath: "\(folder)/manifest.json"))
      #expect(failure() == nil)
      // A path that leads to the very same table is not in the folder.
      var outside = manifest
      let last = URL(filePath: folder).lastPathComponent
      outside.outputs.append(
        .init(path: "../\(last)/\(table)", sha256: manifest.outputs[0].sha256))
      try outside.json().write(to: URL(filePath: "\(folder)/manifest.json"))
      #expect(failure()?.contains("is outside of the folder") == true)
      try manifest.json().write(to: URL(filePath: "\(folder)/manifest.json"))
      #expect(failure("2")?.contains("expected those of 2") == true)
      // What another run puts in place after the comparison is not read with the rest.
      let opened = try ResultsFolder(folder, version: "1")
      try opened.reading(table) { _ in }
      try "patient\n".write(toFile: "\(folder)/\(table)", atomically: true, encoding: .utf8)
      let mixed = #expect(throws: TableFailure.self) { try opened.table(of: OriginRow.self) }
      #expect(mixed?.description.contains("changed while it was read") == true)
      #expect(throws: TableFailure.self) { try opened.stream(of: OriginRow.self) }
      try "patient\tgene\n".write(toFile: "\(folder)/\(table)", atomically: false, encoding: .utf8)
      #expect(failure()?.contains("does not belong to these results") == true)
      try FileManager.default.removeItem(atPath: "\(folder)/\(table)")
      #expect(failure()?.contains("the file is missing") == true)
    }
  }
}

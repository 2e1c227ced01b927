import DelimitedText
import Foundation
import HTSlib
import Studies
import Testing
import TumorModel

@Suite struct FileErrorTests {
  private func packed(_ data: Data, _ name: String) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(
      "patient,sample,role,mutations\nP1,S1,primary,\(name)\nP1,S2,plasma,\(name)\n",
      to: "samples.csv")
    try folder.write(data, to: name)
    return folder
  }

  @Test func `gzip and bgzip are read whatever the name`() throws {
    for (data, name) in [
      (try PackedFiles.gzip(), "a.maf.gz"), (try PackedFiles.bgzip(), "a.maf.bgz"),
      (try PackedFiles.bgzip(), "a.maf"),
    ] {
      let patient = try packed(data, name).read().patient(at: 0)
      #expect(patient.observations.map { $0.map { $0.counts?.alternate } } == [[40], [30]])
      #expect(patient.observations.map { $0.map { $0.counts?.depth } } == [[100], [40]])
    }
  }

  @Test func `a gzip file cut anywhere is an error`() throws {
    let whole = try PackedFiles.gzip()
    for length in [2, 9, 20, 60, whole.count - 9, whole.count - 1] {
      let folder = try packed(whole.prefix(length), "a.maf.gz")
      #expect(
        try folder.failure()
          == "a.maf.gz: error: the compressed file is cut short; "
          + "expected a complete gzip or bgzip file", "\(length) bytes")
      #expect(try folder.failureCategory() == .badData)
    }
  }

  @Test func `a bgzip file without its end mark is an error`() throws {
    let whole = try PackedFiles.bgzip()
    for missing in [1, PackedFiles.endMarkLength, PackedFiles.endMarkLength + 10] {
      #expect(
        try packed(whole.dropLast(missing), "a.maf.gz").failure()
          == "a.maf.gz: error: the compressed file is cut short; "
          + "expected a complete gzip or bgzip file")
    }
  }

  @Test func `damaged bytes are an error`() throws {
    var data = try PackedFiles.gzip()
    data[data.count - 6] ^= 0x55
    #expect(
      try packed(data, "a.maf.gz").failure()
        == "a.maf.gz: error: the compressed file is damaged; "
        + "expected a complete gzip or bgzip file")
  }

  @Test func `other packings are refused by name`() throws {
    let xz = Data([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0, 0])
    #expect(
      try packed(xz, "a.maf.xz").failure()
        == "a.maf.xz: error: the file is packed with xz; expected plain text, gzip or bgzip")
  }

  @Test func `missing files and directories are told where they are named`() throws {
    let folder = try StudyFolder()
    try folder.write(StudyFolder.twoSamples, to: "samples.csv")
    #expect(
      try folder.failure()
        == "samples.csv:2:15: error: mutations is 'study.maf': no such file; expected a MAF, VCF or BCF"
    )
    #expect(try folder.failureCategory() == .noInput)
    try FileManager.default.createDirectory(
      atPath: folder.path("study.maf"), withIntermediateDirectories: false)
    #expect(
      try folder.failure()
        == "samples.csv:2:15: error: mutations is 'study.maf': is a directory; expected a MAF, VCF or BCF"
    )
    #expect(try folder.failureCategory() == .noInput)
  }

  @Test func `the sheet itself may be missing or a directory`() throws {
    let folder = try StudyFolder()
    let missing = try #require(throws: InputErrors.self) {
      _ = try StudyReader.read(sheet: folder.path("none.csv"))
    }
    #expect(
      folder.relative(missing.description)
        == "none.csv: error: no such file; expected a study sheet")
    #expect(missing.category == .noInput)
    let directory = try #require(throws: InputErrors.self) {
      _ = try StudyReader.read(sheet: folder.url.path)
    }
    #expect(
      folder.relative(directory.description)
        == "folder: error: is a directory without meta_study.txt; "
        + "expected a study sheet in place of it, which metachron init drafts, or the folder of a "
        + "cBioPortal study, which has "
        + "data_clinical_sample.txt and data_mutations.txt")
    #expect(directory.category == .noInput)
    try folder.write("type_of_cancer: brca\n", to: "meta_study.txt")
    let portal = try #require(throws: InputErrors.self) {
      _ = try StudyReader.read(sheet: folder.url.path)
    }
    #expect(
      folder.relative(portal.description).hasPrefix(
        "meta_clinical_sample.txt: error: the study has no table of samples; "
          + "expected data_clinical_sample.txt, or this file with the lines "))
  }

  @Test(.enabled(if: getuid() != 0, "root may read every file"))
  func `a file that may not be read is told`() throws {
    let folder = try StudyFolder.pair("")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: folder.path("study.maf"))
    #expect(
      try folder.failure()
        == "samples.csv:2:15: error: mutations is 'study.maf': may not be read by this user; "
        + "expected a MAF")
  }

  @Test func `a source gives the bytes of a file in pieces`() throws {
    let folder = try StudyFolder()
    let text = String(repeating: "0123456789", count: 1_000)
    try folder.write(text, to: "plain.txt")
    var source = try ByteSource(path: folder.path("plain.txt"))
    var read: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 777)
    while true {
      let count = try buffer.withUnsafeMutableBytes { bytes in try source.read(into: bytes) }
      if count == 0 { break }
      read += buffer[..<count]
    }
    #expect(String(decoding: read, as: UTF8.self) == text)
    #expect(HTSlibRuntime.version.contains("."))
    #expect(throws: HTSError.self) { _ = try ByteSource(path: folder.url.path).path }
  }
}

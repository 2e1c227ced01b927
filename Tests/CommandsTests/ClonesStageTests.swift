import Figures
import Foundation
import Report
import Results
import Synchronization
import Testing
import TumorModel
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// What a run says.
private final class Said: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}

/// Clones as a stage of a run.
@Suite("The clones of a run")
struct ClonesStageTests {
  private static let names = [
    "Hugo_Symbol", "Chromosome", "Start_Position", "Reference_Allele", "Tumor_Seq_Allele2",
    "Tumor_Sample_Barcode", "t_ref_count", "t_alt_count",
  ]

  /// Two patients with a primary and a metastasis: one of some mutations, one of three. Synthetic.
  private func writeStudy(_ folder: String, mutations: Int = 24) throws {
    var lines = [Self.names.joined(separator: "\t")]
    for (samples, count) in [(["A", "B"], mutations), (["C", "D"], 3)] {
      for (place, sample) in samples.enumerated() {
        for site in 0..<count {
          let alternate = site % 2 == 0 ? 25 : place == 0 ? 0 : 24
          lines.append(
            [
              site == 1 ? "ERBB2" : "G\(site)", "1", "\(1_000_000 * (site + 1))", "C", "T", sample,
              "\(75 + site % 5)", "\(alternate)",
            ].joined(separator: "\t"))
        }
      }
    }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: folder + "/all.maf", atomically: false, encoding: .utf8)
    try """
    patient,sample,role,day,purity,mutations
    P1,A,primary,0,0.5,all.maf
    P1,B,metastasis,90,0.5,all.maf
    P2,C,primary,0,0.5,all.maf
    P2,D,metastasis,90,0.5,all.maf

    """.write(toFile: folder + "/samples.csv", atomically: false, encoding: .utf8)
  }

  private func run(_ folder: String) async throws -> [String] {
    let lines = Said()
    var run = StudyRun(sheet: folder + "/samples.csv", folder: folder + "/results")
    run.say = { lines.add($0) }
    _ = try await run.run()
    return lines.all.filter { $0.contains(" clones ...") }
  }

  private func exists(_ folder: String, _ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/results/\(name)")
  }

  @Test func `a run clusters those who have enough mutations, once`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder)
      #expect(try await run(folder).allSatisfy { $0.hasSuffix("...") })
      let tables = try CloneTables(folder: folder + "/results")
      #expect(tables.patients == ["P1"])
      let clones = try tables.clones(of: "P1")
      #expect(Set(clones.fractions.map(\.clone)) == [1, 2])
      #expect(clones.mutations.count == 48)
      #expect(clones.trees.first?.isCredible == true)
      #expect(clones.edges.contains { $0.parent == 1 && $0.child == 2 && $0.isInConsensus })
      #expect(clones.proportions.count == 6)
      // The page tells them, and draws them.
      var sections = try PatientSections(folder: folder + "/results", isPseudonymised: false)
      let told = try #require(try sections.part("P1").section.clones)
      #expect(told.sentences[0].hasPrefix("Of 24 mutations, 24 belong to 2 clones"))
      #expect(told.sentences.contains { $0.hasPrefix("Clone 2 is not in A (P(absent) ") })
      #expect(told.figures.count == 5)
      #expect(
        told.sentences.contains { $0.hasPrefix("By parsimony and with primary as the origin, ") })
      #expect(try sections.part("P2").section.clones == nil)
      // Of many patients clones are told alone.
      sections.mostDrawn = 1
      let alone = try #require(try sections.part("P1").section.clones)
      #expect(alone.figures.isEmpty)
      #expect(alone.sentences.dropLast() == told.sentences[...])
      #expect(try sections.part("P1").patient.clones.mutations.isEmpty)
      // Nothing changed: kept. An input did: again.
      #expect(try await run(folder).allSatisfy { $0.hasSuffix(" unchanged, kept") })
      try writeStudy(folder, mutations: 30)
      #expect(try await run(folder).allSatisfy { $0.hasSuffix("...") })
      #expect(try CloneTables(folder: folder + "/results").clones(of: "P1").mutations.count == 60)
    }
  }

  @Test func `too few mutations leave no tables, and none of an earlier run`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder)
      _ = try await run(folder)
      #expect(exists(folder, CloneRow.table.fileName))
      try writeStudy(folder, mutations: 9)
      _ = try await run(folder)
      for name in CloneFiles.names { #expect(!exists(folder, name)) }
      #expect(try CloneTables(folder: folder + "/results").patients.isEmpty)
      #expect(try await run(folder).allSatisfy { $0.hasSuffix(" unchanged, kept") })
    }
  }

  @Test func `pseudonyms reach the clones`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder)
      _ = try await run(folder)
      let sections = try PatientSections(folder: folder + "/results", isPseudonymised: true)
      let told = try #require(try sections.part("P1").section.clones)
      let text = String(
        decoding: try JSONEncoder().encode(told), as: UTF8.self)
      #expect(text.contains("Patient 1 primary"))
      #expect(!text.contains("P1") && !text.contains("\"A\"") && !text.contains(" in A "))
    }
  }

  @Test func `a figure of clones needs no results beside them`() async throws {
    try await withTemporaryFolder { folder in
      try writeStudy(folder)
      let alone = folder + "/alone"
      #expect(await Metachron.start(["clones", folder + "/samples.csv", "-o", alone, "-q"]) == 0)
      var run = FigureRun(folder: alone)
      run.patient = "P1"
      run.samples = ["B", "A"]
      let figure = try #require(FigureCatalogue.figure(named: "clusters"))
      #expect(try run.chart(figure).finding == "P1, A against B: 24 of 24 mutations in 2 clones.")
      run.samples = ["A", "Z"]
      #expect(throws: CommandFailure.self) { try run.chart(figure) }
      (run.samples, run.patient) = ([], "P9")
      #expect(throws: CommandFailure.self) { try run.chart(figure) }
    }
  }
}

import Foundation
import Results
import Testing
import TumorModel
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// The page that `report --pseudonymise` writes, unpacked as a browser unpacks it.
@Suite("A pseudonymised page")
struct PseudonymisedPageTests {
  private func page(of results: String, _ options: [String]) async throws -> PageText {
    let path = results + ".html"
    try #require(await Metachron.start(["report", results, "-o", path] + options) == 0)
    return try #require(PageText(try String(contentsOfFile: path, encoding: .utf8)))
  }

  @Test func `holds no identifier where samples of patients are exchanged`() async throws {
    try await withTemporaryFolder { folder in
      let study = folder + "/study"
      try #require(
        await Metachron.start([
          "simulate", "study", "--patients", "8", "--exchanges", "2", "--germline", "-o", study,
        ]) == 0)
      let results = folder + "/results"
      try #require(
        await Metachron.start(["origins", study + "/samples.csv", "-o", results, "-q"]) == 0)
      let opened = try ResultsFolder(opening: results)
      // The findings name other patients: that is what the page must not repeat.
      let findings = try opened.table(of: PairRow.self).rows().flatMap(\.findings.elements)
      #expect(
        findings.contains { if case .belongsTo = $0 { true } else { false } },
        "the study has no exchanged sample that is found")
      let identifiers = Set(opened.manifest.patients.map(\.id) + opened.manifest.samples.map(\.id))
      #expect(identifiers.count == 8 + opened.manifest.samples.count)

      let plain = try await page(of: results, [])
      let renamed = try await page(of: results, ["--pseudonymise"])
      for identifier in identifiers {
        let word = try Regex("\\b\(NSRegularExpression.escapedPattern(for: identifier))\\b")
        #expect(plain.packed.contains { $0.contains(word) }, "\(identifier) is on the plain page")
        #expect(renamed.packed.filter { $0.contains(word) } == [], "\(identifier)")
        #expect(!renamed.visible.contains(word), "\(identifier)")
      }
      // Nor the checksums by which whoever holds a file would find it.
      let checksums = (opened.manifest.inputs + opened.manifest.outputs).map(\.sha256)
      #expect(!checksums.isEmpty && checksums.allSatisfy { $0.count == 64 })
      for checksum in checksums {
        #expect(plain.visible.contains(checksum))
        #expect(!renamed.visible.contains(checksum))
        #expect(!renamed.packed.contains { $0.contains(checksum) })
      }
      #expect(renamed.visible.contains("SHA-256 withheld"))
      for path in [folder, "samples.csv"] {
        #expect(!renamed.visible.contains(path) && !renamed.packed.contains { $0.contains(path) })
      }
    }
  }

  /// The results of two patients with samples of some names.
  private func results(of names: [(String, String, String)], in folder: String) async throws
    -> String
  {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var study = WrittenStudy()
    for (patient, first, second) in names {
      study.add(
        [
          .init(patient: patient, name: first, role: "primary"),
          .init(patient: patient, name: second, day: 300),
        ],
        WrittenStudy.shared(8, by: 2) + [
          (.init(gene: "ERBB2", chromosome: "17", position: 37_880_220), [(0, 200), (60, 180)])
        ])
    }
    let results = folder + "/results"
    try #require(
      await Metachron.start(["origins", try study.write(to: folder), "-o", results, "-q"]) == 0)
    return results
  }

  @Test func `is the same where identifiers are words of the page`() async throws {
    try await withTemporaryFolder { folder in
      let words = [("a", "the", "mutation"), ("of", "in", "reads")]
      let odd = words.map { ("Zq-" + $0.0, "Zq-" + $0.1, "Zq-" + $0.2) }
      let first = try await results(of: words, in: folder + "/words")
      let second = try await results(of: odd, in: folder + "/odd")
      let renamed = try await page(of: first, ["--pseudonymise"])
      let other = try await page(of: second, ["--pseudonymise"])
      // A word that is left for being an identifier, or taken for one, would be on one page alone.
      #expect(renamed.packed.sorted() == other.packed.sorted())
      func pieces(of page: PageText) -> [String] {
        page.pieces.filter { !$0.contains(/[0-9a-f]{12,}/) }
      }
      #expect(pieces(of: renamed) == pieces(of: other))
      #expect(!(other.visible + other.packed.joined(separator: "\n")).contains("Zq-"))
      let plain = try await page(of: second, [])
      #expect(plain.packed.contains { $0.contains("Zq-mutation") })
    }
  }
}

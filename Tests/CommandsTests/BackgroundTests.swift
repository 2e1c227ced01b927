import Foundation
import Results
import Testing
import TumorModel

@testable import Commands
@testable import StudyPipeline

@Suite("A background from normal samples")
struct BackgroundTests {
  private func write(_ rows: [[String]], to path: String) throws {
    let text = rows.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  /// A study whose primaries show 5 of 500 reads at one site, and the counts of twenty normals.
  private func study(_ folder: String) throws {
    var rows = [
      [
        "Hugo_Symbol", "Chromosome", "Start_Position", "Reference_Allele", "Tumor_Seq_Allele2",
        "Tumor_Sample_Barcode", "t_depth", "t_alt_count",
      ]
    ]
    for index in 0..<10 {
      let place = ["G\(index)", "1", "\(1000 + 10 * index)", "G", "T"]
      rows.append(place + ["P1-P", "500", index == 0 ? "5" : index < 7 ? "9" : "150"])
      rows.append(place + ["P1-M", "200", "70"])
    }
    try write(rows, to: folder + "/study.maf")
    try
      "patient,sample,role,purity,mutations\nP1,P1-P,primary,0.7,study.maf\nP1,P1-M,metastasis,0.7,study.maf\n"
      .write(toFile: folder + "/samples.csv", atomically: false, encoding: .utf8)
    var counts = [
      [
        "patient", "sample", "chromosome", "position", "ref", "alt", "depth", "ref_count",
        "alt_count",
      ]
    ]
    for normal in 0..<20 {
      for index in 0..<10 {
        counts.append([
          "X\(normal)", "N\(normal)", "1", "\(1000 + 10 * index)", "G", "T", "1000",
          index == 0 ? "990" : "1000", index == 0 ? "10" : "0",
        ])
      }
    }
    try write(counts, to: folder + "/normals.tsv")
  }

  @Test func `a noisy site is no evidence of a clone once a panel tells so`() async throws {
    try await withTemporaryFolder { folder in
      try study(folder)
      let panel = folder + "/panel.tsv.gz"
      #expect(
        await Metachron.start(["background", folder + "/normals.tsv", "-o", panel, "-q"]) == 0)
      #expect(try Data(contentsOf: URL(filePath: panel)).starts(with: [0x1F, 0x8B]))
      var calls: [OriginRow] = []
      for (name, options) in [("plain", []), ("panel", ["--background", panel])] {
        let results = "\(folder)/\(name)"
        let arguments = ["origins", folder + "/samples.csv", "-o", results, "-q"] + options
        #expect(await Metachron.start(arguments) == 0)
        let row = try #require(
          try ResultsFolder(opening: results).calls(of: "P1").first { $0.position == 1000 })
        calls.append(row)
        // Results tell all that a second look needs.
        #expect(
          await Metachron.start(["origins", "--relabel", results, "-o", results + "2", "-q"]) == 0)
        let again = try #require(
          try ResultsFolder(opening: results + "2").calls(of: "P1").first { $0.position == 1000 })
        #expect(again == row)
        if name == "panel" {
          let text = try Explainer.explanations(of: "1:1000:G>T", patient: "P1", in: results)
            .map { $0.text(hasDetails: true) }.joined(separator: "\n")
          #expect(text.contains("were judged by what a panel of normal samples shows"))
          #expect(text.contains("20 normal samples"))
        }
      }
      #expect(calls[0].call == .preexistingSubclonal)
      #expect(calls[0].earlier.errorModel == ErrorModelUse(.fitted))
      #expect(calls[0].backgroundNormals == nil)
      #expect(!calls[1].call.isPreexisting)
      #expect(calls[1].earlier.errorModel == ErrorModelUse(.panel))
      #expect(calls[1].backgroundNormals == 20)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!left.contains { $0.hasSuffix(".tmp") })
    }
  }

  @Test func `what cannot be read or written ends with its exit code`() async throws {
    try await withTemporaryFolder { folder in
      try study(folder)
      let normals = folder + "/normals.tsv"
      #expect(await Metachron.start(["background", "-o", folder + "/x"]) == 64)
      #expect(await Metachron.start(["background", normals]) == 64)
      #expect(await Metachron.start(["background", folder + "/none", "-o", folder + "/x"]) == 66)
      #expect(
        await Metachron.start(["background", folder + "/study.maf", "-o", folder + "/x"]) == 65)
      #expect(
        await Metachron.start(
          ["background", normals, "--samples", "N99", "-o", folder + "/x", "-q"]) == 65)
      #expect(await Metachron.start(["background", normals, "-o", "/proc/none/x", "-q"]) == 74)
      #expect(!FileManager.default.fileExists(atPath: folder + "/x"))
      #expect(
        await Metachron.start(
          [
            "origins", folder + "/samples.csv", "-o", folder + "/r", "-q", "--background",
            folder + "/none",
          ]) == 66)
    }
  }
}

import CohortStatistics
import Foundation
import Results
import StudyPipeline
import Testing
import TumorModel
import Wording

@testable import Commands

/// Studies in which not every sample was tested for every gene, from the files to a cohort.
@Suite("Gene panels from the files to a cohort")
struct PanelCaseTests {
  private static let tracks = (0..<20).map { "TRK\($0)" }

  private func write(_ text: String, to path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func row(_ gene: String, _ sample: String, _ alternate: Int, place: Int) -> String {
    "\(gene)\tGRCh37\t\(1 + place % 20)\t\(10_000_000 + 1_000 * place)\tMissense_Mutation\tA\tC"
      + "\t\(sample)\tp.A\(100 + place)T\t140\t\(140 - alternate)\t\(alternate)\n"
  }

  /// Writes a study of pairs, `NAMEa` the primary and `NAMEm` the metastasis.
  private func study(
    _ folder: String, patients: [String], rows: String, panels: [String: [String]],
    matrix: [(sample: String, panel: String)], sequenced: [String]? = nil
  ) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/case_lists", withIntermediateDirectories: true)
    try write(
      "type_of_cancer: brca\ncancer_study_identifier: t1\nreference_genome: hg19\n",
      to: folder + "/meta_study.txt")
    try write(
      "PATIENT_ID\tSAMPLE_ID\tSAMPLE_TYPE\n"
        + patients.map { "\($0)\t\($0)a\tPrimary\n\($0)\t\($0)m\tMetastasis\n" }.joined(),
      to: folder + "/data_clinical_sample.txt")
    try write(
      "Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tVariant_Classification\t"
        + "Reference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tHGVSp_Short\tt_depth\t"
        + "t_ref_count\tt_alt_count\n" + rows, to: folder + "/data_mutations.txt")
    for (name, genes) in panels {
      try write(
        "stable_id: \(name)\ngene_list: \(genes.joined(separator: "\t"))\n",
        to: folder + "/data_gene_panel_\(name).txt")
    }
    if !matrix.isEmpty {
      try write(
        "SAMPLE_ID\tmutations\n" + matrix.map { "\($0.sample)\t\($0.panel)\n" }.joined(),
        to: folder + "/data_gene_panel_matrix.txt")
    }
    if let sequenced {
      try write(
        "case_list_ids: \(sequenced.joined(separator: "\t"))\n",
        to: folder + "/case_lists/cases_sequenced.txt")
    }
  }

  private func tracks(_ patient: String) -> String {
    Self.tracks.enumerated().map { place, gene in
      row(gene, patient + "a", 42 + place % 5, place: place)
        + row(gene, patient + "m", 46 - place % 5, place: place)
    }
    .joined()
  }

  /// One patient whose metastasis alone shows ERBB2 p.V777L.
  private func pair(
    _ folder: String, matrix: [(sample: String, panel: String)], sequenced: [String]? = nil,
    primaryHasRows: Bool = true
  ) throws {
    var rows = tracks("P1") + row("ERBB2", "P1m", 57, place: 40)
    if !primaryHasRows {
      rows = rows.split(separator: "\n").filter { !$0.contains("P1a") }.joined(separator: "\n")
    }
    try study(
      folder, patients: ["P1"], rows: rows,
      panels: ["PANEL50": Self.tracks, "PANEL400": Self.tracks + ["ERBB2"]], matrix: matrix,
      sequenced: sequenced)
  }

  private func origin(_ study: String, _ output: String) async throws -> OriginRow {
    try #require(
      await Metachron.start(
        [
          "origins", study, "-o", output, "--uncalled", "censored", "--genes", "ERBB2", "-q",
          "--threads", "2",
        ]) == 0)
    return try #require(try OriginRow.all(output).first { $0.gene == "ERBB2" })
  }

  @Test func `a gene that is not on the primary's panel is not assessable`() async throws {
    try await withTemporaryFolder { folder in
      try pair(folder + "/s", matrix: [("P1a", "PANEL50"), ("P1m", "PANEL400")])
      let row = try await origin(folder + "/s", folder + "/out")
      #expect(row.call == .indeterminate && row.reason == .notAssessable)
      #expect(row.explanation.earlierProblem == .geneNotCovered)
      #expect(row.acquired == nil)
      // The same from the results alone.
      #expect(
        await Metachron.start(
          ["origins", "--relabel", folder + "/out", "-o", folder + "/again", "-q"]) == 0)
      let again = try #require(try OriginRow.all(folder + "/again").first { $0.gene == "ERBB2" })
      #expect(again.explanation.earlierProblem == .geneNotCovered)
      // On a panel with the gene, an absent row is evidence, and no one is asked who looked.
      try pair(folder + "/s", matrix: [("P1a", "PANEL400"), ("P1m", "PANEL400")])
      #expect(try await origin(folder + "/s", folder + "/both").call == .acquired)
      let told = try ResultsFolder(folder + "/both", version: ToolVersion.number).summary()
      #expect(told.censoredCalls > 0 && told.blindCalls == 0)
      #expect(!told.text.contains("no file says"))
    }
  }

  @Test func `absence that no file vouches for is told, with what to add`() async throws {
    try await withTemporaryFolder { folder in
      try pair(folder + "/s", matrix: [])
      #expect(try await origin(folder + "/s", folder + "/out").call == .acquired)
      let told = try ResultsFolder(folder + "/out", version: ToolVersion.number).summary()
      #expect(told.blindCalls == 1)
      #expect(
        told.text.contains("for 1 of them no file says whether the assay looked there"),
        "\(told.text)")
    }
  }

  @Test func `a sample that was not sequenced says nothing`() async throws {
    try await withTemporaryFolder { folder in
      try pair(folder + "/s", matrix: [], sequenced: ["P1m"], primaryHasRows: false)
      let row = try await origin(folder + "/s", folder + "/out")
      #expect(row.call == .indeterminate && row.reason == .notAssessable)
      #expect(row.explanation.earlierProblem == .notSequenced)
      try pair(folder + "/s", matrix: [], sequenced: ["P1a", "P1m"], primaryHasRows: false)
      let listed = try await origin(folder + "/s", folder + "/listed")
      #expect(listed.call == .indeterminate && listed.reason == .notAssessable)
    }
  }

  @Test func `a primary that was taken after the metastasis is a finding of the pair`() async throws
  {
    try await withTemporaryFolder { folder in
      try pair(folder + "/s", matrix: [])
      try write(
        "PATIENT_ID\tSTART_DATE\tSTOP_DATE\tEVENT_TYPE\tSAMPLE_ID\n"
          + "P1\t80\t\tSurgery\tP1a\nP1\t10\t\tBiopsy\tP1m\n",
        to: folder + "/s/data_timeline_specimen.txt")
      #expect(try await origin(folder + "/s", folder + "/out").earlierSample == .sample("P1m"))
      let pairs = try ResultsFolder(folder + "/out", version: ToolVersion.number)
        .table(of: PairRow.self).rows()
      #expect(pairs.count == 1 && pairs[0].findings.elements.contains(.primaryTakenLater))
    }
  }

  /// 2 patients with ERBB2 and 4 with ESR1 on a panel with both genes; 5 with ESR1 and 5 with neither on
  /// one without ERBB2.
  @Test func `only patients tested for both genes are counted for a pair`() async throws {
    try await withTemporaryFolder { folder in
      let patients = (10..<26).map { "Q\($0)" }
      var rows = ""
      for (index, patient) in patients.enumerated() {
        rows += tracks(patient)
        guard index < 11 else { continue }
        let (gene, place) = index < 2 ? ("ERBB2", 40) : ("ESR1", 41)
        rows += row(gene, patient + "m", 50, place: place)
        rows += row(gene, patient + "a", 0, place: place)
      }
      let small = Self.tracks + ["ESR1"]
      try study(
        folder + "/s", patients: patients, rows: rows,
        panels: ["SMALL": small, "BIG": small + ["ERBB2"]],
        matrix: patients.enumerated().flatMap { index, patient in
          ["a", "m"].map { (patient + $0, index < 6 ? "BIG" : "SMALL") }
        })
      try #require(
        await Metachron.start(["origins", folder + "/s", "-o", folder + "/out", "-q"]) == 0)
      var run = CohortRun(
        folders: [folder + "/out"], output: folder + "/cohort",
        targets: CohortTarget.targets(genes: ["ERBB2"], className: .any, classified: []))
      run.others = ["ESR1", "TRK0"]
      let summary = try run.run()
      let pair = try #require(summary.exclusivity.first { $0.geneB == "ESR1" })
      #expect(pair.profiled == 6)
      let counts: [Int] = [pair.both, pair.onlyA, pair.onlyB, pair.neither]
      #expect(counts == [0, 2, 4, 0])
      let steps = summary.funnel.prefix(3)
      #expect(steps.map(\.patients) == [16, 6, 2])
      #expect(steps[1].reasons == [.init(.exit(.notCovered), 10)])
      #expect(steps[2].reasons == [.init(.exit(.notMutated), 4)])
      func frequency(_ gene: String) -> Double? {
        summary.genes.first { $0.gene == gene }?.frequency
      }
      #expect(frequency("ERBB2") == 2.0 / 6)
      #expect(frequency("ESR1") == 9.0 / 16)
      // Both panels contain these two.
      let others = try CohortFolder(folder + "/cohort", version: ToolVersion.number)
        .rows(of: CohortExclusivityRow.self).first { $0.geneA == "ESR1" && $0.geneB == "TRK0" }
      #expect(others?.profiled == 16 && others?.both == 9)
      #expect(!summary.caveats.contains(.coverageAssumed))
    }
  }

  @Test func `where no file tells who looked where, a cohort says what it takes for granted`()
    async throws
  {
    try await withTemporaryFolder { folder in
      try pair(folder + "/s", matrix: [])
      _ = try await origin(folder + "/s", folder + "/out")
      let run = CohortRun(
        folders: [folder + "/out"], output: folder + "/cohort",
        targets: CohortTarget.targets(genes: ["ERBB2"], className: .any, classified: []))
      #expect(try run.run().caveats.contains(.coverageAssumed))
    }
  }
}

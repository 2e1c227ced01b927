import Foundation
import GenomicFiles
import Results
import Studies
import Testing
import TumorModel
import _TestSupport
@testable import Commands
@testable import StudyPipeline

@Suite("metachron annotate")
struct AnnotateTests {
  private static let breast = TestFolders.publicData("mbcproject/data_mutations_extended.tsv")

  /// The rows that a command line writes, by column.
  private func rows(_ arguments: [String], in folder: String) async throws -> [[String: String]] {
    let output = folder + "/out.tsv"
    #expect(await Metachron.start(["annotate", "-q", "-o", output] + arguments) == 0)
    return try PublicData.table(output)
  }

  @Test func `a list is annotated by name and by place`() async throws {
    try await withTemporaryFolder { folder in
      let list = folder + "/list.tsv"
      try """
      gene\tprotein_change\tchromosome\tposition\tref\talt
      ERBB2\tp.Ala775_Gly776insTyrValMetAla\t\t\t\t
      ERBB2\tp.L725S\t17\t39723967\tT\tC
      \t\t6\t152098791\tA\tG
      RB1\tp.R320*\t\t\t\t
      TTN\tp.A1V\t2\t5\tA\tC

      """.write(toFile: list, atomically: false, encoding: .utf8)
      let rows = try await rows([list, "--build", "hg38"], in: folder)
      #expect(rows.map { $0["gene"] } == ["TTN", "ESR1", "ERBB2", "ERBB2", "RB1"])
      #expect(
        rows.map { $0["functional_class"] } == [
          "", "activating", "activating_conflicting", "activating", "",
        ])
      #expect(rows.map { $0["matched_by"] } == ["", "position", "position", "protein", ""])
      #expect(rows[2]["normalized_change"] == "p.L755S")
      #expect(rows[2]["warning"]?.contains("isoform") == true)
      #expect(rows[3]["normalized_change"] == "p.Y772_A775dup")
      #expect(rows[1]["pmids"] == "24185512;30205045")
      #expect(rows[2]["therapies"]?.contains("lapatinib|resistance|D|PMID 23220880") == true)
      #expect(rows[4]["therapies"]?.hasPrefix("CDK4/6 inhibitors|resistance|D") == true)
      #expect(rows[0].values.filter { !$0.isEmpty }.count == 8)
      let known = try await self.rows([list, "--build", "hg38", "--known"], in: folder)
      #expect(known.count == 4)
      // hg38 places are other genes' in hg19.
      let older = try await self.rows([list, "--build", "hg19"], in: folder)
      #expect(older.map { $0["functional_class"] } == ["", "", "", "activating", ""])
    }
  }

  @Test func `columns are those that are documented`() async throws {
    try await withTemporaryFolder { folder in
      let list = folder + "/list.tsv"
      try "ERBB2\tL755S\n".write(toFile: list, atomically: false, encoding: .utf8)
      #expect(await Metachron.start(["annotate", "-q", list, "-o", folder + "/o.tsv"]) == 0)
      let lines = try String(contentsOfFile: folder + "/o.tsv", encoding: .utf8)
        .split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(lines[0] == AnnotationRow.table.header)
      #expect(lines.count == 2)
      #expect(lines[1].split(separator: "\t", omittingEmptySubsequences: false).count == 20)
    }
  }

  @Test func `the user's table wins and is told`() async throws {
    try await withTemporaryFolder { folder in
      let (list, own) = (folder + "/list.tsv", folder + "/own.tsv")
      try "ERBB2\tV777L\nERBB2\tE717K\n".write(toFile: list, atomically: false, encoding: .utf8)
      try """
      gene\tvariant\tfunctional_class\tcitation_id\ttherapies\tsignificance\tevidence_level
      ERBB2\tp.Val777Leu\tneutral\t12345678\t\t\t
      ERBB2\tE717K\tactivating\t12345678\ta|b;c\tResistance\tE

      """.write(toFile: own, atomically: false, encoding: .utf8)
      let layers = try KnowledgeLayers(userTable: own)
      #expect(layers.warnings.count == 1)
      #expect(layers.warnings[0].hasPrefix("\(own):2: warning: ERBB2 p.V777L is neutral here"))
      let rows = try await rows([list, "--knowledge", own], in: folder)
      #expect(rows.map { $0["functional_class"] } == ["activating", "neutral"])
      #expect(rows[0]["therapies"]?.hasPrefix("a,b|resistance|E|PMID 12345678") == true)
      #expect(rows[1]["conflict"]?.contains("The bundled table says activating") == true)
      #expect(rows[1]["basis"] == "user_table")
    }
  }

  @Test func `faults and missing inputs write nothing`() async throws {
    try await withTemporaryFolder { folder in
      let (list, own) = (folder + "/list.tsv", folder + "/own.tsv")
      try "ERBB2\tV777L\n".write(toFile: list, atomically: false, encoding: .utf8)
      try "gene\tvariant\nERBB2\tV777L\n".write(toFile: own, atomically: false, encoding: .utf8)
      let output = ["-q", "-o", folder + "/out.tsv"]
      #expect(await Metachron.start(["annotate", list, "--knowledge", own] + output) == 65)
      #expect(await Metachron.start(["annotate", list, "--knowledge", own + "x"] + output) == 66)
      #expect(await Metachron.start(["annotate", list + "x"] + output) == 66)
      #expect(await Metachron.start(["annotate"] + output) == 64)
      #expect(await Metachron.start(["annotate", list, "--explain", "ERBB2:L755S"]) == 64)
      #expect(await Metachron.start(["annotate", "--explain", "L755A"]) == 65)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.sorted() == ["list.tsv", "own.tsv"])
    }
  }

  @Test func `one variant in sentences`() throws {
    let explainer = VariantExplainer(
      knowledge: try KnowledgeLayers(userTable: nil).knowledge, build: nil)
    let text = try explainer.text(of: "ERBB2:E770_A771insAYVM")
    #expect(text.hasPrefix("ERBB2 p.Y772_A775dup (requested as p.E770_A771insAYVM)\n"))
    #expect(text.contains("Class: activating"))
    #expect(text.contains("hg38 17:39724728:->GCATACGTGATG"))
    #expect(text.contains("evidence, not advice"))
    #expect(try explainer.text(of: "17:37880220:T>C").hasPrefix("ERBB2 p.L755S\n"))
    let unknown = try explainer.text(of: "ERBB2:V777M")
    #expect(unknown.contains("No class") && !unknown.contains("neratinib"))
    #expect(!unknown.contains("Did you mean") && !unknown.contains("recognised protein change"))
    #expect(try explainer.text(of: "ERBB22:L755S").contains("Did you mean the gene ERBB2?"))
  }

  private static func explainer(_ build: GenomeBuild?) throws -> VariantExplainer {
    VariantExplainer(knowledge: try KnowledgeLayers(userTable: nil).knowledge, build: build)
  }

  @Test(arguments: [
    "ERBB2:L755S", "HER2:L755S", "erbb2:l755s", "ERBB2:leu755ser", "ERBB2 p.L755S", "p.Leu755Ser",
    "ERBB2:NP_004439.2:p.(Leu755Ser)", "NP_004439.2:p.Leu755Ser", "17:g.37880220T>C",
    "chr17:37880220T>C", "17-37880220-T-C", "17:37880220:T:C", "chr17:39723967T>C",
  ])
  func `a variant in the forms that people write`(query: String) throws {
    let text = try Self.explainer(nil).text(of: query)
    #expect(text.hasPrefix("ERBB2 p.L755S"))
    #expect(text.contains("Class: activating"))
  }

  @Test func `places and changes without reference bases`() throws {
    let explainer = try Self.explainer(.hg19)
    let place = try explainer.text(of: "17:37880261")
    #expect(place.contains("ERBB2 p.D769H\n") && place.contains("ERBB2 p.D769Y\n"))
    #expect(
      try explainer.text(of: "17:g.37880219_37880233del").hasPrefix("ERBB2 p.L755_T759del\n"))
    #expect(
      try explainer.text(of: "17:37880981_37880982insGCATACGTGATG")
        .hasPrefix("ERBB2 p.Y772_A775dup\n"))
    #expect(try explainer.text(of: "ERBB2:e770_a771insayvm").hasPrefix("ERBB2 p.Y772_A775dup"))
    #expect(try explainer.text(of: "17:37880262").contains("No class"))
  }

  @Test(arguments: [
    ("ERBB2:c.2305G>T", "is not understood"), ("17:q12", "is not understood"),
    ("L755A", "no gene is named"), ("HER2", "specify one such as ERBB2:"),
    ("", "is not understood"), ("ERBB2:", "is not understood"),
  ])
  func `what is not understood is said to be so`(query: String, words: String) throws {
    let explainer = try Self.explainer(nil)
    let error = #expect(throws: CommandFailure.self) { _ = try explainer.text(of: query) }
    #expect(error?.message.contains(words) ?? false)
  }

  @Test func `a study of hg38 gets classes by place`() throws {
    let chromosome = try #require(Chromosome("17"))
    let variant = try #require(
      Variant(chromosome: chromosome, position: 39_723_967, reference: "T", alternate: "C"))
    let mutation = Mutation(variant: variant, gene: "", proteinChange: "", classification: "")
    #expect(Knowledge.bundled(for: .hg38).functionalClass(mutation) == "activating_conflicting")
    #expect(Knowledge.bundled(for: nil).functionalClass(mutation) == "activating_conflicting")
    #expect(Knowledge.bundled(for: .hg19).functionalClass(mutation) == nil)
  }

  @Test(
    "the Metastatic Breast Cancer Project",
    .enabled(if: breast != nil, "\(PublicData.absence)"))
  func publicTable() async throws {
    let table = try #require(Self.breast)
    try await withTemporaryFolder { folder in
      let rows = try await rows([table.path, "--build", "hg19", "--known"], in: folder)
      let classes = Dictionary(
        rows.compactMap { row in
          row["functional_class"] == "" ? nil : (row["normalized_change"] ?? "", row)
        }, uniquingKeysWith: { first, _ in first })
      #expect(
        classes.mapValues { $0["functional_class"] ?? "" } == [
          "p.E380Q": "hotspot", "p.Y537N": "activating", "p.Y537S": "activating",
          "p.D538G": "activating", "p.L313V": "unknown", "p.L755S": "activating_conflicting",
          "p.Y772_A775dup": "activating",
        ])
      // The insertion has no protein change in this table.
      #expect(classes["p.Y772_A775dup"]?["matched_by"] == "position")
      #expect(classes["p.L755S"]?["samples"] == "2")
      #expect(rows.allSatisfy { $0["warning"] == "" })
    }
  }
}

extension PublicData {
  /// The records of a table that the tool wrote.
  fileprivate static func table(_ path: String) throws -> [[String: String]] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
  }
}

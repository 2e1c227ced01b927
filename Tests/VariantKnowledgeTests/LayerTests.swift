import Testing
import TumorModel
import VariantKnowledge

/// A user's rows over the bundled tables.
@Suite struct LayerTests {
  private let bundled = VariantKnowledge.bundled

  private func record(
    _ line: Int, _ gene: String, _ name: String, _ significance: String = "",
    supports: Bool = true, stated: String = ""
  ) -> EvidenceRecord {
    var record = EvidenceRecord(line: line, gene: gene, variantName: name)
    record.kind = stated.isEmpty ? "Functional" : ""
    (record.significance, record.isSupporting) = (significance, supports)
    record.functionalClass = stated
    record.statement = "Statement \(line)."
    record.pubMedIDs = [10_000_000 + line]
    return record
  }

  private func entry(_ records: [EvidenceRecord], _ gene: String, _ change: String) -> VariantEntry?
  {
    bundled.layered(with: records).knowledge
      .match(gene: gene, proteinChange: change, variant: nil)?.entry
  }

  @Test func `the user's class wins, and the bundled one is kept as a conflict`() throws {
    let layers = bundled.layered(with: [record(2, "ERBB2", "p.Val777Leu", stated: "neutral")])
    let entry = try #require(
      layers.knowledge.match(gene: "ERBB2", proteinChange: "V777L", variant: nil)?.entry)
    #expect(entry.functionalClass == .neutral)
    #expect(entry.basis == .userTable)
    #expect(entry.pubMedIDs == [10_000_002])
    #expect(entry.otherSources.contains("line 2"))
    #expect(entry.conflict.hasPrefix("The bundled table says activating (PMID 23220880"))
    #expect(layers.notes.map(\.line) == [2])
    #expect(
      layers.notes.first?.content
        == .otherClass(
          gene: "ERBB2", proteinChange: "p.V777L", here: .neutral, bundled: .activating))
    #expect(layers.knowledge.variantEntries.count == bundled.variantEntries.count)
    // Its place still finds it, in both assemblies.
    let variant = try #require(entry.variant(in: .hg38))
    let match = layers.knowledge.match(gene: "", proteinChange: "", variant: variant, build: .hg38)
    #expect(match?.entry == entry)
  }

  @Test func `another spelling of an insertion is the bundled variant`() {
    let found = entry(
      [record(2, "ERBB2", "A775_G776insYVMA", stated: "resistance")], "ERBB2", "E770_A771insAYVM")
    #expect(found?.functionalClass == .resistance)
    #expect(found?.proteinChange == "p.Y772_A775dup")
  }

  @Test(
    "what functional evidence makes of a class",
    arguments: [
      (["Gain of Function"], [true], "activating"),
      (["Loss of Function"], [true], "loss_of_function"),
      (["Dominant Negative"], [true], "loss_of_function"),
      (["Neomorphic"], [true], "neomorphic"), (["Unaltered Function"], [true], "neutral"),
      (["Gain of Function"], [false], "neutral"),
      (["Gain of Function", "Gain of Function"], [true, false], "activating_conflicting"),
      (["Gain of Function", "Loss of Function"], [true, true], "conflicting"),
      (["Gain of Function", "Unknown"], [true, true], "activating"),
      (["Oncogenicity"], [true], nil), ([""], [true], nil), (["N/A"], [true], nil),
    ] as [([String], [Bool], String?)])
  func votes(_ words: [String], _ supports: [Bool], _ expected: String?) {
    let records = zip(words, supports).enumerated().map {
      record($0 + 2, "PIK3CA", "H1047R", $1.0, supports: $1.1)
    }
    #expect(entry(records, "PIK3CA", "p.His1047Arg")?.functionalClass.rawValue == expected)
  }

  @Test func `nothing activates because a drug works or because it is oncogenic`() {
    var drug = record(2, "KRAS", "G12C", "Sensitivity/Response")
    drug.kind = "Predictive"
    drug.drugs = ["sotorasib"]
    drug.level = "A"
    var driver = record(3, "KRAS", "G12C", "Oncogenicity")
    driver.kind = "Oncogenic"
    let layers = bundled.layered(with: [drug, driver])
    let known = layers.knowledge.knowledge(gene: "KRAS", proteinChange: "p.G12C", variant: nil)
    #expect(known.match == nil)
    #expect(known.therapies.map(\.drug) == ["sotorasib"])
    #expect(known.therapies.first?.level == .validated)
  }

  @Test func `rows on residues, mutations and kinds of change`() {
    func drug(_ line: Int, _ name: String, _ drug: String) -> EvidenceRecord {
      var row = record(line, "KIT", name, "Resistance")
      (row.kind, row.drugs) = ("Predictive", [drug])
      return row
    }
    let layers = bundled.layered(with: [
      drug(2, "V654", "a"), drug(3, "Mutation", "b"), drug(4, "EXPRESSION", "c"),
      drug(5, "Q23*", "d"), drug(6, "Exon 11 Mutation", "e"), drug(7, "Loss-of-function", "f"),
    ])
    func drugs(_ change: String) -> [String] {
      layers.knowledge.knowledge(gene: "KIT", proteinChange: change, variant: nil).therapies
        .map(\.drug)
    }
    #expect(drugs("p.V654A") == ["a", "b"])
    #expect(drugs("p.D816V") == ["b"])
    // For a user's table the star is a stop, as in HGVS.
    #expect(drugs("p.Q23*") == ["b", "d", "f"])
    #expect(drugs("p.Q23H") == ["b"])
    #expect(drugs("p.V654=").isEmpty)
    #expect(layers.notes.map(\.line) == [4])
    #expect(
      layers.notes.first?.content
        == .unusedDrugs(rows: 2, changes: ["EXPRESSION", "Exon 11 Mutation"]))
  }

  @Test func `a place without a name is enough`() throws {
    var row = record(2, "PIK3CA", "", "Gain of Function")
    let chromosome = try #require(Chromosome("3"))
    let variant = try #require(
      Variant(chromosome: chromosome, position: 178_952_085, reference: "A", alternate: "G"))
    (row.variant, row.build) = (variant, .hg19)
    let knowledge = bundled.layered(with: [row]).knowledge
    let match = knowledge.match(gene: "", proteinChange: "", variant: variant, build: .hg19)
    #expect(match?.entry.functionalClass == .activating)
    #expect(knowledge.match(gene: "", proteinChange: "", variant: variant, build: .hg38) == nil)
    #expect(
      knowledge.match(gene: "PIK3CA", proteinChange: "p.H1047R", variant: variant, build: .hg19)?
        .disagreement == nil)
  }

  @Test func `a class without a source is told`() {
    var row = EvidenceRecord(line: 7, gene: "ERBB2", variantName: "E717K")
    row.functionalClass = "activating"
    #expect(bundled.layered(with: [row]).notes.map(\.line) == [7])
    row.pubMedIDs = [12_345_678]
    #expect(bundled.layered(with: [row]).notes.isEmpty)
  }

  @Test func `no rows change nothing`() {
    let layers = bundled.layered(with: [])
    #expect(layers.notes.isEmpty)
    #expect(layers.knowledge.variantEntries == bundled.variantEntries)
    #expect(layers.knowledge.therapyEvidence == bundled.therapyEvidence)
  }
}

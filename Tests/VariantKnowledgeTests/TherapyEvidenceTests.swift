import Testing
import TumorModel
import VariantKnowledge

/// What is said of drugs and of resistance, and of which mutations.
@Suite struct TherapyEvidenceTests {
  private let knowledge = VariantKnowledge.bundled

  private func known(
    _ gene: String, _ change: String, classification: String = ""
  ) -> MutationKnowledge {
    knowledge.knowledge(
      gene: gene, proteinChange: change, variant: nil, classification: classification)
  }

  @Test func `a variant's own reports and those on its class are given`() {
    let drugs = known("ERBB2", "p.L755S").therapies
    #expect(drugs.contains { $0.drug == "lapatinib" && $0.direction == .resistance })
    #expect(drugs.contains { $0.drug == "neratinib" && $0.level == .clinical })
    #expect(drugs.contains { $0.drug == "fulvestrant + neratinib" && $0.pubMedIDs == [30_531_871] })
    #expect(drugs.allSatisfy { $0.basis != .userTable })
  }

  @Test func `what is not known to activate gets no report on activating changes`() {
    for change in ["p.V777M", "p.L313V", "p.R678Q", "p.I767M", "p.V777="] {
      #expect(known("ERBB2", change).therapies.isEmpty, "\(change)")
      #expect(known("ERBB2", change).resistance.isEmpty, "\(change)")
    }
    let gatekeeper = known("ERBB2", "p.T798I").therapies
    #expect(Set(gatekeeper.map(\.drug)) == ["neratinib", "afatinib"])
    // Nobody told which changes of the gene activate it.
    #expect(known("AKT1", "p.E17K").therapies.isEmpty)
    #expect(
      known("AKT1", "p.E17K").resistance.map(\.setting) == [
        "metastatic_disease", "cdk46_inhibitor",
      ])
  }

  @Test func `loss of function is said of what ends the protein`() {
    for (change, kind) in [
      ("p.R304*", ""), ("p.Y580fs", ""), ("", "Frame_Shift_Del"), ("p.Q12Ter", ""),
    ] {
      let found = known("NF1", change, classification: kind)
      #expect(found.therapies.map(\.drug) == ["endocrine therapy"], "\(change) \(kind)")
      #expect(found.resistance.count == 1)
    }
    for (change, kind) in [
      ("p.G949E", "Missense_Mutation"), ("", "Silent"), ("", ""), ("", "Intron"),
    ] {
      #expect(known("NF1", change, classification: kind).isEmpty, "\(change) \(kind)")
    }
    let splice = known("NF1", "p.X1_splice", classification: "Splice_Site")
    #expect(splice.therapies.isEmpty && splice.resistance.count == 1)
    #expect(known("RB1", "p.R320*").therapies.map(\.direction) == [.resistance])
  }

  @Test(
    "the star of a residue is any change of it, and of ESR1 alone",
    arguments: [
      ("p.Y537S", 4), ("p.Y537H", 2), ("p.L536P", 2), ("p.L536*", 1), ("p.D538G", 4),
      ("p.D538N", 1), ("p.E380Q", 2), ("p.E380K", 1), ("p.Y537=", 0),
    ])
  func residues(_ change: String, _ count: Int) {
    let found = known("ESR1", change)
    let hot = found.resistance.filter { $0.setting == "endocrine_therapy" }
    let drugs = found.therapies
    // Y537S, D538G: the group's row and two on those changes; other hot spots the group's row.
    #expect(hot.count + drugs.count == (count == 1 ? 0 : count), "\(change)")
    #expect(hot.isEmpty == drugs.isEmpty)
  }

  @Test func `silent changes and other genes get nothing`() {
    #expect(known("TP53", "p.R175=", classification: "Silent").isEmpty)
    #expect(known("NOSUCHGENE", "p.R175H", classification: "Missense_Mutation").isEmpty)
    #expect(known("", "p.L755S").isEmpty)
    #expect(known("SPOP", "p.E78K").resistance.count == 1)
    #expect(known("SPOP", "p.E78D").resistance.isEmpty)
  }

  @Test func `directions that cannot both hold are told`() throws {
    let record = { (line: Int, significance: String) -> EvidenceRecord in
      var record = EvidenceRecord(line: line, gene: "ERBB2", variantName: "V777L")
      (record.kind, record.significance) = ("Predictive", significance)
      record.drugs = ["Neratinib"]
      return record
    }
    let layered = knowledge.layered(with: [record(2, "Resistance")]).knowledge
    let found = layered.knowledge(gene: "ERBB2", proteinChange: "p.V777L", variant: nil)
    #expect(found.conflicts == [.drug("Neratinib", .resistance, .sensitivity)])
    #expect(found.therapies.first?.basis == .userTable)
    #expect(found.match?.entry.functionalClass == .activating)
  }
}

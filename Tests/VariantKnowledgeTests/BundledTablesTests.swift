import Testing
import TumorModel
import VariantKnowledge

/// The embedded tables: reading them runs every precondition.
@Suite struct BundledTablesTests {
  private let knowledge = VariantKnowledge.bundled

  private func entry(_ change: String) throws -> VariantEntry {
    try #require(knowledge.entries(gene: "ERBB2").first { $0.proteinChange == change })
  }

  @Test func `every table is read whole`() {
    #expect(knowledge.entries(gene: "ERBB2").count == 29)
    #expect(knowledge.entries(gene: "ESR1").count == 11)
    #expect(knowledge.variantEntries.count == 40)
    #expect(knowledge.therapyEvidence.count == 48)
    #expect(knowledge.entries(gene: "no such gene").isEmpty)
    #expect(knowledge.resistanceEvidence.count == 40)
    #expect(knowledge.hotspotFrequencies.count == 8)
  }

  @Test func `every gene of the tables has a protein with domains`() throws {
    let proteins = VariantKnowledge.proteins
    let named = knowledge.genes.union(knowledge.therapyEvidence.map(\.gene))
    #expect(named.subtracting(proteins.keys).sorted() == [])
    let erbb2 = try #require(proteins["ERBB2"])
    #expect(erbb2.length == 1_255 && erbb2.accession == "NP_004439")
    #expect(erbb2.domains.last == .init(name: "kinase", residues: 720...976, accession: "PF07714"))
    for protein in proteins.values {
      for domain in protein.domains {
        #expect(!domain.name.isEmpty && !domain.accession.isEmpty, "\(protein.gene)")
      }
    }
    // The variants of the tables lie within their proteins.
    for entry in knowledge.variantEntries {
      let digits = entry.proteinChange.drop { !$0.isNumber }.prefix { $0.isNumber }
      let residue = try #require(Int(digits))
      #expect(try residue <= #require(proteins[entry.gene]).length, "\(entry.proteinChange)")
    }
  }

  @Test func `names are in short form`() {
    for entry in knowledge.variantEntries {
      for name in [entry.proteinChange] + entry.synonyms {
        #expect(ProteinChange.shortForm(of: name) == name)
      }
    }
  }

  @Test func `a claim of an effect has a source`() {
    for entry in knowledge.variantEntries {
      #expect(!entry.evidence.isEmpty)
      switch entry.functionalClass {
      case .unknown, .unverified: #expect(entry.basis == .nothing, "\(entry.proteinChange)")
      default: #expect(!entry.pubMedIDs.isEmpty || !entry.otherSources.isEmpty)
      }
    }
    for entry in knowledge.resistanceEvidence { #expect(!entry.pubMedIDs.isEmpty) }
  }

  @Test func `PubMed identifiers have eight digits`() {
    let identifiers =
      knowledge.variantEntries.flatMap(\.pubMedIDs)
      + knowledge.resistanceEvidence.flatMap(\.pubMedIDs)
    #expect(identifiers.count > 40)
    #expect(identifiers.allSatisfy { (10_000_000...99_999_999).contains($0) })
  }

  @Test func `an observation of a drug has a source`() {
    for row in knowledge.therapyEvidence {
      #expect(!row.pubMedIDs.isEmpty || !row.otherSources.isEmpty, "\(row.gene) \(row.drug)")
      #expect(!row.statement.isEmpty && row.level != nil && !row.drug.isEmpty)
      #expect(row.basis != .nothing && row.basis != .userTable)
    }
  }

  @Test func `nothing activates without an assay`() {
    for entry in knowledge.variantEntries where entry.functionalClass.isActivating {
      #expect(!entry.pubMedIDs.isEmpty, "\(entry.gene) \(entry.proteinChange)")
      #expect(entry.basis == .abstract || entry.basis == .curatedSummary)
    }
    let active = knowledge.entries(gene: "ESR1").filter(\.functionalClass.isActivating)
    #expect(active.map(\.proteinChange) == ["p.Y537N", "p.Y537S", "p.D538G"])
  }

  /// Pairs of positions known independently of the tables.
  @Test(
    "both assemblies",
    arguments: [
      ("p.S310F", 37_868_208, 39_711_955), ("p.L755S", 37_880_220, 39_723_967),
      ("p.E380Q", 152_332_832, 152_011_697), ("p.S463P", 152_415_537, 152_094_402),
      ("p.D538G", 152_419_926, 152_098_791),
    ])
  func assemblies(_ change: String, _ old: Int, _ new: Int) throws {
    let entry = try #require(knowledge.variantEntries.first { $0.proteinChange == change })
    #expect(entry.variant(in: .hg19)?.position == old)
    #expect(entry.variant(in: .hg38)?.position == new)
  }

  @Test func `a gene lies as far apart in both assemblies everywhere`() {
    var offsets: [String: Set<Int>] = [:]
    for entry in knowledge.variantEntries {
      #expect((entry.variant(in: .hg19) == nil) == (entry.variant(in: .hg38) == nil))
      guard let old = entry.variant(in: .hg19), let new = entry.variant(in: .hg38) else { continue }
      offsets[entry.gene, default: []].insert(new.position - old.position)
      #expect(old.reference == new.reference && old.alternate == new.alternate)
    }
    #expect(offsets == ["ERBB2": [1_843_747], "ESR1": [-321_135]])
  }

  @Test func `conflicts are kept as conflicts`() throws {
    let resistant = try entry("p.L755S")
    #expect(resistant.functionalClass == .activatingConflicting)
    #expect(resistant.conflict.contains("Not activating"))
    let neutral = try entry("p.R678Q")
    #expect(neutral.functionalClass == .neutralConflicting)
    #expect(neutral.conflict.contains("recurrent"))
    #expect(!neutral.functionalClass.isActivating)
    for entry in knowledge.variantEntries {
      let isConflicting = entry.functionalClass.rawValue.hasSuffix("_conflicting")
      #expect(isConflicting == !entry.conflict.isEmpty, "\(entry.proteinChange)")
    }
  }

  @Test func `what nobody showed is not claimed`() throws {
    #expect(try entry("p.L313V").functionalClass == .unknown)
    let name = try entry("p.S653C")
    #expect(name.functionalClass == .unverified)
    #expect(name.variant == nil)
  }

  @Test func `the activating classes are two`() {
    let activating = FunctionalClass.allCases.filter(\.isActivating)
    #expect(activating == [.activating, .activatingConflicting])
  }

  @Test func `settings and effects are closed vocabularies`() {
    #expect(
      Set(knowledge.resistanceEvidence.map(\.setting)) == [
        "endocrine_therapy", "aromatase_inhibitor", "cdk46_inhibitor", "metastatic_disease",
      ])
    #expect(
      Set(knowledge.resistanceEvidence.map(\.effect)) == [
        "enriched_after", "resistance", "recurrent",
      ])
  }

  @Test func `genes are those of variants and of resistance`() {
    #expect(knowledge.resistanceGenes.isSuperset(of: ["ESR1", "NF1", "RB1", "FGFR2", "PIK3CA"]))
    #expect(knowledge.genes == knowledge.resistanceGenes.union(["ERBB2", "ESR1"]))
    #expect(!knowledge.genes.contains(""))
  }

  @Test func `hot spots have frequencies of patients`() throws {
    let chromosome = try #require(Chromosome("chr3"))
    let hotspot = try #require(
      Variant(chromosome: chromosome, position: 178_952_085, reference: "A", alternate: "G"))
    #expect(knowledge.hotspotFrequencies[hotspot] == 19.0 / 180)
    #expect(knowledge.hotspotFrequencies.values.allSatisfy { $0 >= 3.0 / 180 && $0 <= 0.2 })
  }
}

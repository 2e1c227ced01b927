import Testing
import TumorModel
import VariantKnowledge

/// Finding variants by place, in both assemblies, and telling where name and place disagree.
@Suite struct PlaceTests {
  private let knowledge = VariantKnowledge.bundled

  private func variant(
    _ chromosome: String, _ position: Int, _ reference: String, _ alternate: String
  ) throws -> Variant {
    let place = try #require(Chromosome(chromosome))
    return try #require(
      Variant(chromosome: place, position: position, reference: reference, alternate: alternate))
  }

  @Test func `every place of both assemblies finds its entry`() {
    for entry in knowledge.variantEntries {
      for build in GenomeBuild.allCases {
        guard let variant = entry.variant(in: build) else { continue }
        let other: GenomeBuild = build == .hg19 ? .hg38 : .hg19
        for gene in ["", entry.gene] {
          let match = knowledge.match(gene: gene, proteinChange: "", variant: variant, build: build)
          #expect(match?.entry == entry && match?.basis == .position && match?.build == build)
          let guessed = knowledge.match(gene: gene, proteinChange: "", variant: variant)
          #expect(guessed?.entry == entry && guessed?.build == build)
          #expect(
            knowledge.match(gene: gene, proteinChange: "", variant: variant, build: other) == nil)
        }
        let both = knowledge.match(
          gene: entry.gene, proteinChange: entry.proteinChange, variant: variant, build: build)
        #expect(both?.basis == .both && both != nil && both?.disagreement == nil)
      }
    }
  }

  @Test func `an insertion is found anywhere in its repeat of hg38`() throws {
    for moved in [
      try variant("17", 39_724_728, "-", "GCATACGTGATG"),
      try variant("17", 39_724_731, "-", "TACGTGATGGCA"),
    ] {
      let match = knowledge.match(gene: "", proteinChange: "", variant: moved, build: .hg38)
      #expect(match?.entry.proteinChange == "p.Y772_A775dup")
    }
  }

  @Test func `another isoform's number is told`() throws {
    let place = try variant("17", 39_723_967, "T", "C")
    let match = try #require(
      knowledge.match(
        gene: "ERBB2", proteinChange: "p.L725S", variant: place, build: .hg38))
    #expect(match.entry.proteinChange == "p.L755S")
    #expect(match.basis == .position)
    #expect(match.disagreement == .otherName(named: "p.L725S", build: .hg38, found: "p.L755S"))
    let known = knowledge.knowledge(
      gene: "ERBB2", proteinChange: "p.L725S", variant: try variant("17", 39_723_967, "T", "C"))
    #expect(known.proteinChange == "p.L755S")
    #expect(known.therapies.contains { $0.drug == "lapatinib" })
  }

  @Test func `a name at another variant's place, or elsewhere, is told`() throws {
    let serine = try variant("17", 37_880_220, "T", "C")
    let swapped = try #require(
      knowledge.match(gene: "ERBB2", proteinChange: "p.V777L", variant: serine, build: .hg19))
    #expect(swapped.entry.proteinChange == "p.V777L" && swapped.basis == .protein)
    #expect(swapped.disagreement == .positionOfAnother(named: "p.V777L", found: "p.L755S"))
    let newer = try variant("17", 39_723_967, "T", "C")
    let otherBuild = try #require(
      knowledge.match(gene: "ERBB2", proteinChange: "p.L755S", variant: newer, build: .hg19))
    #expect(
      otherBuild.disagreement
        == .elsewhere(
          named: "p.L755S", build: .hg19, chromosome: serine.chromosome, position: 37_880_220))
    // The same residue by another base of its codon.
    let otherBase = try variant("17", 37_881_000, "G", "C")
    let codon = try #require(
      knowledge.match(gene: "ERBB2", proteinChange: "p.V777L", variant: otherBase, build: .hg19))
    #expect(codon.basis == .protein && codon.disagreement == nil)
  }

  @Test func `a known place decides over the name of a neighbour`() throws {
    let place = try variant("17", 37_881_000, "G", "T")
    for build in [GenomeBuild.hg19, nil] {
      for (gene, change) in [("MIEN1", ""), ("HER2", "p.V777L"), ("MIEN1", "p.A1T"), ("ESR1", "")] {
        let match = try #require(
          knowledge.match(gene: gene, proteinChange: change, variant: place, build: build))
        #expect(match.entry.gene == "ERBB2" && match.entry.proteinChange == "p.V777L")
        #expect(match.basis == .position)
        #expect(match.disagreement == .otherGene(named: gene, build: .hg19, found: "ERBB2"))
        let mutation = Mutation(
          variant: place, gene: gene, proteinChange: change, classification: "3'Flank")
        let renamed = try #require(knowledge.renamedByPlace(mutation, build: build))
        #expect(renamed.gene == "ERBB2" && renamed.proteinChange == "p.V777L")
        let known = knowledge.knowledge(of: mutation, build: build)
        #expect(known.isOfOtherGene && known.therapies.contains { $0.drug == "neratinib" })
      }
    }
    // Other bases, the other assembly, the gene itself, and a name that the gene has.
    let other = try variant("17", 37_881_000, "G", "C")
    #expect(knowledge.match(gene: "MIEN1", proteinChange: "", variant: other) == nil)
    #expect(knowledge.match(gene: "MIEN1", proteinChange: "", variant: place, build: .hg38) == nil)
    let own = Mutation(variant: place, gene: "ERBB2", proteinChange: "p.V747L", classification: "")
    #expect(knowledge.renamedByPlace(own, build: .hg19) == nil)
    let named = try #require(
      knowledge.match(gene: "ESR1", proteinChange: "p.D538G", variant: place, build: .hg19))
    #expect(named.entry.gene == "ESR1" && named.basis == .protein)
  }

  @Test func `places that no genome has are survived`() throws {
    for position in [1, Int.max, Int.max - 1] {
      for (old, new) in [("T", "C"), ("-", "GCATACGTGATG"), ("TTGAGGGAAAACACA", "-")] {
        let far = try variant("17", position, old, new)
        #expect(knowledge.match(gene: "", proteinChange: "", variant: far) == nil)
        let named = knowledge.match(gene: "ERBB2", proteinChange: "L755S", variant: far)
        #expect(named?.disagreement != nil)
      }
    }
  }
}

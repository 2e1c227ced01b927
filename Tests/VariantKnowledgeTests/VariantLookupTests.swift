import Testing
import TumorModel
import VariantKnowledge

/// Finding a mutation's entry by its name, else by its position.
@Suite struct VariantLookupTests {
  private let knowledge = VariantKnowledge.bundled

  private func mutation(
    _ change: String, gene: String = "ERBB2", chromosome: String = "17", at position: Int = 1,
    from reference: String = "A", to alternate: String = "C"
  ) throws -> Mutation {
    let chromosome = try #require(Chromosome(chromosome))
    let variant = try #require(
      Variant(
        chromosome: chromosome, position: position, reference: reference, alternate: alternate))
    return Mutation(variant: variant, gene: gene, proteinChange: change, classification: "")
  }

  @Test(
    "spellings of one protein change",
    arguments: [
      "p.V777L", "V777L", "p.Val777Leu", "p.(Val777Leu)", "ENSP00000463714:p.Val777Leu",
      "NP_004439.2:p.(Val777Leu)", " p.V777L ",
    ])
  func spelling(_ change: String) throws {
    #expect(ProteinChange.shortForm(of: change) == "p.V777L")
    #expect(knowledge.functionalClass(of: try mutation(change)) == "activating")
  }

  @Test(
    "other spellings",
    arguments: [
      ("p.Gln23Ter", "p.Q23*"), ("p.Y772_A775dupYVMA", "p.Y772_A775dup"),
      ("p.Leu755_Thr759delLRENT", "p.L755_T759del"), ("p.L755_E757delinsS", "p.L755_E757delinsS"),
      ("p.E12Kfs*3", "p.E12Kfs*3"), ("p.Thr418fs", "p.T418fs"),
      ("p.Ala775_Gly776insTyrValMetAla", "p.A775_G776insYVMA"), ("", ""), ("p.", ""),
    ])
  func shortForm(_ spelling: String, _ expected: String) {
    #expect(ProteinChange.shortForm(of: spelling) == expected)
  }

  @Test func `a synonym finds its entry`() throws {
    for change in ["p.A775_G776insYVMA", "p.Glu770_Ala771insAlaTyrValMet"] {
      let entry = try #require(knowledge.entry(of: try mutation(change)))
      #expect(entry.proteinChange == "p.Y772_A775dup")
    }
  }

  /// Every insertion and duplication named in a row must make the same protein.
  @Test func `synonyms make one protein`() throws {
    let segment = Array("DEAYVMAGVGSPY")  // residues 769 to 781
    func applied(_ change: String) throws -> String {
      if let match = change.wholeMatch(of: /p\.[A-Z](\d+)_[A-Z]\d+ins([A-Z]+)/) {
        let residue = try #require(Int(match.1))
        return String(segment[...(residue - 769)]) + match.2 + segment[(residue - 768)...]
      }
      let match = try #require(change.wholeMatch(of: /p\.[A-Z](\d+)_[A-Z](\d+)dup/))
      let (first, last) = (try #require(Int(match.1)) - 769, try #require(Int(match.2)) - 769)
      return String(segment[...last] + segment[first...last] + segment[(last + 1)...])
    }
    let named = knowledge.variantEntries.filter { !$0.synonyms.isEmpty }
    #expect(named.count == 2)
    for entry in named {
      let protein = try applied(entry.proteinChange)
      for synonym in entry.synonyms {
        #expect(try applied(synonym) == protein, "\(synonym)")
      }
    }
  }

  @Test func `without a name the position decides`() throws {
    let named = try mutation("", gene: "", at: 37_880_220, from: "T", to: "C")
    #expect(knowledge.functionalClass(of: named) == "activating_conflicting")
    #expect(knowledge.isActivating(named))
    let otherAllele = try mutation("", gene: "", at: 37_880_220, from: "T", to: "A")
    #expect(knowledge.functionalClass(of: otherAllele) == nil)
    let otherChromosome = try mutation(
      "", gene: "", chromosome: "7", at: 37_880_220, from: "T", to: "C")
    #expect(knowledge.functionalClass(of: otherChromosome) == nil)
  }

  @Test func `an isoform's numbering does not hide a known position`() throws {
    let shifted = try mutation("p.L725S", at: 37_880_220, from: "T", to: "C")
    #expect(knowledge.entry(of: shifted)?.proteinChange == "p.L755S")
  }

  @Test func `an insertion is found wherever it is placed in its repeat`() throws {
    let written = try mutation("", at: 37_880_981, from: "-", to: "GCATACGTGATG")
    #expect(knowledge.entry(of: written)?.proteinChange == "p.Y772_A775dup")
    let moved = try mutation("", at: 37_880_984, from: "-", to: "TACGTGATGGCA")
    #expect(knowledge.entry(of: moved)?.proteinChange == "p.Y772_A775dup")
    let other = try mutation("", at: 37_880_984, from: "-", to: "TACGTGATGGCC")
    #expect(knowledge.entry(of: other) == nil)
  }

  @Test func `another gene's change of the same name is not meant`() throws {
    #expect(knowledge.entry(of: try mutation("p.V777L", gene: "EGFR")) == nil)
    #expect(knowledge.entry(of: try mutation("p.V777M")) == nil)
    // Another gene's change at the position, as in a table of another assembly; the entry's own bases
    // are those of the entry, whatever gene is named.
    let elsewhere = try mutation("p.A1C", gene: "GRB7", at: 37_880_220, from: "T", to: "A")
    #expect(knowledge.entry(of: elsewhere) == nil)
    let neighbour = try mutation("p.A1C", gene: "GRB7", at: 37_880_220, from: "T", to: "C")
    #expect(knowledge.entry(of: neighbour)?.proteinChange == "p.L755S")
  }

  @Test func `every row with a position is found by it`() throws {
    for entry in knowledge.variantEntries {
      guard let variant = entry.variant else { continue }
      let mutation = Mutation(variant: variant, gene: "", proteinChange: "", classification: "")
      #expect(knowledge.entry(of: mutation) == entry, "\(entry.proteinChange)")
    }
  }
}

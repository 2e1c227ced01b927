import Testing
import TumorModel
import VariantKnowledge

/// Reading names of protein changes, and telling which are one.
@Suite struct ProteinVariantTests {
  private let knowledge = VariantKnowledge.bundled

  @Test(
    "names are read",
    arguments: [
      ("p.Leu755Ser", "p.L755S", ProteinVariant.Kind.substitution),
      ("NP_004439.2:p.(Leu755Ser)", "p.L755S", .substitution),
      ("L755delinsS", "p.L755S", .substitution), ("p.V777=", "p.V777=", .synonymous),
      ("p.V777V", "p.V777=", .synonymous), ("p.Val777%3D", "p.V777=", .synonymous),
      ("p.Gln23Ter", "p.Q23*", .nonsense), ("Q23X", "p.Q23*", .nonsense),
      ("p.Q23*", "p.Q23*", .nonsense), ("p.Leu755del", "p.L755del", .deletion),
      ("p.L755_T759delLRENT", "p.L755_T759del", .deletion),
      ("p.Leu755_Thr759del5", "p.L755_T759del", .deletion),
      ("p.Y772_A775dupYVMA", "p.Y772_A775dup", .duplication),
      ("p.Ala775_Gly776insTyrValMetAla", "p.A775_G776insYVMA", .insertion),
      ("p.L755_E757delinsS", "p.L755_E757delinsS", .deletionInsertion),
      ("G776>VC", "p.G776delinsVC", .deletionInsertion),
      ("p.E12Kfs*3", "p.E12Kfs*3", .frameshift), ("p.Glu12LysfsTer3", "p.E12Kfs*3", .frameshift),
      ("p.Thr418fs", "p.T418fs", .frameshift), ("p.T418Ffs*?", "p.T418Ffs", .frameshift),
    ])
  func reading(_ spelling: String, _ short: String, _ kind: ProteinVariant.Kind) throws {
    let variant = try #require(ProteinVariant(spelling))
    #expect(variant.description == short)
    #expect(variant.kind == kind)
    #expect(ProteinVariant(short) == variant)
    #expect(ProteinChange.shortForm(of: spelling) == short)
  }

  @Test(
    "what is no single change is not read",
    arguments: [
      "", "p.", "p.?", "p.0", "p.Met1?", "p.[L755S;T798I]", "p.X125_splice", "p.L755", "755S",
      "p.L0S", "p.L0755S", "p.L123456789S", "p.L99999999999999999999S", "p.L755_A750del",
      "p.A775_G778insY", "p.A775insY", "p.A775_G776ins", "p.A775_G776ins4", "p.A775dupYVMA",
      "p.Y772_A775dupGVMA", "p.*1256Lext*?", "p.Xaa12Leu", "p.L755SS", "EXON 20 INSERTION",
      "c.35G>A",
      "p.L755S ERBB2", "🧬", "p.L755S🧬", String(repeating: "L", count: 100_000),
    ])
  func unreadable(_ spelling: String) {
    #expect(ProteinVariant(spelling) == nil)
  }

  @Test(
    "every spelling of YVMA is one change",
    arguments: [
      "p.Y772_A775dup", "Y772_A775dupYVMA", "p.A775_G776insYVMA", "p.E770_A771insAYVM",
      "p.M774_A775insAYVM", "p.A771_Y772insYVMA", "p.Y772_V773insVMAY", "p.V773_M774insMAYV",
      "p.A771_M774dup", "p.Ala775_Gly776insTyrValMetAla", "p.A775delinsAYVMA",
      "p.G776delinsYVMAG", "p.E770_G776delinsEAYVMAYVMAG", "p.Glu770delinsGluAlaTyrValMet",
      "ENSP00000269571:p.(Tyr772_Ala775dup)",
    ])
  func exon20(_ spelling: String) throws {
    #expect(knowledge.normalizedChange(spelling, gene: "ERBB2") == "p.Y772_A775dup")
    let entry = knowledge.match(gene: "ERBB2", proteinChange: spelling, variant: nil)?.entry
    #expect(entry?.functionalClass == .activating)
  }

  @Test(
    "insertions at the same place that make other proteins are others",
    arguments: [
      ("p.A775_G776insGIRD", nil), ("p.E770_A771insGIRD", nil), ("p.A775_G776insYVM", nil),
      ("p.A775_G776insYVMS", nil), ("p.G776delinsVC", nil), ("p.G776_V777delinsVCV", nil),
      ("p.G778_S779insCPG", nil), ("p.G778_S779insLPS", nil), ("p.G778_S779insLPG", nil),
      ("p.P780_Y781insGSP", "p.G778_P780dup"), ("p.V777_G778insGSP", "p.G778_P780dup"),
      ("p.G778_S779insSPG", "p.G778_P780dup"), ("p.S779_P780insPGS", "p.G778_P780dup"),
      ("p.P780delinsPGSP", "p.G778_P780dup"),
    ] as [(String, String?)])
  func others(_ spelling: String, _ known: String?) {
    let match = knowledge.match(gene: "ERBB2", proteinChange: spelling, variant: nil)
    #expect(match?.entry.proteinChange == known)
  }

  @Test func `a replacement that starts elsewhere is trimmed`() {
    for (spelling, short) in [
      ("p.G776_V777delinsVCV", "p.G776delinsVC"), ("p.L755_E757delinsSRE", "p.L755S"),
      ("p.L755_R756delinsLR", "p.L755="), ("p.L755_T759delinsT", "p.L755_N758del"),
    ] {
      let found = knowledge.normalizedChange(spelling, gene: "ERBB2")
      // Without a change nothing tells one residue from another.
      if short.hasSuffix("=") {
        #expect(found.hasSuffix("="), "\(spelling)")
      } else {
        #expect(found == short, "\(spelling)")
      }
    }
  }

  @Test func `another isoform's residues are not taken for the protein's`() {
    // Y742_A745dup of the shorter isoform names residues that the long one has elsewhere.
    #expect(knowledge.normalizedChange("p.Y742_A745dup", gene: "ERBB2") == "p.Y742_A745dup")
    #expect(knowledge.normalizedChange("p.A772_G773insYVMA", gene: "ERBB2") == "p.A772_G773insYVMA")
    #expect(
      knowledge.match(gene: "ERBB2", proteinChange: "p.A772_G773insYVMA", variant: nil) == nil)
  }

  /// Names made at random in the stretch: two are one exactly when they make one protein.
  @Test func `names agree exactly where proteins do`() throws {
    let stretch = try #require(knowledge.stretches.first)
    var state: UInt64 = 20
    func draw(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % below
    }
    let letters = Array("AGPSVY".utf8)
    var proteinOfName: [String: [UInt8]] = [:]
    var nameOfProtein: [[UInt8]: String] = [:]
    for _ in 0..<20_000 {
      let from = 15 + draw(20)
      let to = min(from + draw(4), stretch.residues.count - 2)
      func name(_ place: Int) -> String {
        String(UnicodeScalar(stretch.residues[place])) + "\(stretch.start + place)"
      }
      let new = (0..<(1 + draw(4))).map { _ in letters[draw(letters.count)] }
      let text = String(decoding: new, as: UTF8.self)
      let range = from == to ? name(from) : "\(name(from))_\(name(to))"
      let (front, back) = (stretch.residues[..<from], stretch.residues[(to + 1)...])
      let middle = stretch.residues[from...to]
      let (spelling, protein): (String, [UInt8]) =
        switch draw(4) {
        case 0: (range + "dup", Array(front + middle + middle + back))
        case 1: (range + "del", Array(front + back))
        case 2: (range + "delins" + text, Array(front + new + back))
        default:
          (
            "\(name(from))_\(name(from + 1))ins\(text)",
            Array(stretch.residues[...from] + new + stretch.residues[(from + 1)...])
          )
        }
      let short = knowledge.normalizedChange(spelling, gene: "ERBB2")
      if protein == Array(stretch.residues) {
        #expect(short.hasSuffix("="), "\(spelling)")
        continue
      }
      #expect(
        proteinOfName.updateValue(protein, forKey: short) ?? protein == protein, "\(spelling)")
      #expect(nameOfProtein.updateValue(short, forKey: protein) ?? short == short, "\(spelling)")
    }
    #expect(proteinOfName.count > 1_000)
  }

  @Test func `any text is survived`() {
    var state: UInt64 = 7
    let alphabet = Array("LSY*X0123456789_pdelinsdupfs>=?().:TerAla%3D;[] ".utf8)
    for _ in 0..<50_000 {
      var bytes: [UInt8] = []
      state = state &* 6_364_136_223_846_793_005 &+ 1
      for _ in 0..<Int(state >> 59) {
        state = state &* 6_364_136_223_846_793_005 &+ 1
        bytes.append(alphabet[Int(truncatingIfNeeded: state >> 33) % alphabet.count])
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let short = knowledge.normalizedChange(text, gene: "ERBB2")
      #expect(knowledge.normalizedChange(short, gene: "ERBB2") == short, "\(text)")
    }
  }
}

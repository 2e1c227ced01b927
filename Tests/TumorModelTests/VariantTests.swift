import Testing
import TumorModel

@Suite struct VariantTests {
  private func variant(
    _ position: Int, _ reference: String, _ alternate: String, on chromosome: String = "17"
  ) throws -> Variant {
    let chromosome = try #require(Chromosome(chromosome))
    return try #require(
      Variant(
        chromosome: chromosome, position: position, reference: reference, alternate: alternate))
  }

  @Test func `one change has one spelling`() throws {
    #expect(try variant(100, "-", "T") == variant(100, "A", "AT"))
    #expect(try variant(100, "", "T") == variant(101, "G", "TG"))
    #expect(try variant(100, "T", "-") == variant(99, "AT", "A"))
    #expect(try variant(100, "ACG", "ATG") == variant(101, "C", "T"))
    #expect(try variant(100, "ac", "tg") == variant(100, "AC", "TG"))
    #expect(try variant(99, "GACT", "GTGT") == variant(100, "AC", "TG"))
  }

  @Test func `what is no change is refused`() throws {
    let chromosome = try #require(Chromosome("1"))
    for (position, reference, alternate) in [
      (0, "A", "C"), (-1, "A", "-"), (5, "A", "A"), (5, "a", "A"), (5, "-", ""), (5, "A", "Q"),
      (5, "<DEL>", "A"), (5, "A", "*"), (5, "A,C", "T"), (5, "é", "A"),
    ] {
      #expect(
        Variant(
          chromosome: chromosome, position: position, reference: reference, alternate: alternate)
          == nil, "\(position) \(reference)>\(alternate)")
    }
  }

  @Test(
    "kinds",
    arguments: [
      ("A", "C", VariantKind.snv), ("AC", "GT", .mnv), ("-", "A", .insertion),
      ("A", "-", .deletion), ("AC", "G", .complex), ("A", "AC", .insertion),
    ])
  func kind(reference: String, alternate: String, kind: VariantKind) throws {
    #expect(try variant(5, reference, alternate).kind == kind)
  }

  @Test func `chemistry that makes artefacts is told on both strands`() throws {
    #expect(try variant(5, "C", "T").isDeamination && variant(5, "G", "A").isDeamination)
    #expect(try variant(5, "C", "A").isOxidation && variant(5, "G", "T").isOxidation)
    #expect(try !variant(5, "T", "C").isDeamination && !variant(5, "T", "C").isOxidation)
  }

  @Test func `trimming keeps what a change does to the reference`() throws {
    let genome = Array("TTGACACACAGGATTTACGCGCGCAATGCCC")
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<2_000 {
      let start = 1 + random(genome.count - 6)
      let reference = String(genome[start..<(start + 1 + random(5))])
      let alternate = String((0..<(1 + random(5))).map { _ in Array("ACGT")[random(4)] })
      guard reference != alternate else { continue }
      let trimmed = try variant(start + 1, reference, alternate)
      let before = trimmed.reference.isEmpty ? trimmed.position : trimmed.position - 1
      let changed =
        String(genome[..<before]) + trimmed.alternate
        + String(genome[(before + trimmed.reference.count)...])
      let expected =
        String(genome[..<start]) + alternate + String(genome[(start + reference.count)...])
      #expect(changed == expected)
      #expect(
        trimmed.reference.first == nil || trimmed.reference.first != trimmed.alternate.first)
      #expect(trimmed.reference.last == nil || trimmed.reference.last != trimmed.alternate.last)
    }
  }

  // MARK: - The same indel

  @Test func `the forms of the ERBB2 exon 20 duplication are one`() throws {
    let forms = [
      try variant(37_880_981, "-", "GCATACGTGATG"), try variant(37_880_982, "-", "CATACGTGATGG"),
      try variant(37_880_984, "-", "TACGTGATGGCA"), try variant(37_880_993, "-", "GCATACGTGATG"),
      try variant(37_880_981, "A", "AGCATACGTGATG"),
    ]
    for first in forms {
      for second in forms { #expect(first.isSameIndel(as: second)) }
    }
  }

  @Test func `other insertions at the same place are others`() throws {
    let insertion = try variant(37_880_981, "-", "GCATACGTGATG")
    for (position, bases) in [
      (37_880_982, "GCATACGTGATG"), (37_880_981, "GCATACGTGATT"), (37_880_981, "GCATACGTG"),
      (37_880_994, "CATACGTGATGG"),
    ] {
      #expect(try !insertion.isSameIndel(as: variant(position, "-", bases)))
    }
    #expect(try !insertion.isSameIndel(as: variant(37_880_981, "GCATACGTGATG", "-")))
    #expect(
      try !insertion.isSameIndel(as: variant(37_880_981, "-", "GCATACGTGATG", on: "1")))
    #expect(try !variant(5, "-", "A").isSameIndel(as: variant(6, "-", "A")))
    #expect(try !variant(5, "A", "C").isSameIndel(as: variant(5, "A", "G")))
  }

  @Test func `deletions in a repeat are one wherever they leave the same bases`() throws {
    let genome = Array("TTGACACACAGGATTTTACGCGCGCAATGATGATGCCC").map(String.init)
    func rest(_ start: Int, _ length: Int) -> String {
      (genome[..<start] + genome[(start + length)...]).joined()
    }
    var same = 0
    for length in 1...6 {
      for first in 0..<(genome.count - length) {
        for second in first..<min(first + length + 1, genome.count - length) {
          let left = try variant(first + 1, genome[first..<(first + length)].joined(), "-")
          let right = try variant(second + 1, genome[second..<(second + length)].joined(), "-")
          let isSame = rest(first, length) == rest(second, length)
          #expect(left.isSameIndel(as: right) == isSame)
          #expect(right.isSameIndel(as: left) == isSame)
          if isSame, first != second { same += 1 }
        }
      }
    }
    #expect(same > 20)
  }

  @Test func `insertions in a repeat are found the same`() throws {
    let genome = Array("TTGACATGATGATGATGCC").map(String.init)
    func whole(_ position: Int, _ bases: String) -> String {
      (genome[..<position] + [bases] + genome[position...]).joined()
    }
    let forms = [(8, "ATG"), (9, "TGA"), (10, "GAT"), (11, "ATG")]
    for (position, bases) in forms {
      for (other, turned) in forms {
        #expect(whole(position, bases) == whole(other, turned))
        #expect(
          try variant(position, "-", bases).isSameIndel(as: variant(other, "-", turned)))
      }
    }
  }

  @Test func `variants sort by chromosome, position and alleles`() throws {
    let sorted = try [
      variant(9, "A", "C", on: "2"), variant(5, "-", "A", on: "10"),
      variant(5, "A", "C", on: "10"), variant(5, "A", "G", on: "10"),
      variant(1, "A", "C", on: "X"),
    ]
    #expect(Array(sorted.reversed()).sorted() == sorted)
  }
}

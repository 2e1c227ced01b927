package import DelimitedText
package import TumorModel

/// The texts of a study's mutation tables, each held once.
package struct VariantStore: Sendable {
  /// Reference and alternate bases of a trimmed variant.
  package struct Alleles: Hashable, Comparable, Sendable {
    package let reference: String
    package let alternate: String

    package init(reference: String, alternate: String) {
      (self.reference, self.alternate) = (reference, alternate)
    }

    /// Whether bases were inserted or deleted and none replaced.
    package var isIndel: Bool { reference.isEmpty || alternate.isEmpty }

    /// How many bases were inserted or deleted.
    package var length: Int { max(reference.utf8.count, alternate.utf8.count) }

    package static func < (left: Self, right: Self) -> Bool {
      (left.reference, left.alternate) < (right.reference, right.alternate)
    }
  }

  package private(set) var chromosomes: [Chromosome] = []
  package private(set) var alleles: [Alleles] = []
  /// What rows tell of their reads beyond counts; number 0 stands for nothing.
  package private(set) var supports: [ReadSupport] = [ReadSupport()]
  package var genes = ByteInterner()
  private var longProteins = ByteInterner()
  private var classifications = ByteInterner()
  private var spellings = ByteInterner()
  private var chromosomeOfSpelling: [UInt16] = []
  private var numbersOfAlleles: [Alleles: UInt32] = [:]
  private var substitutions = [UInt32](repeating: .max, count: 25)

  package init() {
    // Number 0 is the empty text everywhere.
    _ = (genes.intern(""), classifications.intern(""))
  }

  // MARK: - While reading

  /// The number of a chromosome in any spelling, or `nil` when the field is empty.
  package mutating func chromosome(_ text: Bytes) -> UInt16? {
    let spelling = Int(spellings.intern(text))
    if spelling < chromosomeOfSpelling.count {
      let number = chromosomeOfSpelling[spelling]
      return number == .max ? nil : number
    }
    guard let chromosome = Chromosome(text.string), chromosomes.count < Int(UInt16.max) else {
      chromosomeOfSpelling.append(.max)
      return nil
    }
    if let known = chromosomes.firstIndex(of: chromosome) {
      chromosomeOfSpelling.append(UInt16(known))
      return UInt16(known)
    }
    chromosomes.append(chromosome)
    chromosomeOfSpelling.append(UInt16(chromosomes.count - 1))
    return UInt16(chromosomes.count - 1)
  }

  /// The number of a substitution of one base, given by the places of the bases in `ACGTN`.
  @inline(__always) package mutating func substitution(_ reference: Int, _ alternate: Int) -> UInt32
  {
    let number = substitutions[reference &* 5 &+ alternate]
    return number != .max ? number : newSubstitution(reference, alternate)
  }

  private mutating func newSubstitution(_ reference: Int, _ alternate: Int) -> UInt32 {
    let bases = ["A", "C", "G", "T", "N"]
    let number = self.number(Alleles(reference: bases[reference], alternate: bases[alternate]))
    substitutions[reference * 5 + alternate] = number
    return number
  }

  /// The number of the alleles of a trimmed variant.
  package mutating func number(_ pair: Alleles) -> UInt32 {
    if let known = numbersOfAlleles[pair] { return known }
    let number = UInt32(alleles.count)
    alleles.append(pair)
    numbersOfAlleles[pair] = number
    return number
  }

  /// Holds what a row tells of its reads.
  ///
  /// - Returns: Its number.
  package mutating func add(_ support: ReadSupport) -> UInt32 {
    supports.append(support)
    return UInt32(supports.count - 1)
  }

  /// The number of a variant classification; beyond 65,535 of them, that of none.
  package mutating func classification(_ text: Bytes) -> UInt16 {
    let number = classifications.intern(text)
    return number <= UInt32(UInt16.max) ? UInt16(number) : 0
  }

  /// A protein change in the row itself, or its number if it is long.
  @inline(__always) package mutating func protein(_ text: Bytes) -> ShortText {
    text.count <= ShortText.longest
      ? ShortText(text) : ShortText(number: longProteins.intern(text))
  }

  package func protein(_ text: ShortText) -> String { text.string { longProteins.string($0) } }

  package func classification(_ number: UInt16) -> String { classifications.string(UInt32(number)) }

  // MARK: - After reading

  /// Numbers chromosomes and alleles anew so that their numbers sort as they do.
  ///
  /// - Returns: The new number of each old one.
  package mutating func rank() -> (chromosomes: [UInt16], alleles: [UInt32]) {
    let byChromosome = chromosomes.indices.sorted { chromosomes[$0] < chromosomes[$1] }
    var newChromosomes = [UInt16](repeating: 0, count: chromosomes.count)
    for (new, old) in byChromosome.enumerated() { newChromosomes[old] = UInt16(new) }
    chromosomes.sort()
    let byAllele = alleles.indices.sorted { alleles[$0] < alleles[$1] }
    var newAlleles = [UInt32](repeating: 0, count: alleles.count)
    for (new, old) in byAllele.enumerated() { newAlleles[old] = UInt32(new) }
    alleles.sort()
    // What only reading needs is dropped.
    numbersOfAlleles = [:]
    chromosomeOfSpelling = []
    spellings = ByteInterner()
    return (newChromosomes, newAlleles)
  }

  /// The variant of a row.
  package func variant(of row: MutationRow) -> Variant? {
    // A trimmed insertion before the first base stands at 0, which no table can hold.
    let pair = alleles[Int(row.alleles)]
    return Variant(
      chromosome: chromosomes[Int(row.chromosome)], position: Int(row.position),
      reference: pair.reference, alternate: pair.alternate)
  }
}

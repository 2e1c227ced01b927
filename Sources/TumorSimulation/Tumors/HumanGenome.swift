import TumorModel

/// The chromosome arms of hg19 on which mutations are placed.
enum HumanGenome {
  /// One arm: its chromosome's name and its first and last base.
  struct Arm: Hashable, Sendable {
    let chromosome: Chromosome
    let range: ClosedRange<Int>
  }

  /// Chromosome, length in bases, and the centromere's middle in units of 100 kb.
  private static let chromosomes: [(String, Int, Int)] = [
    ("1", 249_250_621, 1250), ("2", 243_199_373, 933), ("3", 198_022_430, 910),
    ("4", 191_154_276, 504), ("5", 180_915_260, 484), ("6", 171_115_067, 610),
    ("7", 159_138_663, 599), ("8", 146_364_022, 456), ("9", 141_213_431, 490),
    ("10", 135_534_747, 402), ("11", 135_006_516, 537), ("12", 133_851_895, 358),
    ("13", 115_169_878, 179), ("14", 107_349_540, 176), ("15", 102_531_392, 190),
    ("16", 90_354_753, 366), ("17", 81_195_210, 240), ("18", 78_077_248, 172),
    ("19", 59_128_983, 265), ("20", 63_025_520, 275), ("21", 48_129_895, 132),
    ("22", 51_304_566, 147), ("X", 155_270_560, 606),
  ]

  /// The arms in genome order; the short arms without genes are left out.
  static let arms: [Arm] = chromosomes.flatMap { name, length, centromere -> [Arm] in
    guard let chromosome = Chromosome(name) else { return [] }
    let middle = centromere * 100_000
    let long = Arm(chromosome: chromosome, range: (middle + 1)...length)
    let isAcrocentric = ["13", "14", "15", "21", "22"].contains(name)
    return isAcrocentric ? [long] : [Arm(chromosome: chromosome, range: 1...middle), long]
  }

  /// The arm that holds a position.
  static func arm(of variant: Variant) -> Int? {
    arms.firstIndex {
      $0.chromosome == variant.chromosome && $0.range.contains(variant.position)
    }
  }
}

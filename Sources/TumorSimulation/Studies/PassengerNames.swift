import NumericalMethods
import TumorModel

/// Draws mutations that mean nothing.
struct PassengerNames: Sendable {
  /// A gene with the hg19 range in which its made-up mutations are placed.
  struct Gene: Sendable {
    let symbol: String
    let chromosome: String
    let range: ClosedRange<Int>
  }

  /// The genes to name; with none, mutations lie anywhere and have no gene.
  var genes: [Gene] = []
  /// The share of small insertions and deletions.
  var indelShare: Double

  /// Draws a passenger and the arm that holds it.
  func mutation(using random: RandomSource) -> (mutation: Mutation, arm: Int) {
    while true {
      var arm = 0
      var position = 0
      var symbol = ""
      if genes.isEmpty {
        arm = random.discrete(weights: HumanGenome.arms.map { Double($0.range.count) })
        // Clear of telomeres, centromeres and pseudo-autosomal regions.
        let range = HumanGenome.arms[arm].range
        position = random.integer(
          in: (range.lowerBound + 3_000_000)...(range.upperBound - 3_000_000))
      } else {
        let gene = random.element(of: genes)
        symbol = gene.symbol
        position = random.integer(in: gene.range)
        let found = HumanGenome.arms.firstIndex {
          $0.chromosome.name == gene.chromosome && $0.range.contains(position)
        }
        guard let found else { continue }
        arm = found
      }
      let chromosome = HumanGenome.arms[arm].chromosome
      let (reference, alternate) = change(using: random)
      guard
        let variant = Variant(
          chromosome: chromosome, position: position, reference: reference, alternate: alternate)
      else { continue }
      let (protein, classification) = names(of: variant, using: random)
      return (
        Mutation(
          variant: variant, gene: symbol, proteinChange: symbol.isEmpty ? "" : protein,
          classification: classification), arm
      )
    }
  }

  /// Draws a change; about two in five are C>T or G>A.
  private func change(using random: RandomSource) -> (String, String) {
    if random.chance(indelShare) {
      let length = min(1 + random.poisson(mean: 0.8), 12)
      let bases = (0..<length).map { _ in random.element(of: ["A", "C", "G", "T"]) }.joined()
      return random.chance(0.6) ? (bases, "-") : ("-", bases)
    }
    let spectrum = [
      ("C", "T", 0.40), ("C", "A", 0.15), ("C", "G", 0.14), ("T", "C", 0.14), ("T", "A", 0.08),
      ("T", "G", 0.09),
    ]
    let (reference, alternate, _) = spectrum[random.discrete(weights: spectrum.map(\.2))]
    guard random.chance(0.5) else { return (reference, alternate) }
    let complement = ["A": "T", "C": "G", "G": "C", "T": "A"]
    return (complement[reference] ?? reference, complement[alternate] ?? alternate)
  }

  private func names(
    of variant: Variant, using random: RandomSource
  ) -> (protein: String, classification: String) {
    let residues = Array("ACDEFGHIKLMNPQRSTVWY").map(String.init)
    let residue = random.element(of: residues)
    let place = random.integer(in: 20...1800)
    switch variant.kind {
    case .insertion, .deletion:
      let length = max(variant.reference.utf8.count, variant.alternate.utf8.count)
      let isFrame = length % 3 == 0
      let prefix = isFrame ? "In_Frame_" : "Frame_Shift_"
      let suffix = variant.kind == .insertion ? "Ins" : "Del"
      return ("p.\(residue)\(place)\(isFrame ? suffix.lowercased() : "fs")", prefix + suffix)
    default:
      let kind = random.discrete(weights: [0.66, 0.27, 0.07])
      if kind == 1 { return ("p.\(residue)\(place)=", "Silent") }
      if kind == 2 { return ("p.\(residue)\(place)*", "Nonsense_Mutation") }
      let other = random.element(of: residues.filter { $0 != residue })
      return ("p.\(residue)\(place)\(other)", "Missense_Mutation")
    }
  }
}

import GenomicFiles
import TumorModel

/// Finds the place of a mutation in its identifier, or gives it a stand-in.
///
/// Read are a chromosome and a position side by side, then bases where they follow: as in
/// `CRUK0001:1:2117447:C`, `chr17_7577120_C_T`, `TP53:17:7577120:C>T` or `1_100336393`. What stands
/// before the place is the gene, unless it is the same for all. Where the reference base is not
/// told it is `N`; where no base is, the change is written `N>A`.
///
/// Identifiers without a place stand on the chromosome ``Chromosome/unplaced``, at their number in
/// the file, with the identifier as their gene. So do those whose place another one has.
struct MutationNames {
  private struct Parts {
    var prefix: String
    var chromosome: Chromosome
    var position: Int
    var reference: String
    var alternate: String
  }

  /// A mutation by its identifier.
  struct Place: Hashable {
    let variant: Variant
    let gene: String
  }

  private(set) var places: [String: Place] = [:]
  /// What stands before the place in every identifier.
  private(set) var commonPrefix: String?
  /// Identifiers that have a stand-in.
  private(set) var unplaced = 0

  /// Places all identifiers of a file.
  ///
  /// - Parameter identifiers: Each once, in the file's order.
  init(_ identifiers: [String]) {
    let parts = identifiers.map(Self.parts)
    let prefixes = Set(parts.map { $0?.prefix ?? "" })
    if identifiers.count > 1, prefixes.count == 1, let only = prefixes.first, !only.isEmpty {
      commonPrefix = only
    }
    var taken: Set<Variant> = []
    for (index, identifier) in identifiers.enumerated() {
      if let part = parts[index],
        let variant = Variant(
          chromosome: part.chromosome, position: part.position, reference: part.reference,
          alternate: part.alternate), variant.position >= 1, taken.insert(variant).inserted
      {
        let gene = part.prefix == commonPrefix ? "" : part.prefix
        places[identifier] = Place(variant: variant, gene: gene)
        continue
      }
      unplaced += 1
      guard
        let variant = Variant(
          chromosome: .unplaced, position: index + 1, reference: "N", alternate: "A")
      else { continue }
      places[identifier] = Place(variant: variant, gene: identifier)
    }
  }

  private static func parts(_ identifier: String) -> Parts? {
    let tokens = identifier.split { ":_-/>|; ".contains($0) }.map(String.init)
    for index in tokens.indices.dropLast() {
      guard let chromosome = chromosome(tokens[index]), let position = Int(tokens[index + 1]),
        position >= 1, position <= Int(Int32.max) - 1_000
      else { continue }
      let bases = tokens[(index + 2)...].prefix(2).prefix { isBases($0) }.map { $0.uppercased() }
      // A name such as `1_1`: too short to be a place.
      if index == 0, bases.isEmpty, position < 1_000 { continue }
      let (reference, alternate): (String, String) =
        switch bases.count {
        case 2: (bases[0], bases[1])
        case 1: (bases[0] == "N" ? "A" : "N", bases[0])
        default: ("N", "A")
        }
      return Parts(
        prefix: tokens[..<index].joined(separator: ":"), chromosome: chromosome,
        position: position, reference: reference, alternate: alternate)
    }
    return nil
  }

  private static func chromosome(_ token: String) -> Chromosome? {
    guard let chromosome = Chromosome(token), chromosome.rank <= 24 else { return nil }
    return chromosome
  }

  private static func isBases(_ token: String) -> Bool {
    token.utf8.allSatisfy { "ACGTNacgtn".utf8.contains($0) }
  }
}

/// A chromosome under its plain name: no `chr` prefix, `X` for 23, `Y` for 24, `MT` for `M`.
///
/// Chromosomes are ordered as 1…22, X, Y, MT, then all other contigs by name.
public struct Chromosome: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The plain name, such as `17`, `X` or `GL000192.1`.
  public let name: String
  /// 1…22 for autosomes, 23 for X, 24 for Y, 25 for MT and 26 for all other contigs.
  public let rank: UInt8

  /// Creates a chromosome from any of the field's spellings, or `nil` when the name is empty.
  ///
  /// - Parameter spelling: Such as `chr17`, `17`, `23`, `chrX`, `M` or a contig's name.
  public init?(_ spelling: String) {
    var plain = Substring(spelling)
    if plain.count > 3, plain.prefix(3).lowercased() == "chr" { plain = plain.dropFirst(3) }
    guard !plain.isEmpty else { return nil }
    if let number = UInt8(plain), (1...25).contains(number) {
      self.rank = number
      self.name = number == 23 ? "X" : number == 24 ? "Y" : number == 25 ? "MT" : String(number)
      return
    }
    switch plain {
    case "X", "x": (name, rank) = ("X", 23)
    case "Y", "y": (name, rank) = ("Y", 24)
    case "M", "MT", "m", "mt": (name, rank) = ("MT", 25)
    default: (name, rank) = (String(plain), 26)
    }
  }

  /// The chromosome of mutations whose position is unknown; treated as an autosome.
  public static let unplaced = Chromosome(contig: "unplaced")

  private init(contig name: String) { (self.name, rank) = (name, 26) }

  /// Whether this is ``unplaced``.
  public var isUnplaced: Bool { rank == 26 && name == "unplaced" }
  /// Whether the chromosome is one of 1…22.
  public var isAutosome: Bool { rank <= 22 }
  /// Whether the chromosome is X.
  public var isX: Bool { rank == 23 }
  /// Whether the chromosome is Y.
  public var isY: Bool { rank == 24 }

  /// Whether it is the mitochondrial genome.
  public var isMitochondrial: Bool { rank == 25 }

  /// The plain name.
  public var description: String { name }

  /// Orders as 1…22, X, Y, MT, then other contigs by name.
  public static func < (left: Self, right: Self) -> Bool {
    left.rank != right.rank ? left.rank < right.rank : left.name < right.name
  }
}

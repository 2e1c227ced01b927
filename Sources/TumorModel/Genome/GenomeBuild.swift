/// A human reference assembly.
public enum GenomeBuild: String, Hashable, Sendable, CaseIterable {
  /// GRCh37.
  case hg19
  /// GRCh38.
  case hg38

  /// Reads a build's name in any usual spelling, or returns `nil`.
  ///
  /// - Parameter spelling: `hg19`, `GRCh37`, `37`, `b37`, `hs37d5`, `hg38`, `GRCh38`, `38` and the
  ///   like, in any case; a patch or variant may follow, as in `GRCh37.p13` and `GRCh37-lite`.
  public init?(spelling: String) {
    let name = spelling.lowercased()
    let found = Self.allCases.first { build in
      build.spellings.contains { known in
        name.hasPrefix(known)
          && (name.utf8.dropFirst(known.utf8.count).first.map { ".-_ ".utf8.contains($0) } ?? true)
      }
    }
    guard let found else { return nil }
    self = found
  }

  /// The names by which the assembly goes, in lower case.
  package var spellings: [String] {
    switch self {
    case .hg19: ["hg19", "grch37", "37", "b37", "hs37", "hs37d5", "human_g1k_v37"]
    case .hg38: ["hg38", "grch38", "38", "b38", "hs38", "hs38dh", "hs38d1"]
    }
  }

  /// Whether a position of X or Y lies in a pseudo-autosomal region, where males have two copies.
  ///
  /// - Parameters:
  ///   - chromosome: The chromosome; `false` for any but X and Y.
  ///   - position: 1-based, in bases.
  public func isPseudoAutosomal(_ chromosome: Chromosome, position: Int) -> Bool {
    // Boundaries as published by the Genome Reference Consortium for each assembly.
    switch (self, chromosome.rank) {
    case (.hg19, 23): (60_001...2_699_520) ~= position || (154_931_044...155_260_560) ~= position
    case (.hg19, 24): (10_001...2_649_520) ~= position || (59_034_050...59_363_566) ~= position
    case (.hg38, 23): (10_001...2_781_479) ~= position || (155_701_383...156_030_895) ~= position
    case (.hg38, 24): (10_001...2_781_479) ~= position || (56_887_903...57_217_415) ~= position
    default: false
    }
  }
}

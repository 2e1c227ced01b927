import TumorModel

/// Finds entries by name and by place.
struct VariantIndex: Sendable {
  private struct Indel: Sendable {
    let variant: Variant
    let entry: Int
  }

  private var names: [String: [String: Int]] = [:]
  private var places: [GenomeBuild: [Variant: [Int]]] = [:]
  /// Insertions and deletions by position, which others may place elsewhere in a repeat.
  private var indels: [GenomeBuild: [Chromosome: [Indel]]] = [:]
  private var longestIndel = 0
  /// Where entries lie, in any assembly: a quick test that most mutations fail.
  private var spans: [(chromosome: Chromosome, positions: ClosedRange<Int>)] = []

  /// - Parameter normalize: The one name of a protein change of a gene.
  init(_ entries: [VariantEntry], normalize: (String, String) -> String) {
    for (number, entry) in entries.enumerated() {
      for name in [entry.proteinChange] + entry.synonyms where !name.isEmpty {
        let key = normalize(name, entry.gene)
        if names[entry.gene]?[key] == nil { names[entry.gene, default: [:]][key] = number }
      }
      // A gene whose variants are known by place alone has entries too.
      if names[entry.gene] == nil { names[entry.gene] = [:] }
      for (build, variant) in entry.variants {
        places[build, default: [:]][variant, default: []].append(number)
        span(variant)
        if variant.kind == .insertion || variant.kind == .deletion {
          indels[build, default: [:]][variant.chromosome, default: []].append(
            Indel(variant: variant, entry: number))
          longestIndel = max(longestIndel, Self.length(variant))
        }
      }
    }
    for build in indels.keys {
      for chromosome in indels[build]?.keys ?? [:].keys {
        indels[build]?[chromosome]?.sort { $0.variant.position < $1.variant.position }
      }
    }
  }

  private mutating func span(_ variant: Variant) {
    let middle = min(variant.position, Int(Int32.max))
    let here = middle - 1_000...middle + 1_000
    let place = spans.firstIndex {
      $0.chromosome == variant.chromosome && $0.positions.overlaps(here)
    }
    guard let place else { return spans.append((variant.chromosome, here)) }
    let known = spans[place].positions
    spans[place].positions =
      min(known.lowerBound, here.lowerBound)...max(known.upperBound, here.upperBound)
  }

  /// Whether a variant lies so near an entry that it may be the same.
  ///
  /// - Complexity: Linear in the stretches of the genome with entries, which are few.
  func isNear(_ variant: Variant) -> Bool {
    spans.contains {
      $0.positions.contains(variant.position) && $0.chromosome == variant.chromosome
    }
  }

  /// Whether a gene has entries.
  func has(gene: String) -> Bool { names[gene] != nil }

  /// The entry of a normalised name.
  func entry(gene: String, change: String) -> Int? { names[gene]?[change] }

  /// The entries at a variant's place, those of an indel anywhere in its repeat.
  ///
  /// - Complexity: Constant for what is no indel; for one, logarithmic in the known indels of the
  ///   chromosome, and linear in those as near as the indel is long.
  func entries(of variant: Variant, in build: GenomeBuild) -> [Int] {
    if let exact = places[build]?[variant] { return exact }
    guard variant.kind == .insertion || variant.kind == .deletion,
      Self.length(variant) <= longestIndel, let known = indels[build]?[variant.chromosome]
    else { return [] }
    let reach = Self.length(variant)
    var low = 0
    var high = known.count
    while low < high {
      let middle = (low + high) / 2
      if known[middle].variant.position < variant.position - reach {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return known[low...].prefix { $0.variant.position - reach <= variant.position }
      .filter { $0.variant.isSameIndel(as: variant) }.map(\.entry)
  }

  private static func length(_ variant: Variant) -> Int {
    max(variant.reference.utf8.count, variant.alternate.utf8.count)
  }
}

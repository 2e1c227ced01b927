public import NumericalMethods
public import TumorModel

/// Common inherited variants that a made-up assay reads, and the people who carry them.
///
/// A person's two alleles are drawn independently: G. H. Hardy, *Science* 28, 49–50 (1908),
/// doi:10.1126/science.28.706.49.
public struct GermlinePanel: Hashable, Sendable {
  /// One common variant.
  public struct Site: Hashable, Sendable {
    /// The variant.
    public let variant: Variant
    /// The frequency of the alternate allele.
    public let frequency: Double
  }

  /// A person's two alleles at each site; `true` for the alternate one.
  public struct Person: Sendable {
    let alleles: [(Bool, Bool)]
  }

  /// The variants, sorted.
  public let sites: [Site]

  /// Draws variants of autosomes whose alternate alleles have frequencies of 0.15 to 0.5.
  public init(sites count: Int, seed: UInt64) {
    precondition(count >= 0, "a number of sites")
    let random = RandomSource(seed: RandomSource.seed(base: seed, stream: 0x5EED))
    let arms = HumanGenome.arms.filter(\.chromosome.isAutosome)
    var sites: [Site] = []
    var taken: Set<Variant> = []
    while sites.count < count {
      let arm = arms[random.discrete(weights: arms.map { Double($0.range.count) })]
      let position = random.integer(
        in: (arm.range.lowerBound + 1_000_000)...(arm.range.upperBound - 1_000_000))
      let bases = random.element(of: [("A", "G"), ("C", "T"), ("G", "A"), ("T", "C"), ("C", "G")])
      let frequency = random.uniform(in: 0.15...0.5)
      guard
        let variant = Variant(
          chromosome: arm.chromosome, position: position, reference: bases.0, alternate: bases.1),
        taken.insert(variant).inserted
      else { continue }
      sites.append(Site(variant: variant, frequency: (frequency * 1000).rounded() / 1000))
    }
    self.sites = sites.sorted { $0.variant < $1.variant }
  }

  /// Draws a person of the population.
  public func person(using random: RandomSource) -> Person {
    Person(alleles: sites.map { (random.chance($0.frequency), random.chance($0.frequency)) })
  }

  /// Draws a sample's reads: the share of an allele follows the copies that tumour cells have of it.
  ///
  /// - Parameters:
  ///   - person: Whose sample it is.
  ///   - segments: Copy numbers of the tumour cells.
  ///   - truth: Purity, depth and error rate of the sample.
  public func reads(
    of person: Person, segments: [CopyNumberSegment], truth: SampleTruth,
    using random: RandomSource
  ) -> [ReadCounts] {
    // Which parental allele has the more copies is one matter a segment.
    let isFirstMajor = segments.map { _ in random.chance(0.5) }
    return zip(sites, person.alleles).map { site, alleles in
      let segment = segments.firstIndex {
        $0.chromosome == site.variant.chromosome && $0.range.contains(site.variant.position)
      }
      let copies = segment.map { segments[$0].copyNumber } ?? .normal
      let isFirst = segment.map { isFirstMajor[$0] } ?? true
      let tumor = (
        Double(isFirst ? copies.major : copies.minor), Double(isFirst ? copies.minor : copies.major)
      )
      let first = truth.purity * tumor.0 + 1 - truth.purity
      let second = truth.purity * tumor.1 + 1 - truth.purity
      let share = ((alleles.0 ? first : 0) + (alleles.1 ? second : 0)) / (first + second)
      let depth = random.poisson(
        mean: truth.meanDepth * (first + second) / 2 * random.gamma(shape: 7, scale: 1.0 / 7))
      let seen = truth.errorRate + (1 - 2 * truth.errorRate) * share
      let alternate = random.betaBinomial(
        trials: depth, mean: min(max(seen, 0), 1), precision: truth.precision)
      guard let counts = ReadCounts(alternate: alternate, depth: depth) else {
        preconditionFailure("more reads than the depth")
      }
      return counts
    }
  }
}

import ClonalEvolution
import NumericalMethods
import TumorModel

/// A simulated patient whose clones are known. Synthetic.
///
/// Nothing here is the inference's own: depths are negative binomial, allele fractions are spread by a
/// gamma ratio, mutated copies follow their own rule.
struct SimulatedClones {
  /// How reads come about.
  struct Reads {
    var depth = 100.0
    /// The shape of the gamma distribution of depths.
    var depthShape = 20.0
    /// The precision of allele fractions.
    var precision = 500.0
    var errorRate = 1e-3
    var purity = 0.7
    /// The deviation of the purity that is stated.
    var purityShift = 0.0
    /// The share of sites that a sample did not read.
    var missing = 0.0
  }

  let patient: PatientEvidence
  /// The clone of each mutation.
  let clones: [Int]
  /// The cancer cell fraction of each clone in each sample.
  let fractions: [[Double]]

  private static let copyNumbers = [(1, 1), (1, 0), (2, 1)]

  /// Simulates.
  ///
  /// - Parameters:
  ///   - sizes: The number of mutations of each clone.
  ///   - fractions: The cancer cell fraction of each clone in each sample.
  ///   - reads: How reads come about.
  ///   - seed: What is drawn.
  init(sizes: [Int], fractions: [[Double]], reads: Reads = Reads(), seed: UInt64) throws {
    let random = RandomSource(seed: seed)
    let samples = fractions[0].count
    var clones = sizes.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    random.shuffle(&clones)
    self.clones = clones
    self.fractions = fractions
    var observations = [[SiteObservation]](repeating: [], count: samples)
    var copyNumbers = [[CopyNumber?]](repeating: [], count: samples)
    for clone in clones {
      let (major, minor) = Self.copyNumbers[random.index(below: Self.copyNumbers.count)]
      let isEarly = fractions[clone].allSatisfy { $0 == 1 } && random.uniform() < 0.3
      for sample in 0..<samples {
        copyNumbers[sample].append(CopyNumber(major: major, minor: minor))
        guard random.uniform() >= reads.missing else {
          observations[sample].append(.notAssayed)
          continue
        }
        let c = fractions[clone][sample]
        let q =
          reads.purity * c * Double(isEarly ? major : 1)
          / (reads.purity * Double(major + minor) + (1 - reads.purity) * 2)
        let mean = q + (1 - q) * reads.errorRate
        let spread = random.gamma(shape: mean * reads.precision, scale: 1)
        let rest = random.gamma(shape: (1 - mean) * reads.precision, scale: 1)
        let frequency = c == 0 ? reads.errorRate : spread / (spread + rest)
        let depth = random.poisson(
          mean: random.gamma(shape: reads.depthShape, scale: reads.depth / reads.depthShape))
        let alternate = random.binomial(trials: depth, probability: frequency)
        observations[sample].append(
          ReadCounts(alternate: alternate, depth: depth).map { .counted($0) } ?? .notAssayed)
      }
    }
    patient = try Self.patient(
      observations, copyNumbers, purity: Purity(reads.purity + reads.purityShift))
  }

  /// A patient from reads.
  static func patient(
    _ observations: [[SiteObservation]], _ copyNumbers: [[CopyNumber?]],
    purity: Purity? = Purity(0.7), names: [String]? = nil, roles: [SampleRole]? = nil
  ) throws -> PatientEvidence {
    let count = observations.first?.count ?? 0
    let mutations = (0..<count).compactMap { index in
      Variant(chromosome: .unplaced, position: index + 1, reference: "N", alternate: "A").map {
        Mutation(variant: $0, gene: "m\(index)", proteinChange: "", classification: "")
      }
    }
    let samples = observations.indices.map { index -> Sample in
      var sample = Sample(
        id: names?[index] ?? "S\(index)", patient: "P", role: roles?[index] ?? .metastasis)
      sample.purity = purity
      return sample
    }
    var supporting = SupportingEvidence()
    supporting.normalCopies = [Int?](repeating: 2, count: count)
    let depths = observations.map { sample in
      sample.compactMap { $0.counts.flatMap { $0.depth > 0 ? $0.depth : nil } }.sorted()
    }
    guard
      let patient = PatientEvidence(
        id: "P", sex: .female, build: nil, samples: samples, mutations: mutations,
        observations: observations, copyNumbers: copyNumbers, depths: depths,
        flags: [OriginFlags](repeating: [], count: count), supporting: supporting)
    else { throw Misshapen() }
    return patient
  }

  /// A patient of one sample or more from counts at diploid loci.
  static func diploid(
    _ counts: [[(Int, Int)?]], purity: Double? = 0.7, roles: [SampleRole]? = nil
  ) throws -> PatientEvidence {
    try patient(
      counts.map { sample in
        sample.map { reads in
          reads.flatMap { ReadCounts(alternate: $0.0, depth: $0.1) }.map { .counted($0) }
            ?? .notAssayed
        }
      },
      counts.map { $0.map { _ in CopyNumber(major: 1, minor: 1) } },
      purity: purity.flatMap { Purity($0) }, roles: roles)
  }

  struct Misshapen: Error {}

  /// The found group of each mutation: clones by number, all else below 0.
  static func groups(_ found: PatientClones) -> [Int] {
    found.memberships.map { if case .clone(let number) = $0 { number } else { -1 } }
  }

  /// The adjusted Rand index of what was found.
  func agreement(_ found: PatientClones) -> Double {
    AdjustedRandIndex.value(clones, Self.groups(found))
  }

  /// How many true fractions lie in the 90 % interval of the clone that most of their mutations are in, and
  /// how many were asked.
  func coverage(_ found: PatientClones, least: Int = 10) -> (covered: Int, asked: Int) {
    let groups = Self.groups(found)
    var (covered, asked) = (0, 0)
    for (number, clone) in found.clones.enumerated() {
      let members = groups.indices.filter { groups[$0] == number }
      guard members.count >= least else { continue }
      var votes = [Int](repeating: 0, count: fractions.count)
      for member in members { votes[clones[member]] += 1 }
      guard let truth = votes.indices.max(by: { votes[$0] < votes[$1] }) else { continue }
      for (sample, fraction) in clone.fractions.enumerated() {
        asked += 1
        let value = fractions[truth][sample]
        if fraction.low - 1e-9 <= value, value <= fraction.high + 1e-9 { covered += 1 }
      }
    }
    return (covered, asked)
  }
}

import Foundation
import NumericalMethods
import Testing
import TumorModel

@testable import ClonalEvolution

/// Answers that an earlier model got wrong, and the right ones.
@Suite("Faults that were measured once")
struct MeasuredFaultTests {
  private typealias Biopsy = SinglePatient.Biopsy

  // MARK: Purity

  @Test(
    "a stated purity is the one that is used", arguments: [0.05, 0.03, 0.02, 0.01, 0.002, 1e-4])
  func purity(_ stated: Double) throws {
    let found = try #require(Lawful.origin((0, 3_000), purity: stated)).call
    let used = try #require(found.earlier.purity)
    #expect(used < 1.5 * stated && used > stated / 1.5)
  }

  @Test func `none of 3,000 duplex reads at a purity of .002 excludes nothing`() throws {
    let found = try #require(Lawful.origin((0, 3_000), purity: 0.002, errorRate: 1e-6))
    // A clone of every cell shows in 3 reads of 3,000, one of a twentieth in none.
    #expect(found.call.label == .indeterminate)
    #expect(found.call.reason == .underpowered)
    #expect(found.aboveThreshold > OriginGate.exclusion)
    #expect(try #require(found.call.earlier.detectionPower) < OriginGate.power)
    // At fifty times the depth it would be seen.
    let deep = try #require(Lawful.origin((0, 1_000_000), purity: 0.002, errorRate: 1e-6))
    #expect(deep.call.label == .acquired)
  }

  // MARK: Precision

  @Test func `a normal sample's background leaves the precision of clones alone`() throws {
    // One locus with a background of infinite precision beside plain ones.
    let sites: [[Lawful.Reads]] = Array(repeating: [(60, 200), (60, 200)], count: 10)
    let plain = try #require(
      SinglePatient.evidence([Biopsy(.primary), Biopsy(.metastasis)], sites, bases: ("A", "G")))
    var supporting = SupportingEvidence()
    supporting.backgrounds =
      [SiteBackground(mean: 1e-4, precision: .infinity, normals: 50, source: .panel)]
      + Array(repeating: nil, count: 9)
    try #require(supporting.backgrounds[0] != nil)
    let with = try #require(
      PatientEvidence(
        id: plain.id, sex: plain.sex, build: plain.build, samples: plain.samples,
        mutations: plain.mutations, observations: plain.observations,
        copyNumbers: plain.copyNumbers, depths: plain.depths, flags: plain.flags,
        supporting: supporting))
    let calls = OriginAnalysis().origins(of: with).calls
    for call in calls {
      let p = try #require(call.probabilities)
      #expect(abs(p.preexistingClonal + p.preexistingSubclonal - 1) < 0.05)
    }
    #expect(Lawful.difference(calls[0], calls[1]) < 0.01)
  }

  // MARK: Artefacts

  @Test(
    "clear reads of a deep sample are a clone", arguments: [(124, 4_839), (60, 3_001), (40, 2_000)])
  func deepClone(_ reads: (Int, Int)) throws {
    let found = try #require(Lawful.origin(reads, purity: 0.7, errorRate: 1e-3))
    #expect(found.call.label == .preexistingSubclonal)
    #expect(found.preexisting > 0.95)
  }

  @Test func `seven of 1,551 reads decide nothing for sure`() throws {
    let found = try #require(Lawful.origin((7, 1_551), purity: 0.7, errorRate: 1e-3))
    #expect(found.preexisting < 0.99)
  }

  @Test func `what only one sample shows at 1 % is an artefact with some probability`() throws {
    let found = try #require(
      Lawful.origin((0, 500), (5, 500), purity: nil, laterPurity: nil))
    #expect(found.artefact > 0.02 && found.artefact < 0.5)
  }

  // MARK: Regions

  @Test("an eleventh region speaks as the first does", arguments: [2, 10, 11, 12, 20])
  func regions(_ count: Int) throws {
    let biopsies =
      Array(repeating: Biopsy(.primary, day: 0), count: count) + [Biopsy(.metastasis, day: 900)]
    func joint(_ region: Int?) throws -> OriginCall {
      let reads: [Lawful.Reads] =
        (0..<count).map { $0 == region ? (60, 200) : (0, 200) } + [(60, 200)]
      let origins = try #require(Lawful.origins(biopsies, [reads]))
      return try #require(origins.calls.first { $0.earlier.sample == nil })
    }
    let none = try joint(nil)
    #expect(none.label == .acquired)
    let factors = try #require(none.regionBayesFactors)
    // However deep, patchy presence caps the factor at 1 / mean_q (1 − q)^R.
    let missed = RegionBayesFactors.regionPresences.map { pow(1 - $0, Double(count)) }
    let cap = -log10(missed.reduce(0, +) / Double(missed.count))
    #expect(factors.patchy <= cap + 1e-6 && factors.patchy > 0.9 * cap)
    for region in [0, count - 1] {
      let found = try joint(region)
      #expect(found.label.isPreexisting, "region \(region + 1) of \(count): \(found.label)")
      #expect(try #require(found.probabilities).acquired < 0.01)
      #expect(try #require(found.regionBayesFactors).patchy < 0)
    }
    let (first, last) = (try joint(0), try joint(count - 1))
    #expect(Lawful.difference(first, last) < 1e-6)
  }

  @Test func `more regions without a read make an acquisition likelier`() throws {
    var last = 0.0
    for count in 1...14 {
      let origins = try #require(
        Lawful.origins(
          Array(repeating: Biopsy(.primary, day: 0), count: count)
            + [Biopsy(.metastasis, day: 900)],
          [Array(repeating: (0, 60), count: count) + [(60, 200)]]))
      let call = try #require(
        origins.calls.first { count == 1 || $0.earlier.sample == nil })
      let p = try #require(call.probabilities)
      let acquired = p.acquired / (p.acquired + p.preexistingSubclonal + p.preexistingClonal)
      #expect(acquired >= last - 1e-3, "\(count) regions")
      last = acquired
    }
  }

  // MARK: Biopsies of one day

  /// All orders of three.
  private static let orders = [
    [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
  ]

  @Test("three biopsies of one day in any order of the sheet", arguments: [true, false])
  func sameDay(areEarlier: Bool) throws {
    let reads: [[(Int, Int)]] = [
      [(0, 200), (40, 180), (2, 150)], [(0, 150), (0, 220), (0, 90)],
      [(55, 190), (60, 200), (48, 170)], [(6, 200), (0, 210), (30, 160)],
    ]
    let single: [(Int, Int)] = [(60, 200), (50, 180), (55, 200), (0, 200)]
    var first: [String: OriginCall] = [:]
    var (greatest, greatestName) = (0.0, "")
    var firstPresence: [String: Double] = [:]
    for order in Self.orders {
      let three = order.map { _ in
        Biopsy(areEarlier ? .primary : .metastasis, day: areEarlier ? 0 : 900)
      }
      let one = Biopsy(areEarlier ? .metastasis : .primary, day: areEarlier ? 900 : 0)
      let sites: [[Lawful.Reads]] = zip(reads, single).map { reads, single in
        order.map { reads[$0] } + [single]
      }
      let origins = try #require(Lawful.origins(three + [one], sites))
      func name(_ sample: Int?) -> String {
        guard let sample else { return "all" }
        return sample == 3 ? "one" : "\(order[sample])"
      }
      for call in origins.calls {
        let key = "\(call.mutation) \(name(call.earlier.sample)) \(name(call.later.sample))"
        if let known = first[key] {
          #expect(Lawful.difference(known, call) < 1e-6, "\(key) in order \(order)")
          #expect(known.label == call.label, "\(key) in order \(order)")
        } else {
          first[key] = call
        }
      }
      for point in origins.trajectories {
        let key = "\(point.mutation) \(name(point.sample))"
        let presence = try #require(point.presence)
        if let known = firstPresence[key] {
          if abs(known - presence) > greatest {
            (greatest, greatestName) = (abs(known - presence), "\(key) in order \(order)")
          }
        } else {
          firstPresence[key] = presence
        }
      }
    }
    // Three pairs, and one of the three biopsies together.
    #expect(first.count == 16)
    #expect(greatest < 1e-6, "presence of \(greatestName)")
  }

  // MARK: Errors and clones

  /// Reads of a clone or of errors at a rate, binomial.
  private func patient(
    _ share: Double, errorRate: Double?
  ) throws -> [OriginCall] {
    let random = RandomSource(seed: 5)
    func reads(_ share: Double) -> (Int, Int) {
      (random.binomial(trials: 3_000, probability: share), 3_000)
    }
    let sites: [[Lawful.Reads]] =
      (0..<25).map { _ in [reads(0.3), reads(0.3)] }
      + (0..<20).map { _ in [reads(share), reads(0.3)] }
    let origins = try #require(
      Lawful.origins(
        [
          Biopsy(.primary, purity: 0.6, errorRate: errorRate),
          Biopsy(.metastasis, purity: 0.6, errorRate: errorRate),
        ], sites))
    return Array(origins.calls[25...])
  }

  @Test func `a clone of .3 % of the reads in twenty mutations is no error`() throws {
    // With the rate of errors stated, a tenth of it, it is found.
    let known = try patient(0.003, errorRate: 3e-4).map { try #require(Lawful.Origin($0)) }
    #expect(known.reduce(0) { $0 + $1.preexisting } / 20 > 0.8)
    #expect(known.count { $0.call.label.isPreexisting } >= 14)
    // Without, the two can hardly be told apart: neither is certain, and the interval reaches 1 %.
    let unknown = try patient(0.003, errorRate: nil).map { try #require(Lawful.Origin($0)) }
    for found in unknown {
      #expect(found.acquired < 0.99)
      #expect(try #require(found.call.earlier.cellFraction).high >= 0.01)
    }
  }

  @Test("errors alone in twenty sites are no clone", arguments: [nil, 4e-4] as [Double?])
  func errorsAlone(_ errorRate: Double?) throws {
    let found = try patient(4e-4, errorRate: errorRate).map { try #require(Lawful.Origin($0)) }
    #expect(found.reduce(0) { $0 + $1.acquired } / 20 > 0.8)
  }

  // MARK: Inherited variants

  @Test func `61 of 120 reads in the normal are inherited`() throws {
    let found = try #require(Lawful.origin((98, 200), (260, 500), normal: (61, 120)))
    #expect(found.call.label == .germline && found.call.reason == nil)
    let p = try #require(found.call.probabilities)
    #expect(p.germline > 0.99)
    #expect(p.acquired + p.preexistingSubclonal + p.preexistingClonal + p.lost < 0.01)
  }

  @Test(
    "tumour cells in the normal make no variant inherited",
    arguments: [(4, 120), (8, 160), (0, 40)])
  func tumorInNormal(_ normal: (Int, Int)) throws {
    let found = try #require(Lawful.origin((60, 200), (70, 200), normal: normal))
    #expect(try #require(found.call.probabilities).germline < 0.01)
    #expect(found.call.label.isPreexisting)
  }

  @Test func `more reads in the normal never speak against inheritance`() throws {
    var last = 0.0
    for reads in 0...60 {
      let found = try #require(
        Lawful.origin((100, 200), (250, 500), normal: (reads, 120)).flatMap(\.call.probabilities))
      #expect(found.germline >= last - 1e-6, "\(reads) of 120")
      last = found.germline
    }
    #expect(last > 0.99)
  }
}

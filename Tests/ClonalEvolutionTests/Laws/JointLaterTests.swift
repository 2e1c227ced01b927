import Testing
import TumorModel

@testable import ClonalEvolution

/// Several later samples of a patient, judged together.
@Suite("Laws: several later samples are one question")
struct JointLaterTests {
  private typealias Biopsy = SinglePatient.Biopsy

  /// Mutations of every cell, which tell the samples' purities.
  private static let trunk = (0..<8).map { [88 + $0, 90 - $0, 91 - $0] }

  /// The calls of all later samples together.
  ///
  /// - Parameter sites: Alternate reads of 300 in the primary and two metastases; `nil` where nobody looked.
  private func joint(
    _ sites: [[Int?]], days: [Int] = [0, 900, 900]
  ) throws -> [OriginCall] {
    let reads = (sites + Self.trunk.map { $0.map(Int?.some) }).map { row in
      days.indices.map { sample in row[sample].map { ($0, 300) } }
    }
    let biopsies = days.enumerated().map { Biopsy($0 == 0 ? .primary : .metastasis, day: $1) }
    let patient = try #require(SinglePatient.evidence(biopsies, reads, bases: ("A", "G")))
    return OriginAnalysis().origins(of: patient).calls.filter { $0.later.sample == nil }
  }

  private func acquired(_ call: OriginCall) throws -> Double {
    try #require(call.probabilities).acquired
  }

  @Test func `a mutation of either metastasis is acquired by the patient`() throws {
    for reads in [[0, 80, 0], [0, 0, 80], [0, 80, 75], [0, 60, 9]] {
      let call = try joint([reads])[0]
      #expect(call.label == .acquired, "\(reads)")
      #expect(call.earlier.sample == 0)
      #expect(call.later.observation.counts?.alternate == Int32(reads[1] + reads[2]))
    }
    #expect(try joint([[40, 80, 0]])[0].label.isPreexisting)
    #expect(try joint([[90, 0, 0]])[0].label == .lost)
  }

  @Test func `the order of samples of one day decides nothing`() throws {
    let sites = [[0, 80, 3], [2, 5, 40], [30, 0, 12]] + Self.trunk
    func calls(_ order: [Int]) throws -> [OriginCall] {
      let reads = sites.map { row in order.map { Optional((row[$0], 300)) } }
      let patient = try #require(
        SinglePatient.evidence(
          [
            Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900), Biopsy(.metastasis, day: 900),
          ], reads, bases: ("A", "G")))
      return OriginAnalysis().origins(of: patient).calls.filter { $0.later.sample == nil }
    }
    for (a, b) in zip(try calls([0, 1, 2]), try calls([0, 2, 1])) {
      #expect(a.label == b.label)
      #expect(abs(try acquired(a) - acquired(b)) < 1e-6)
    }
    #expect(try joint([[0, 20, 20]])[0].label == .acquired)
  }

  /// A primary and metastases with one mutation beside the trunk.
  private func call(_ primary: Int, _ metastases: [(Int, Int)]) throws -> OriginCall {
    let trunk = (0..<8).map { row in
      [(88 + row, 300)] + metastases.indices.map { (90 - row + $0, 300) }
    }
    let reads = ([[(primary, 300)] + metastases] + trunk).map { $0.map(Optional.some) }
    let biopsies = (0...metastases.count).map {
      Biopsy($0 == 0 ? .primary : .metastasis, day: 300 * $0)
    }
    let patient = try #require(SinglePatient.evidence(biopsies, reads, bases: ("A", "G")))
    let calls = OriginAnalysis().origins(of: patient).calls
    return try #require(
      calls.first {
        $0.mutation == 0 && $0.earlier.sample == 0
          && (metastases.count == 1 || $0.later.sample == nil)
      })
  }

  @Test func `a loss is no less certain with more metastases without the mutation`() throws {
    func lost(_ metastases: Int) throws -> Double {
      try #require(
        call(90, [(Int, Int)](repeating: (0, 300), count: metastases)).probabilities
      ).lost
    }
    let values = try (1...5).map(lost)
    #expect(values[0] > 0.9)
    for (fewer, more) in zip(values, values.dropFirst()) {
      #expect(more > fewer - 0.01, "\(values)")
    }
    #expect(try call(90, [(0, 300), (0, 300)]).label == .lost)
  }

  @Test func `a metastasis that was read once decides nothing`() throws {
    for primary in [0, 60, 90] {
      let one = try #require(call(primary, [(80, 300)]).probabilities)
      let two = try #require(call(primary, [(80, 300), (0, 1)]).probabilities)
      #expect(abs(one.acquired - two.acquired) < 0.03, "\(primary)")
      #expect(abs(one.lost - two.lost) < 0.03, "\(primary)")
    }
  }

  /// A small clone that metastases share is no artefact for being shared.
  @Test(arguments: [15, 30])
  func `metastases that share a sub-clone do not turn it into an artefact`(reads: Int) throws {
    for metastases in [2, 3, 5] {
      let trunk = (0..<8).map { row in
        [(88 + row, 300)] + (0..<metastases).map { (90 - row + $0, 300) }
      }
      let site = [(0, 300)] + (0..<metastases).map { _ in (reads, 300) }
      let biopsies = (0...metastases).map {
        Biopsy($0 == 0 ? .primary : .metastasis, day: $0 == 0 ? 0 : 900)
      }
      let patient = try #require(
        SinglePatient.evidence(
          biopsies, ([site] + trunk).map { $0.map(Optional.some) }, bases: ("A", "C")))
      for call in OriginAnalysis().origins(of: patient).calls where call.mutation == 0 {
        let probabilities = try #require(call.probabilities)
        #expect(probabilities.artefact < 0.5, "\(metastases), \(call.later.sample ?? -1)")
        #expect(call.label == .acquired || call.label == .indeterminate)
      }
    }
  }

  /// A metastasis that has the mutation lists it for the other too, whatever the other's own reads list.
  @Test func `one read more or less beside a metastasis that has the mutation decides little`()
    throws
  {
    func acquired(_ reads: Int) throws -> Double {
      let trunk = (0..<12).map { row in [(44 + row % 3, 150), (44, 150), (46 - row % 3, 150)] }
      let sites = ([[(0, 300), (reads, 300), (60, 300)]] + trunk).map { $0.map(Optional.some) }
      let patient = try #require(
        SinglePatient.evidence(
          [
            Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 500), Biopsy(.metastasis, day: 500),
          ], sites, bases: ("A", "C")))
      let call = OriginAnalysis().origins(of: patient).calls.first {
        $0.mutation == 0 && $0.earlier.sample == 0 && $0.later.sample == 1
      }
      return try #require(call?.probabilities).acquired
    }
    let values = try (3...9).map(acquired)
    for (fewer, more) in zip(values, values.dropFirst()) {
      #expect(more > fewer - 5e-3, "\(values)")
      #expect(more < fewer + 0.3, "\(values)")
    }
  }

  /// Artefacts that recur grow with the samples, and leave room for clones whatever their number.
  @Test(arguments: [1, 3, 20, 150])
  func `a mutation of every later sample is acquired, however many there are`(count: Int) throws {
    let trunk = (0..<6).map { row in [(44 + row, 150)] + (0..<count).map { _ in (45, 150) } }
    let sites = ([[(0, 150)] + (0..<count).map { _ in (40, 150) }] + trunk)
      .map { $0.map(Optional.some) }
    let biopsies = (0...count).map {
      Biopsy($0 == 0 ? .primary : .metastasis, day: $0 == 0 ? 0 : 500)
    }
    let patient = try #require(SinglePatient.evidence(biopsies, sites, bases: ("A", "C")))
    let calls = OriginAnalysis().origins(of: patient).calls.filter {
      count == 1 || $0.later.sample == nil
    }
    let first = try #require(calls.first { $0.mutation == 0 })
    #expect(first.label == .acquired, "\(String(describing: first.probabilities))")
    for call in calls where call.mutation > 0 { #expect(call.label.isPreexisting) }
  }

  @Test func `the pair that teaches the study goes by reads and not by names`() throws {
    func classes(_ depths: [Int]) throws -> [Double] {
      let sites = (0..<20).map { row -> [(Int, Int)?] in
        [(row % 3 == 0 ? 0 : 44 + row, 150)] + depths.map { ($0 * (28 + row % 5) / 100, $0) }
      }
      let biopsies = [Biopsy(.primary, day: 0)] + depths.map { _ in Biopsy(.metastasis, day: 500) }
      let patient = try #require(SinglePatient.evidence(biopsies, sites, bases: ("A", "C")))
      var fit = try #require(OriginAnalysis().firstFit(of: patient)).fit
      fit.settle(StudyTable())
      return fit.contribution().classes
    }
    for (a, b) in zip(try classes([300, 40]), try classes([40, 300])) { #expect(abs(a - b) < 1e-9) }
  }

  @Test func `metastases without a read make no clone of an artefact`() throws {
    let values = try (0...4).map { clean in
      let later = [(8, 300)] + [(Int, Int)](repeating: (0, 300), count: clean)
      let p = try #require(call(8, later).probabilities)
      return p.preexistingClonal + p.preexistingSubclonal
    }
    for more in values.dropFirst() { #expect(more < values[0] + 0.05, "\(values)") }
  }

  @Test func `the fraction of several metastases is the greatest`() throws {
    let call = try call(90, [(0, 300), (60, 300), (0, 300)])
    let fraction = try #require(call.later.cellFraction)
    let alone = try #require(try self.call(90, [(60, 300)]).later.cellFraction)
    #expect(abs(fraction.median - alone.median) < 0.1, "\(fraction) \(alone)")
    #expect(abs(fraction.low - alone.low) < 0.1 && abs(fraction.high - alone.high) < 0.1)
  }

  @Test func `where a later sample's place in time is unknown nothing is joined`() {
    func sample(_ id: String, _ role: SampleRole, day: Int?, isRoleKnown: Bool = true) -> Sample {
      var sample = Sample(id: id, patient: "P", role: role)
      (sample.day, sample.isRoleKnown) = (day, isRoleKnown)
      return sample
    }
    let samples = [
      sample("A", .primary, day: 0), sample("B", .primary, day: nil),
      sample("C", .metastasis, day: 900), sample("D", .metastasis, day: 950),
    ]
    func joined(_ samples: [Sample]) -> [[Int]] {
      SampleOrder(samples).joints(of: samples, unlike: []).map(\.later.samples)
        .filter { $0.count > 1 }
    }
    #expect(joined(samples) == [[2, 3]])
    // After A by its day; whether before or after B nobody knows.
    let open = sample("E", .metastasis, day: 500, isRoleKnown: false)
    #expect(joined(samples + [open]).isEmpty)
  }

  @Test func `weak evidence of two metastases adds up`() throws {
    func present(_ call: OriginCall) throws -> Double {
      let p = try #require(call.probabilities)
      return p.acquired + p.preexistingSubclonal + p.preexistingClonal
    }
    let one = try present(joint([[0, 3, 0]])[0])
    let two = try present(joint([[0, 3, 3]])[0])
    #expect(two > one, "\(one) \(two)")
  }

  @Test func `a sample that says nothing changes nothing`() throws {
    // Metastases that tell, then one more of which nothing is known.
    for sites: [[Int?]] in [
      [[0, 80], [3, 40]], [[0, 80, 0], [3, 40, 12], [90, 0, 0], [0, nil, 80], [60, nil, nil]],
    ] {
      let told = sites[0].count
      let rows = sites + Self.trunk.map { $0.prefix(told).map(Int?.some) }
      func calls(_ samples: Int) throws -> [OriginCall] {
        let reads = rows.map { row in
          (0..<samples).map { $0 < told ? row[$0].map { ($0, 300) } : nil }
        }
        let biopsies = (0..<samples).map {
          Biopsy($0 == 0 ? .primary : .metastasis, day: $0 == 0 ? 0 : 900)
        }
        let patient = try #require(SinglePatient.evidence(biopsies, reads, bases: ("A", "G")))
        return OriginAnalysis().origins(of: patient).calls.filter {
          samples == 2 || $0.later.sample == nil
        }
      }
      let (more, fewer) = (try calls(told + 1), try calls(told))
      #expect(more.count == fewer.count)
      for (a, b) in zip(more, fewer) {
        #expect(a.label == b.label)
        guard a.probabilities != nil || b.probabilities != nil else { continue }
        #expect(abs(try acquired(a) - acquired(b)) < 1e-6)
      }
    }
  }

  @Test func `an unknown order joins nothing, and neither does one later sample`() throws {
    let reads = [[(0, 300), (80, 300), (70, 300)]].map { $0.map(Optional.some) }
    let unordered = try #require(
      SinglePatient.evidence(
        [Biopsy(.metastasis), Biopsy(.metastasis), Biopsy(.metastasis)], reads, bases: ("A", "G")))
    #expect(OriginAnalysis().origins(of: unordered).pairs.allSatisfy { $0.later != nil })
    let single = try #require(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900)],
        reads.map { Array($0.prefix(2)) }, bases: ("A", "G")))
    #expect(OriginAnalysis().origins(of: single).pairs.map(\.later) == [1])
  }

  @Test func `later samples need not all have the mutation for their curve to rise`() throws {
    var parameters = OriginParameters()
    parameters.sensitivity = .all
    let reads = ([[0, 80, 0]] + Self.trunk).map { row in row.map { Optional(($0, 300)) } }
    let patient = try #require(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 400), Biopsy(.metastasis, day: 900)],
        reads, bases: ("A", "G")))
    let curves = OriginAnalysis(
      parameters: parameters,
      context: StudyContext(learningFrom: [], parameters: parameters, variantFrequencies: [:])
    ).origins(of: patient).curves
    let joint = try #require(
      curves.first { $0.mutation == 0 && $0.later == nil && $0.assumption == nil })
    let falls = try #require(joint.laterFalls)
    // Eighty of 300 reads in one sample: not absent, whatever the other shows.
    let nats = falls.units.map { Double($0) * LikelihoodFalls.unit }
    #expect(nats[0] > 10)
    #expect(nats.dropFirst().contains { $0 < 0.5 })
  }
}

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
    let sites = [[0, 80, 3], [2, 5, 40], [30, 0, 12]]
    let straight = try joint(sites)
    let mirrored = try joint(sites.map { [$0[0], $0[2], $0[1]] })
    // The trunk differs between the metastases; their names do not.
    for (a, b) in zip(straight, mirrored).prefix(sites.count) {
      #expect(a.label == b.label)
      #expect(abs(try acquired(a) - acquired(b)) < 5e-3)
    }
    let alike = try joint([[0, 20, 20]])[0]
    #expect(alike.label == .acquired)
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
    let sites: [[Int?]] = [[0, 80, nil], [3, 40, nil]]
    let reads = (sites + Self.trunk.map { [$0[0], $0[1], nil] }).map { row in
      row.map { $0.map { ($0, 300) } }
    }
    let three = try #require(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900), Biopsy(.metastasis, day: 900)],
        reads, bases: ("A", "G")))
    let two = try #require(
      SinglePatient.evidence(
        [Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900)],
        reads.map { Array($0.prefix(2)) },
        bases: ("A", "G")))
    let joint = OriginAnalysis().origins(of: three).calls.filter { $0.later.sample == nil }
    let single = OriginAnalysis().origins(of: two).calls
    #expect(joint.count == single.count)
    for (a, b) in zip(joint, single) {
      #expect(a.label == b.label)
      #expect(abs(try acquired(a) - acquired(b)) < 1e-6)
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

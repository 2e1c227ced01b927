import Foundation
import Testing
import TumorModel
import _TestSupport

@testable import ClonalEvolution

@Suite struct SubclonalHistoriesTests {
  private func mixture(_ parts: [(Double, Int, Int)]) throws -> CopyNumberMixture {
    try #require(
      CopyNumberMixture(
        parts.compactMap { part in
          CopyNumber(major: part.1, minor: part.2).map {
            CopyNumberMixture.Part(cellFraction: part.0, copyNumber: $0)
          }
        }))
  }

  private func histories(_ parts: [(Double, Int, Int)]) throws -> SubclonalHistories {
    try #require(SubclonalHistories(try mixture(parts)))
  }

  /// Histories as (copies, cell fraction, weight), sorted.
  private func rows(_ histories: [SubclonalHistories.History]) -> [[Double]] {
    histories.map { [$0.copies, $0.cellFraction, $0.weight] }
      .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
  }

  private func agree(_ first: [[Double]], _ second: [[Double]]) -> Bool {
    first.count == second.count
      && zip(first, second).allSatisfy { zip($0, $1).allSatisfy { abs($0 - $1) < 1e-12 } }
  }

  @Test func `the alleles' shares add to the prior of copies`() {
    for major in 1...12 {
      for minor in 0...major {
        var sums: [Int: Double] = [:]
        for entry in MultiplicityPrior.timingByAllele(major: major, minor: minor) {
          sums[entry.copies, default: 0] += entry.weight
        }
        let prior = MultiplicityPrior.timing(major: major, minor: minor)
        #expect(Set(prior.map(\.copies)) == Set(sums.keys))
        #expect(prior.allSatisfy { abs($0.weight - (sums[$0.copies] ?? 0)) < 1e-12 })
      }
    }
  }

  @Test func `a loss in some cells`() throws {
    let found = try histories([(0.6, 1, 1), (0.4, 1, 0)])
    #expect(abs(found.meanCopies - 1.6) < 1e-12)
    #expect(found.carriers == 1)
    // On the allele that all keep.
    #expect(agree(rows(found.clonal), [[1, 1, 1]]))
    // On the lost allele: half of what starts in the cells that still have it.
    #expect(agree(rows(found.lost), [[0.6, 0.6, 0.3]]))
    #expect(abs(found.lostShare - 0.3) < 1e-12)
  }

  @Test func `a gain in some cells`() throws {
    let found = try histories([(0.6, 1, 1), (0.4, 2, 1)])
    // On the other allele or one copy alone, and before the gain.
    #expect(agree(rows(found.clonal), [[1, 1, 0.75], [1.4, 1, 0.25]]))
    // After the gain, in the cells that gained.
    #expect(agree(rows(found.lost), [[0.4, 0.4, 0.08]]))
  }

  @Test func `cells without the locus are not counted`() throws {
    let found = try histories([(0.5, 0, 0), (0.5, 1, 0)])
    #expect(found.carriers == 0.5)
    #expect(agree(rows(found.clonal), [[0.5, 1, 1]]))
    #expect(found.lost.isEmpty)
    #expect(SubclonalHistories(try mixture([(0.5, 0, 0), (0.5, 0, 0)])) == nil)
  }

  @Test(arguments: ReferenceCase.cases("subclonal_cn_mixture"))
  func `give the frequencies of the closed form`(_ reference: ReferenceCase) throws {
    // The cases' mutated copies are those of a mutation before the gain and on the lost allele.
    let states = reference.inputs["states"].array.map(\.doubles)
    let found = try histories(
      states.map {
        let major = max(1, Int($0[1]) - 1)
        return ($0[0], major, Int($0[1]) - major)
      })
    let copies = reference.expected["effective_multiplicity"].double
    let all = found.clonal + found.lost
    let history = try #require(all.first { abs($0.copies - copies) < 1e-12 })
    #expect(reference.agrees(history.cellFraction, reference.expected["ccf"].double))
    let state = LocusState(
      weight: 1, major: 1, minor: 1, normalCopies: Int(reference.inputs["nn"].double),
      captureOdds: 1, histories: found)
    let map = try #require(
      state.frequency(
        purity: reference.inputs["rho"].double, multiplicity: history.copies,
        error: ErrorModel(rate: 0, missRate: 0, precision: .infinity)))
    #expect(reference.agrees(map.frequency(at: 1), reference.expected["vaf"].double))
  }

  // MARK: - Invariances

  private struct Evidence {
    var absent: Double
    var subclonal: Double
    var clonal: Double
    var power: Double

    /// Whether likelihoods agree, relative to the greatest of all states.
    func isNear(_ other: Evidence, _ tolerance: Double) -> Bool {
      let best = max(other.absent, other.subclonal, other.clonal)
      return [
        (absent, other.absent), (subclonal, other.subclonal), (clonal, other.clonal),
      ].allSatisfy { abs($0 - $1) < tolerance * best }
        && abs(power - other.power) < tolerance
    }
  }

  /// What the samples' tables hold of one site, and the power to detect a clone there.
  private func evidence(
    _ copyNumber: (Int, Int), _ mixture: CopyNumberMixture?, alternate: Int, depth: Int = 150
  ) throws -> Evidence {
    let data = try data(copyNumber, mixture, alternate: alternate, depth: depth)
    let tables = ReadTables(
      data: data,
      clone: CloneGrid(sample: data.sample, hasUnknownCopyNumbers: false, precision: 300),
      noise: NoiseGrid(rate: 1e-3, isFixed: false), listing: .usual, caller: CallerRule(),
      weighsOrientation: false)
    let side = SideState(tables: tables, sites: [])
    var states = [Double](repeating: 0, count: OriginCells.states)
    states.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      _ = side.likelihoods(site: 0, into: start)
    }
    let subclonal = zip(CellFractionBins.referenceMasses, CellFractionBins.subclonal)
      .reduce(0) { $0 + $1.0 * states[$1.1] }
    let detection = CloneDetection(
      kind: try #require(data.kinds.first),
      model: SampleModel(sample: data.sample, parameters: OriginParameters()))
    return Evidence(
      absent: states[0], subclonal: subclonal, clonal: states[OriginCells.states - 1],
      power: detection.power(count: 3, depth: depth, at: 0.25))
  }

  private func data(
    _ copyNumber: (Int, Int), _ mixture: CopyNumberMixture?, alternate: Int, depth: Int
  ) throws -> SampleData {
    let plain = try #require(
      SinglePatient.evidence(
        [.init(.primary, purity: 0.7), .init(.metastasis, purity: 0.7)],
        [[(alternate, depth), (50, 150)]], copyNumbers: [copyNumber, (1, 1)]))
    var supporting = SupportingEvidence()
    supporting.copyNumberMixtures = [[mixture], [nil]]
    let patient = try #require(
      PatientEvidence(
        id: plain.id, sex: plain.sex, build: plain.build, samples: plain.samples,
        mutations: plain.mutations, observations: plain.observations,
        copyNumbers: plain.copyNumbers, depths: plain.depths, flags: plain.flags,
        supporting: supporting))
    return SampleData(patient: patient, sample: 0, uncalled: .missing)
  }

  private static let copyNumbers = [(1, 1), (2, 1), (2, 0), (1, 0), (2, 2), (5, 2), (3, 3)]

  @Test(arguments: copyNumbers)
  func `two parts with the same copies are one`(_ copies: (Int, Int)) throws {
    let same = try mixture([(0.7, copies.0, copies.1), (0.3, copies.0, copies.1)])
    for alternate in [0, 3, 20, 52, 90, 140] {
      let plain = try evidence(copies, nil, alternate: alternate)
      let mixed = try evidence(copies, same, alternate: alternate)
      // Tables hold single precision.
      #expect(mixed.isNear(plain, 1e-6), "\(alternate)")
    }
  }

  @Test(arguments: copyNumbers)
  func `a part that holds nearly all cells is nearly alone`(_ copies: (Int, Int)) throws {
    for other in Self.copyNumbers where other != copies {
      for alternate in [0, 3, 20, 52, 90] {
        let plain = try evidence(copies, nil, alternate: alternate)
        for rest in [1e-3, 1e-5] {
          let mixed = try evidence(
            copies,
            try mixture([(1 - rest, copies.0, copies.1), (rest, other.0, other.1)]),
            alternate: alternate)
          // Likelihoods move in proportion to the rest.
          #expect(mixed.isNear(plain, 50 * rest + 1e-6), "\(other) \(alternate) \(rest)")
        }
      }
    }
  }

  @Test func `the ranges' prior keeps its mass where some cells lost the mutation`() throws {
    let lost = try mixture([(0.6, 1, 1), (0.4, 1, 0)])
    let data = try data((1, 1), lost, alternate: 0, depth: 1)
    let kind = try #require(data.kinds.first)
    let places = try #require(
      LocusPlaces(
        kind: kind,
        grid: CloneGrid(sample: data.sample, hasUnknownCopyNumbers: false, precision: 300),
        axis: .fine, coarse: .coarse))
    for node in places.nodes {
      // With no reads at all every likelihood is 1, and so is its mean.
      let kept = node.subclonal.reduce(0) { $0 + $1.weight }
      let total = CellFractionBins.referenceMasses.enumerated().reduce(0.0) { sum, bin in
        sum + bin.element * (kept + node.lost.reduce(0) { $0 + $1.weights[bin.offset] })
      }
      #expect(abs(total - 1) < 1e-9)
      #expect(abs(node.clonal.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    }
  }

  @Test func `reads at the remaining cells' share speak for a lost allele`() throws {
    let mixed = try mixture([(0.6, 1, 1), (0.4, 1, 0)])
    // Purity 0.7: 0.42 mutated molecules of 1.12 + 0.6.
    let found = try evidence((1, 1), mixed, alternate: 37)
    #expect(log(found.subclonal / found.clonal) > 2)
    // All cells on the kept allele: 0.7 of 1.72.
    let kept = try evidence((1, 1), mixed, alternate: 61)
    #expect(log(kept.clonal / kept.subclonal) > 1)
  }
}

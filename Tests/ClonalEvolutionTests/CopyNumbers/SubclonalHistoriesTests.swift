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
        error: ErrorModel(rate: 0, missRate: 0, precision: .infinity, artefactShare: 0)))
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
      ].allSatisfy { abs(exp($0 - best) - exp($1 - best)) < tolerance }
        && abs(power - other.power) < tolerance
    }
  }

  private func evidence(_ kind: LocusKind, alternate: Int, depth: Int = 150) -> Evidence {
    let grid = CellFractionGrid(
      thresholds: [0.05], depth: depth, precision: 300, errorPrecision: 1e4, errorRate: 1e-3,
      slope: 0.5, order: 12, resolution: 3)
    let locus = LocusModel(
      grid: grid, states: kind.states, purities: [0.7],
      error: ErrorModel(rate: 1e-3, missRate: 1e-3, precision: 1e4, artefactShare: 0.05),
      precision: .matched(alleles: 300))
    let weights = zip(grid.nodes, grid.weights).map { SlabShape.mixed.density(at: $0) * $1 }
    var values = [Double](repeating: 0, count: grid.nodes.count)
    var scratch = values
    var best = -Double.infinity
    values.withUnsafeMutableBufferPointer { values in
      scratch.withUnsafeMutableBufferPointer { scratch in
        guard let values = values.baseAddress, let scratch = scratch.baseAddress else { return }
        locus.addSlab(
          alternate: alternate, depth: depth, purity: 0, weight: 1, grid: grid, to: values,
          best: &best, scratch: scratch)
      }
    }
    let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return Evidence(
      absent: locus.logAbsent(alternate: alternate, depth: depth),
      subclonal: best + log(sum),
      clonal: locus.logClonal(alternate: alternate, depth: depth, purity: 0),
      power: locus.power(count: 3, depth: depth, cellFraction: 0.25, purityWeights: [1]))
  }

  private func kind(_ copyNumber: (Int, Int), _ mixture: CopyNumberMixture?) throws -> LocusKind {
    LocusKind(
      normalCopies: 2, copyNumber: CopyNumber(major: copyNumber.0, minor: copyNumber.1),
      mixture: mixture, change: .generic)
  }

  private static let copyNumbers = [(1, 1), (2, 1), (2, 0), (1, 0), (2, 2), (5, 2), (3, 3)]

  @Test(arguments: copyNumbers)
  func `two parts with the same copies are one`(_ copies: (Int, Int)) throws {
    let same = try mixture([(0.7, copies.0, copies.1), (0.3, copies.0, copies.1)])
    for alternate in [0, 3, 20, 52, 90, 140] {
      let plain = evidence(try kind(copies, nil), alternate: alternate)
      let mixed = evidence(try kind(copies, same), alternate: alternate)
      #expect(mixed.isNear(plain, 1e-9), "\(alternate)")
    }
  }

  @Test(arguments: copyNumbers)
  func `a part that holds nearly all cells is nearly alone`(_ copies: (Int, Int)) throws {
    for other in Self.copyNumbers where other != copies {
      for alternate in [0, 3, 20, 52, 90] {
        let plain = evidence(try kind(copies, nil), alternate: alternate)
        for rest in [1e-3, 1e-5] {
          let mixed = evidence(
            try kind(
              copies, try mixture([(1 - rest, copies.0, copies.1), (rest, other.0, other.1)])),
            alternate: alternate)
          // Likelihoods move in proportion to the rest.
          #expect(mixed.isNear(plain, 50 * rest), "\(other) \(alternate) \(rest)")
        }
      }
    }
  }

  @Test func `the slab's prior keeps its mass where some cells lost the mutation`() throws {
    // With no reads at all every likelihood is 1, and so is its mean.
    let found = evidence(
      try kind((1, 1), try mixture([(0.6, 1, 1), (0.4, 1, 0)])), alternate: 0, depth: 0)
    #expect(abs(found.subclonal) < 1e-9)
    #expect(abs(found.clonal) < 1e-9)
  }

  @Test func `reads at the remaining cells' share speak for a lost allele`() throws {
    let mixed = try kind((1, 1), try mixture([(0.6, 1, 1), (0.4, 1, 0)]))
    // Purity 0.7: 0.42 mutated molecules of 1.12 + 0.6.
    let found = evidence(mixed, alternate: 37)
    #expect(found.subclonal > found.clonal + 2)
    // All cells on the kept allele: 0.7 of 1.72.
    let kept = evidence(mixed, alternate: 61)
    #expect(kept.clonal > kept.subclonal + 1)
  }
}

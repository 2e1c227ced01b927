import Testing
import TumorModel

@testable import ClonalEvolution

/// Several regions of a primary, judged together.
@Suite("Laws: several earlier samples are one question")
struct JointEarlierTests {
  private typealias Biopsy = SinglePatient.Biopsy

  /// The origins of a patient with regions of one day and a metastasis; 300 reads at every site.
  ///
  /// - Parameters:
  ///   - regions: Alternate reads of the mutation in each region.
  ///   - metastasis: Those of the metastasis.
  private func origins(_ regions: [Int], _ metastasis: Int) throws -> PatientOrigins {
    let trunk = (0..<6).map { row in regions.indices.map { 74 + row + $0 } + [76 - row] }
    let others = [regions.map { _ in 0 } + [72], regions.map { _ in 0 } + [78]]
    let sites = ([regions + [metastasis]] + trunk + others).map { row in
      row.map { Optional(($0, 300)) }
    }
    let biopsies =
      regions.map { _ in Biopsy(.primary, day: 0) } + [Biopsy(.metastasis, day: 900)]
    var parameters = OriginParameters()
    parameters.sensitivity = .all
    return OriginAnalysis(
      parameters: parameters,
      context: StudyContext(learningFrom: [], parameters: parameters, variantFrequencies: [:])
    ).origins(of: try #require(SinglePatient.evidence(biopsies, sites, bases: ("A", "C"))))
  }

  private func joint(_ regions: [Int], _ metastasis: Int) throws -> OriginCall {
    try #require(
      origins(regions, metastasis).calls.first { $0.mutation == 0 && $0.earlier.sample == nil })
  }

  @Test(arguments: [[96, 15, 6], [75, 30, 6], [75, 9], [75, 15]])
  func `a clone of different size in each region is no artefact`(regions: [Int]) throws {
    let call = try joint(regions, 30)
    #expect(call.label.isPreexisting, "\(call.label), \(String(describing: call.probabilities))")
    #expect(try joint(regions, 0).label == .lost)
  }

  @Test func `more reads than one copy in every cell gives are no artefact beside fewer elsewhere`()
    throws
  {
    let call = try joint([120, 30, 9], 30)
    #expect(call.label != .artefact)
    #expect(try #require(call.probabilities).preexistingSubclonal > 0.3)
  }

  @Test func `a mutation of every cell of one region alone is sub-clonal`() throws {
    #expect(try joint([75, 30, 15], 75).label == .preexistingSubclonal)
    #expect(try joint([75, 0], 75).label == .preexistingSubclonal)
    #expect(try joint([75, 78, 72], 75).label == .preexistingClonal)
  }

  @Test func `the fraction of several regions is the greatest`() throws {
    let together = try #require(joint([75, 30, 15], 75).earlier.cellFraction)
    let first = try #require(
      origins([75, 30, 15], 75).calls.first { $0.mutation == 0 && $0.earlier.sample == 0 }?
        .earlier.cellFraction)
    #expect(together.high >= first.low && together.median > 0.75, "\(together) \(first)")
  }

  /// A region that was read once is hardly part of the question.
  @Test func `a region of which reads say next to nothing withholds no call`() throws {
    func joint(_ depth: Int) throws -> OriginCall {
      let trunk = (0..<12).map { row in [(44 + row % 3, 150), (44, 150), (46 - row % 3, 150)] }
      let sites = ([[(0, 300), (0, depth), (60, 200)]] + trunk).map { $0.map(Optional.some) }
      let biopsies = [
        Biopsy(.primary, day: 0), Biopsy(.primary, day: 0), Biopsy(.metastasis, day: 900),
      ]
      let patient = try #require(SinglePatient.evidence(biopsies, sites, bases: ("A", "C")))
      return try #require(
        OriginAnalysis().origins(of: patient).calls.first {
          $0.mutation == 0 && $0.earlier.sample == nil
        })
    }
    let without = try joint(0)
    #expect(without.label == .acquired)
    for depth in [1, 2, 3, 5, 10, 300] {
      let call = try joint(depth)
      #expect(call.label == .acquired, "\(depth)")
      #expect(
        abs(try #require(call.probabilities).acquired - #require(without.probabilities).acquired)
          < 0.06, "\(depth)")
    }
  }

  @Test func `curves say what the call says`() throws {
    for regions in [[45, 0], [75, 0], [75, 9], [60, 0, 0], [0, 0]] {
      let origins = try origins(regions, 75)
      let curve = try #require(
        origins.curves.first { $0.mutation == 0 && $0.earlier == nil && $0.assumption == nil })
      let nats = curve.earlierFalls.units.map { Double($0) * LikelihoodFalls.unit }
      // Reads in any region deny absence from all.
      if regions.contains(where: { $0 > 0 }) {
        #expect(nats[0] > 6, "\(regions)")
        #expect(nats.dropFirst().contains { $0 < 0.5 }, "\(regions)")
      } else {
        #expect(nats[0] < 0.5, "\(regions)")
      }
    }
  }

  @Test func `what all pairs leave without a read is absent from both`() throws {
    for regions in [[0], [0, 0]] {
      for call in try origins(regions, 0).calls where call.mutation == 0 {
        #expect(call.label == .absentFromBoth, "\(regions) \(call.label)")
      }
    }
  }
}

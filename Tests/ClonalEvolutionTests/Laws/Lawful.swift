import TumorModel

@testable import ClonalEvolution

/// What the laws ask of the model: one mutation of two samples, or whole patients, by public calls.
enum Lawful {
  typealias Biopsy = SinglePatient.Biopsy
  /// Alternate reads of all; `nil` where there is no row.
  typealias Reads = (Int, Int)?

  /// The quantities that the laws are about.
  struct Origin {
    /// P(acquired), P(pre-existing), P(lost), P(artefact, inherited variants with it).
    var acquired, preexisting, lost, artefact: Double
    /// P(c >= c* | present later).
    var aboveThreshold: Double
    /// P(pre-existing | present later).
    var preexistingGivenPresence: Double
    /// The call.
    var call: OriginCall

    init?(_ call: OriginCall) {
      guard let p = call.probabilities, let above = call.earlierAboveThreshold else { return nil }
      acquired = p.acquired
      preexisting = p.preexistingSubclonal + p.preexistingClonal
      lost = p.lost
      artefact = p.artefact
      aboveThreshold = above
      preexistingGivenPresence = preexisting / max(preexisting + acquired, 1e-300)
      self.call = call
    }
  }

  /// A mutation of a patient of its own.
  ///
  /// - Parameters:
  ///   - purity: That of the earlier sample.
  ///   - errorRate: That of the earlier sample; `nil` where it is not stated.
  static func origin(
    _ earlier: (Int, Int), _ later: (Int, Int) = (60, 200), purity: Double? = 0.6,
    laterPurity: Double? = 0.6, errorRate: Double? = nil, normal: (Int, Int)? = nil,
    _ change: (inout OriginParameters) -> Void = { _ in }
  ) -> Origin? {
    var parameters = OriginParameters()
    change(&parameters)
    let patient = SinglePatient.evidence(
      [
        Biopsy(.primary, purity: purity, errorRate: errorRate),
        Biopsy(.metastasis, purity: laterPurity),
      ], [[earlier, later]], bases: ("A", "G"), normal: normal.map { [$0] })
    guard let patient else { return nil }
    return OriginAnalysis(parameters: parameters).origins(of: patient).calls.first
      .flatMap(Origin.init)
  }

  /// All that is found of a patient that is part of no study.
  static func origins(
    _ biopsies: [Biopsy], _ sites: [[Reads]], normal: [(Int, Int)]? = nil,
    _ change: (inout OriginParameters) -> Void = { _ in }
  ) -> PatientOrigins? {
    var parameters = OriginParameters()
    change(&parameters)
    return SinglePatient.evidence(biopsies, sites, bases: ("A", "G"), normal: normal)
      .map { OriginAnalysis(parameters: parameters).origins(of: $0) }
  }

  /// The greatest difference of a probability between two calls.
  static func difference(_ first: OriginCall, _ second: OriginCall) -> Double {
    guard let a = first.probabilities, let b = second.probabilities else {
      return first.probabilities == second.probabilities ? 0 : .infinity
    }
    return [
      a.acquired - b.acquired, a.preexistingSubclonal - b.preexistingSubclonal,
      a.preexistingClonal - b.preexistingClonal, a.lost - b.lost, a.artefact - b.artefact,
      a.germline - b.germline,
    ].map(abs).max() ?? 0
  }
}

import NumericalMethods
public import TumorModel

/// The clustering of a patient's mutations into clones by their cancer cell fractions in all samples.
///
/// Variational inference of a mixture on a grid of cancer cell fractions with exactly 0
/// and exactly 1, over the likelihood curves from which origins are inferred. Reads that are missing say
/// nothing; a mutation is left out of no sample's reckoning because another has none. Beside the clones
/// there are a neutral tail of each sample, artefacts, and mutations in no cell.
public struct CloneAnalysis: Sendable {
  /// The choices that origins depend on, those of reading and of errors among them.
  public var parameters: OriginParameters
  /// Starts of the search, the first of which draws nothing at random; at least 1.
  public var starts = 4
  /// Whether the clones are asked for the origins of their mutations.
  public var findsOrigins = true
  /// What the other starts are drawn from.
  public var seed: UInt64 = 1

  /// Patterns that the starts look at, fewer of more samples; all are looked at from the best.
  static func searched(samples: Int) -> Int { max(350, min(1000, 1600 / max(samples, 1))) }
  /// Clones that a start begins with at most.
  private static let seeds = 16
  private static let tolerance = (search: 1e-6, whole: 1e-8)

  /// Creates an analysis.
  public init(parameters: OriginParameters = OriginParameters()) {
    self.parameters = parameters
  }

  /// Finds the clones of a patient's mutations.
  ///
  /// Deterministic: neither the order of mutations or samples nor the number of threads matters.
  ///
  /// - Parameters:
  ///   - patient: The patient.
  ///   - groups: The clone of each mutation where these are known, `nil` for mutations of none; then nothing but
  ///     the clones' fractions and the samples' purities is found.
  /// - Complexity: In proportion to distinct reads × fractions × clones for each step; memory in proportion
  ///   to distinct reads × fractions and mutations × clones.
  public func clones(of patient: PatientEvidence, groups: [Int?]? = nil) -> PatientClones {
    var result = PatientClones(patient: patient.id)
    let order = patient.samples.indices.sorted { patient.samples[$0].id < patient.samples[$1].id }
    let data = OriginAnalysis(parameters: parameters).sampleData(
      of: patient,
      backgrounds: parameters.errorModels.usesBackgrounds ? SiteBackgrounds.known(of: patient) : [])
    let sorted = order.map { data[$0] }
    let patterns = ClonePatterns(sorted, groups: groups)
    result.patternOfMutation = patterns.ofMutation
    result.places = order.indices.map { place in order.firstIndex(of: place) ?? 0 }
    guard !patterns.sites.isEmpty else {
      result.memberships = patient.mutations.map { _ in .notAssessable }
      result.probabilities = patient.mutations.map { _ in 1 }
      return result
    }
    let samples = sorted.indices.map { index in
      CloneSample(
        sorted[index], others: sorted.indices.filter { $0 != index }.map { sorted[$0] },
        parameters: parameters, groups: groups)
    }
    var search = CloneSearch(
      samples: samples, patterns: patterns, most: Self.searched(samples: samples.count))
    search.learn(seeds: Self.seeds, tolerance: Self.tolerance.search)
    // Known clones need no other start: the first one tells what the samples do not tell of themselves.
    for stream in 1..<(groups == nil ? max(starts, 1) : 1) {
      search.start(
        RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(stream))), stream: stream,
        seeds: Self.seeds, tolerance: Self.tolerance.search)
    }
    search.weighTails(tolerance: Self.tolerance.search)
    let whole = search.relearn()
    var mixture = search.continued(in: whole.problem)
    if let groups {
      mixture = CloneMixture(whole.problem, groups: patterns.sites.map { groups[$0] })
    } else {
      mixture.assign()
      var trace = [mixture.bound]
      trace += mixture.climb(rounds: 60, tolerance: Self.tolerance.whole)
      trace += mixture.search(rounds: 6, tolerance: Self.tolerance.whole)
      trace += mixture.climb(rounds: 60, tolerance: Self.tolerance.whole)
      mixture.settle()
      result.trace = trace
      let report = CloneReport(mixture: mixture, models: search.models, order: order)
      mixture.mergeTrunk { report.fraction($0, $1).high }
    }
    result.starts = groups == nil ? search.reported : []
    result.ownCopies = search.models.first?.ownCopies ?? 0
    result.models = result.places.map { place in
      let model = search.models[place]
      return PatientClones.SampleModel(
        purity: model.meanPurity, purityDeviation: model.purityDeviation,
        precision: model.precision)
    }
    let report = CloneReport(mixture: mixture, models: search.models, order: order)
    report.write(to: &result)
    if let groups { result.setApart { groups[$0] == nil } }
    if findsOrigins {
      result.origins = report.origins(
        Self.comparisons(of: patient.samples), places: result.places,
        artefacts: OriginCells.defaultArtefacts, threshold: parameters.threshold)
    }
    return result
  }

  /// The sides that are compared: those of the calls, where it is known which sample is the earlier one.
  private static func comparisons(of samples: [Sample]) -> [JointComparison] {
    let order = SampleOrder(samples)
    guard !order.isUnknown else { return [] }
    return order.pairs(.earliest, samples: samples).map {
      JointComparison(
        earlier: .init(samples: [$0.earlier], isJoint: false),
        later: .init(samples: [$0.later], isJoint: false))
    } + order.joints(of: samples, unlike: [])
  }
}

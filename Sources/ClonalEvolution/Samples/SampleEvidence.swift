import NumericalMethods
import TumorModel

/// What one sample says of every site of a patient: likelihoods and densities of the cancer cell
/// fraction, and what it could have detected.
///
/// Reference semantics, since it owns large tables that pairs of samples share.
final class SampleEvidence {
  let data: SampleData
  let model: SampleModel
  /// The model's mean purity, which every call tells.
  let meanPurity: Double
  let parameters: OriginParameters
  /// Likelihoods along the cancer cell fraction.
  let densities: SiteDensities
  /// k*, power and limits of detection.
  let detection: SiteDetection
  /// What was expected of each kind of locus so far; see ``expectation(_:)``.
  var expectations: [LocusExpectation?]
  /// What trajectories found of each site, which calls ask for again.
  private var summaries: [PresenceSummary?] = []

  private struct PresenceSummary {
    let subclonal: Double
    let clonal: Double
    let summary: CellFractionSummary
  }

  /// Takes a sample.
  ///
  /// - Parameters:
  ///   - data: The sample's observations.
  ///   - model: What a fit left of its grids.
  ///   - parameters: The analysis's choices.
  ///   - grid: The patient's cancer cell fractions.
  ///   - side: The sample in the fit, whose curves were kept.
  init(
    data: SampleData, model: SampleModel, parameters: OriginParameters, grid: CellFractionGrid,
    side: SideState
  ) {
    self.data = data
    self.model = model
    meanPurity = model.meanPurity
    self.parameters = parameters
    densities = SiteDensities(side: side, sites: data.count, grid: grid, slab: parameters.slab)
    detection = SiteDetection(data: data, model: model, caller: parameters.callerRule)
    expectations = [LocusExpectation?](repeating: nil, count: data.kinds.count)
  }

  // MARK: Reads

  /// Whether the sample says anything of a site.
  func isAssessable(_ site: Int) -> Bool { data.use[site] != .none }
  /// Whether the sample has an alternate read at a site.
  func showsRead(_ site: Int) -> Bool { data.showsRead(site) }
  /// Whether a site is judged by its caller's rule rather than by counts.
  func isCensored(_ site: Int) -> Bool { data.use[site] == .censored }

  /// Whether a site's counted reads reach k*.
  func reachesCriticalCount(_ site: Int) -> Bool {
    guard data.use[site] == .counted, let value = detection.value(site) else { return false }
    return Int(data.alternate[site]) >= value.criticalCount
  }

  // MARK: Detection

  /// P(detect | CCF 0.25); 0 where the sample says nothing.
  func power(_ site: Int) -> Double { detection.value(site)?.power ?? 0 }

  /// P(at least k* alternate reads | clonal, one copy); 0 where no reads were counted.
  func clonalPower(_ site: Int) -> Double {
    data.use[site] == .counted ? detection.value(site)?.clonalPower ?? 0 : 0
  }

  /// LOD95; `nil` where even a clonal mutation would be missed, or nothing is said.
  func limitOfDetection(_ site: Int) -> Double? {
    guard let limit = detection.value(site)?.limit, !limit.isNaN else { return nil }
    return limit
  }

  // MARK: Cancer cell fractions

  /// ln L(0), ln L(S) and ln L(C) of a site; zeros where the sample says nothing.
  func likelihoods(_ site: Int) -> StateLikelihoods { densities.likelihoods(site) }

  /// Runs `body` with the posterior of a site's cancer cell fraction, given sub-clonal.
  func withPosterior<Result>(
    _ site: Int, _ body: (CellFractionPosterior) -> Result
  ) -> Result {
    densities.withPosterior(site, body)
  }

  /// See `CellFractionPosterior.givenPresence`, found once for each site and posterior of presence.
  func givenPresence(_ site: Int, subclonal: Double, clonal: Double) -> CellFractionSummary {
    if summaries.isEmpty {
      summaries = [PresenceSummary?](repeating: nil, count: data.count)
    }
    if let known = summaries[site], known.subclonal == subclonal, known.clonal == clonal {
      return known.summary
    }
    let summary = withPosterior(site) {
      $0.givenPresence(subclonal: subclonal, clonal: clonal)
    }
    summaries[site] = PresenceSummary(subclonal: subclonal, clonal: clonal, summary: summary)
    return summary
  }

  /// P(c >= c* | sub-clonal) of a site, each range weighted as `binShares` say.
  func aboveThreshold(_ site: Int, binShares: BinValues?) -> Double {
    withPosterior(site) { $0.aboveThreshold(parameters.threshold, weights: binShares) }
  }

  // MARK: Errors

  /// What the orientation of a site's reads adds to the log odds of a clone; `nil` where it is not
  /// weighed.
  private func orientationRatio(_ site: Int) -> Double? {
    guard model.isDamaged, !data.splits.isEmpty, data.use[site] == .counted,
      let split = data.splits[site], data.kinds[Int(data.kind[site])].change == .deamination,
      parameters.errorModels.weighsOrientation
    else { return nil }
    return -RowBuilder.damage(split)
  }

  /// Whether a site's alternate reads have the orientation of damage.
  func isOrientationBiased(_ site: Int) -> Bool {
    data.alternate[site] >= 2 && (orientationRatio(site) ?? 0) < Self.biasedRatio
  }

  /// Below this log ratio damage explains the orientation plainly better than a clone.
  private static let biasedRatio = -2.0

  /// Which error model a site's reads were judged by; `nil` where the sample says nothing.
  func errorModelUse(_ site: Int) -> ErrorModelUse? {
    guard isAssessable(site), data.kind[site] >= 0 else { return nil }
    return ErrorModelUse(
      model.errorBasis(data.kinds[Int(data.kind[site])]),
      usesOrientation: orientationRatio(site) != nil)
  }
}

import TumorModel

/// One site of a pair under other assumptions about its samples: its likelihoods and what could have been
/// detected there.
///
/// Each sample's own is found once for each assumption, however many combinations it is part of.
final class ChangedSite {
  /// What is assumed of one sample.
  struct Setting: Hashable {
    var errorFactor = 1.0
    /// Replaces the shape of the spread of errors over sites.
    var errorShape: Double?
    var precisionFactor = 1.0
    var purityShift = 0.0
  }

  private struct Key: Hashable {
    let sample: Int
    let setting: Setting
  }

  private struct PlacesKey: Hashable {
    let sample: Int
    let purityShift: Double
    let precisionFactor: Double
  }

  private let pair: PairAnalysis
  private let site: Int
  private var known: [Key: (tables: ReadTables, power: Double)] = [:]
  private var places: [PlacesKey: [LocusPlaces?]] = [:]
  private let others: [ReadTables]

  /// Takes a site of a pair.
  init(pair: PairAnalysis, site: Int) {
    self.pair = pair
    self.site = site
    others = pair.fit.tables.others.map { $0.only(site) }
  }

  /// P(detect | CCF 0.25) in at least one earlier sample.
  func earlierPower(_ setting: Setting) -> Double {
    SideEvidence.power(
      pair.earlier.regions.indices.map { changed($0, .earlier, setting).power })
  }

  /// The same in the later samples.
  func laterPower(_ setting: Setting) -> Double {
    SideEvidence.power(pair.later.regions.indices.map { changed($0, .later, setting).power })
  }

  /// The likelihoods of the site, the only one there.
  func tables(earlier: Setting, later: Setting) -> PairTables {
    let whole = pair.fit.tables
    return PairTables(
      earlier: pair.earlier.regions.indices.map { changed($0, .earlier, earlier).tables },
      later: pair.later.regions.indices.map { changed($0, .later, later).tables },
      others: others, areOthersEarlier: whole.areOthersEarlier,
      normals: whole.normals.isEmpty ? [] : [whole.normals[site]],
      blood: whole.blood.isEmpty ? [] : [whole.blood[site]],
      hidden: whole.hidden.isEmpty ? [] : [whole.hidden[site]],
      deaminations: whole.deaminations.isEmpty ? [] : [whole.deaminations[site]])
  }

  private func changed(
    _ region: Int, _ side: PairSide, _ setting: Setting
  ) -> (tables: ReadTables, power: Double) {
    let isLater = side == .later
    let own = isLater ? pair.later : pair.earlier
    let (sample, evidence) = (own.samples[region], own.regions[region])
    let key = Key(sample: sample, setting: setting)
    if let known = known[key] { return known }
    let tables = (isLater ? pair.fit.tables.later : pair.fit.tables.earlier)[region]
    let placesKey = PlacesKey(
      sample: sample, purityShift: setting.purityShift, precisionFactor: setting.precisionFactor)
    let moved = ReadTables(
      data: pair.tables.data[sample].only(site),
      clone: tables.clone.moved(purity: setting.purityShift, precision: setting.precisionFactor),
      noise: tables.noise.scaled(setting.errorFactor, shape: setting.errorShape),
      listing: tables.rule, caller: pair.parameters.callerRule,
      weighsOrientation: pair.parameters.errorModels.weighsOrientation, places: places[placesKey])
    places[placesKey] = moved.places
    let detection = SiteDetection(
      data: evidence.data.only(site), model: Self.model(evidence.model, setting),
      caller: pair.parameters.callerRule)
    let result = (tables: moved, power: detection.value(0)?.power ?? 0)
    known[key] = result
    return result
  }

  private static func model(_ fitted: SampleModel, _ setting: Setting) -> SampleModel {
    var model = fitted
    model.errorRates = model.errorRates.map { min(0.2, $0 * setting.errorFactor) }
    model.backgroundFactor *= setting.errorFactor
    model.precision *= setting.precisionFactor
    model.purities = model.purities.map { CloneGrid.moved($0, by: setting.purityShift) }
    return model
  }
}

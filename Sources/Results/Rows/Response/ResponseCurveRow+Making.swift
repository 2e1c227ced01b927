public import DrugResponse

extension ResponseCurveRow {
  /// Nanomoles in a mole.
  static let nano = 1e9

  /// The row of a series.
  ///
  /// - Parameters:
  ///   - series: The wells of one drug on cells.
  ///   - measure: The response that is meant.
  ///   - outcome: What the wells say; `nil` where no curve can be fitted.
  ///   - hasProfiles: Whether the profile interval of the absolute dose is computed, at the cost of about
  ///     twenty fits.
  public init(
    _ series: ResponseSeries, _ measure: ResponseSeries.Measure, _ outcome: CurveOutcome?,
    hasProfiles: Bool = false
  ) {
    self.init()
    (cellLine, genotype) = (series.cells.cellLine, series.cells.genotype)
    (drug, hours, self.measure) = (series.drug, series.hours, measure)
    let curve = series.curve
    points = curve.count
    let doses = curve.map(\.dose).filter { $0 > 0 }
    (lowestDose, highestDose) = (
      doses.min().map { $0 * Self.nano }, doses.max().map { $0 * Self.nano }
    )
    switch outcome {
    case nil: answer = .notFitted
    case .flat(let flat):
      answer = .flat
      evidence = flat.bicDifference.isFinite ? -flat.bicDifference : nil
      (e0, maximum, mean) = (
        IntervalFields(flat.mean), IntervalFields(flat.mean), IntervalFields(flat.mean)
      )
      (relativeAnswer, absoluteAnswer) = (.notReached, .notReached)
    case .responds(let fit): take(fit, hasProfiles)
    }
  }

  private mutating func take(_ fit: HillFit, _ hasProfiles: Bool) {
    answer = .responds
    evidence = fit.bicAdvantage.flatMap { $0.isFinite ? $0 : nil }
    e0 = IntervalFields(fit.e0())
    eInfinity = IntervalFields(fit.eInfinity())
    if !fit.isFarEndSeen { (eInfinity.low, eInfinity.high) = (nil, nil) }
    slope = IntervalFields(fit.slope())
    isSlopeHeld = fit.fixed.contains(.slope)
    let middle = fit.dose(.relativeIC50)
    relative = IntervalFields(middle.estimate, scale: Self.nano).within(reported)
    relativeAnswer = DoseAnswer(middle)
    let question = Self.question(measure)
    let level = fit.dose(question)
    absolute = IntervalFields(level.estimate, scale: Self.nano).within(reported)
    absoluteAnswer = DoseAnswer(level)
    // A profile that does not close leaves the t interval alone.
    if hasProfiles, let profile = try? fit.profiledDose(question).estimate {
      let ends = IntervalFields(profile, scale: Self.nano).within(reported)
      (profileLow, profileHigh) = (ends.low, ends.high)
    }
    maximum = IntervalFields(fit.maximumEffect())
    mean = IntervalFields(fit.meanResponse())
    residual = fit.residualStandardDeviation.isFinite ? fit.residualStandardDeviation : nil
  }

  /// The absolute dose that is asked for: that of half the cells, of a GR value of one half, or of stasis.
  public static func question(_ measure: ResponseSeries.Measure) -> DoseQuestion {
    measure == .proliferationRate
      ? GrowthRateInhibition.cytostasis : DoseQuestion.absolute(level: half)
  }

  /// The doses that are reported: those tested, and what is next to them.
  private var reported: ClosedRange<Double> {
    let factor = CurveOptions().extrapolation
    return (lowestDose ?? 0) / factor...(highestDose ?? .infinity) * factor
  }

  /// The response of an absolute IC50, and of a GR50.
  private static let half = 0.5
}

extension ResponsePointRow {
  /// The row of a well.
  public init(_ normalized: NormalizedWell) {
    self.init()
    let well = normalized.well
    (plate, self.well) = (well.plate, well.position.description)
    (cellLine, genotype, hours) = (well.cellLine, well.genotype, well.hours)
    // By name, as pairs of drugs are sorted everywhere.
    let given = well.treatments.filter { !$0.concentration.isZero }.sorted { $0.drug < $1.drug }
    if let first = given.first {
      (drug, dose) = (first.drug, first.concentration.molar * ResponseCurveRow.nano)
    }
    if given.count > 1 {
      (partner, partnerDose) = (given[1].drug, given[1].concentration.molar * ResponseCurveRow.nano)
    }
    (viability, growthRate) = (normalized.viability, normalized.growthRate)
    proliferationRate = normalized.proliferationRate
  }
}

extension PlateQualityRow {
  /// The row of one plate at one time.
  public init(plate: String, hours: Double, wells: [PlateWell]) {
    self.init()
    (self.plate, self.hours, self.wells) = (plate, hours, wells.count)
    vehicles = wells.count { $0.role == .vehicle }
    let killed = wells.count { $0.role == .positiveControl }
    positives = killed > 0 ? killed : wells.count { $0.role == .blank }
    if let window = AssayWindow(wells) {
      zPrime = window.zPrime.isFinite ? window.zPrime : nil
      grade = zPrime == nil ? nil : window.grade
      variation = window.vehicleVariation.isFinite ? window.vehicleVariation : nil
    }
    guard let effect = PositionEffect(wells) else { return }
    (edge, edgeP) = (IntervalFields(effect.edge), effect.edgePValue)
    (rows, rowP) = (IntervalFields(effect.rows), effect.rowPValue)
    (columns, columnP) = (IntervalFields(effect.columns), effect.columnPValue)
  }
}

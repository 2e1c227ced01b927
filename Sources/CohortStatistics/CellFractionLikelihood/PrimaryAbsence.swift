public import TumorModel

/// In how many patients of a cohort a mutation was absent from the sampled primary: all that is reported.
///
/// One estimate per threshold, the limit of strict absence, what other assumptions and each single
/// patient change. Words are made elsewhere.
public struct PrimaryAbsence: Hashable, Sendable {
  /// The proportion below one threshold, and what it depends on.
  public struct Answer: Hashable, Sendable {
    /// The estimate and the interval under the assumptions made.
    public let main: ProportionBelowThreshold
    /// The same under other assumptions, in the order given.
    public let varied: [Variation]
    /// The same without each patient whose reads say something, in the order added; empty for more
    /// than ``CellFractionCurves/mostListed``.
    public let leavingOneOut: [ProportionBelowThreshold]

    /// From the least lower to the greatest upper limit over ``main`` and ``varied``: what holds
    /// whatever the purity, the error rate and the copy numbers.
    public var union: ProportionInterval {
      Self.hull([main] + varied.map(\.proportion))
    }

    /// From the least lower to the greatest upper limit when any one patient is left out; `nil` where
    /// none was.
    public var rangeLeavingOneOut: ProportionInterval? {
      leavingOneOut.isEmpty ? nil : Self.hull(leavingOneOut)
    }

    private static func hull(_ proportions: [ProportionBelowThreshold]) -> ProportionInterval {
      ProportionInterval(
        lower: proportions.map(\.interval.lower).min() ?? 0,
        upper: proportions.map(\.interval.upper).max() ?? 1)
    }
  }

  /// The proportion under a changed assumption.
  public struct Variation: Hashable, Sendable {
    /// What was changed.
    public let assumption: CurveAssumption
    /// The proportion then.
    public let proportion: ProportionBelowThreshold
  }

  /// One answer per threshold, in the order given.
  public let answers: [Answer]
  /// In how many patients at most no cell carried the mutation.
  public let strictAbsence: StrictAbsence

  /// Estimates all of it.
  ///
  /// - Parameters:
  ///   - curves: The patients.
  ///   - thresholds: Cancer cell fractions strictly between 0 and 1.
  ///   - variations: The same patients under other assumptions.
  ///   - level: The confidence, within `0..<1`; that of strict absence is one-sided and always 95 %.
  /// - Throws: ``CellFractionError``.
  /// - Complexity: That of ``ProportionBelowThreshold`` times the thresholds, times the variations and
  ///   the patients left out.
  public init(
    _ curves: CellFractionCurves,
    thresholds: [Double] = ProportionBelowThreshold.standardThresholds,
    variations: [(assumption: CurveAssumption, curves: CellFractionCurves)] = [],
    level: Double = 0.95
  ) throws(CellFractionError) {
    let main = try CohortLikelihood(curves)
    var varied: [(CurveAssumption, CohortLikelihood)] = []
    for variation in variations {
      varied.append((variation.assumption, try CohortLikelihood(variation.curves)))
    }
    var rest: [CohortLikelihood] = []
    for curves in try curves.leavingOneOut() ?? [] { rest.append(try CohortLikelihood(curves)) }
    var answers: [Answer] = []
    for threshold in thresholds {
      var variations: [Variation] = []
      for (assumption, cohort) in varied {
        variations.append(
          Variation(
            assumption: assumption,
            proportion: try ProportionBelowThreshold(cohort, threshold: threshold, level: level)))
      }
      var left: [ProportionBelowThreshold] = []
      for cohort in rest {
        left.append(try ProportionBelowThreshold(cohort, threshold: threshold, level: level))
      }
      answers.append(
        Answer(
          main: try ProportionBelowThreshold(main, threshold: threshold, level: level),
          varied: variations, leavingOneOut: left))
    }
    self.answers = answers
    strictAbsence = try StrictAbsence(main)
  }
}

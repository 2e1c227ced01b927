extension KaplanMeier {
  /// Below so many patients at risk, each event takes a large part of a curve.
  public static let fewAtRisk = 5.0

  /// The last event with few at risk although others had still to enter; `nil` for none.
  ///
  /// With late entry the number at risk starts small, and grows: an event among one or two patients takes half of
  /// the curve or all of it, which no later entry restores. J. P. Klein and M. L. Moeschberger, *Survival
  /// Analysis*, Springer (2003), section 4.6.
  ///
  /// - Complexity: O(`n` · steps).
  public var lastEventBeforeEntries: Step? {
    steps.last { step in
      step.events > 0 && step.atRisk < Self.fewAtRisk
        && patients.contains { $0.entry > 0 && $0.entry >= step.time }
    }
  }

  /// A group of fewer patients does not set the horizon of others.
  public static let fewestForHorizon = 5

  /// The horizon up to which restricted means of groups are compared: the earliest end of follow-up of a group.
  ///
  /// Groups of fewer than ``fewestForHorizon`` patients count only where all are that small, or one patient
  /// who was last seen on day 1 would end the comparison of all others there.
  ///
  /// - Returns: `nil` without patients.
  public static func commonHorizon(_ groups: [[SurvivalTime]]) -> Double? {
    let large = groups.filter { $0.count >= fewestForHorizon }
    return (large.isEmpty ? groups : large).compactMap { $0.map(\.time).max() }.min()
  }
}

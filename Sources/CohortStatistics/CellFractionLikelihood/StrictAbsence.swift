/// In how many patients at most no cancer cell of the sampled tumour carries a mutation.
///
/// An upper limit only. A clone below every limit of detection looks like none, so that the lower limit
/// is 0 at any depth and there is no estimate; what denies absence is reads that show the mutation. The
/// limit is that of the profile likelihood of `P(c = 0)` against any cancer cell fraction, 0 included.
public struct StrictAbsence: Hashable, Sendable {
  /// The one-sided upper limit; the lower is 0.
  public let upperLimit: Double
  /// The patients with clear reads that would deny absence as much.
  public let effectivePatientsDenying: Double

  /// Finds the limit.
  ///
  /// - Parameters:
  ///   - curves: The patients.
  ///   - level: The one-sided confidence, within `0..<1` and at least 0.5.
  /// - Throws: ``CellFractionError``.
  public init(
    _ curves: CellFractionCurves, level: Double = 0.95
  ) throws(CellFractionError) {
    try self.init(CohortLikelihood(curves), level: level)
  }

  init(_ cohort: CohortLikelihood, level: Double = 0.95) throws(CellFractionError) {
    guard level > 0.5, level < 1 else { throw .invalidLevel }
    let sides = ThresholdSides(below: [0], above: Array(0..<cohort.grid.count))
    let matrix = cohort.solver.matrix
    effectivePatientsDenying = matrix.clearWeight(sides).all
    guard let free = cohort.free else {
      upperLimit = 1
      return
    }
    // Those that could have shown the mutation and did not.
    let silent = matrix.silentWeight()
    let drops = try LikelihoodDrops(
      successes: silent, trials: silent + effectivePatientsDenying, tail: 1 - level)
    let profile = try ProfileLikelihood(cohort.solver, sides: sides, free: free)
    upperLimit = try profile.limit(drop: drops.upper, isUpper: true)
  }
}

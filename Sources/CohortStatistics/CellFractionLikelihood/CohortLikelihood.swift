/// The curves of a cohort made ready for fits: a matrix, its solver, and the best free distribution.
struct CohortLikelihood {
  let grid: CellFractionGrid
  let patients: Double
  let patientsWithoutReads: Double
  let solver: MixtureSolver
  /// The best distribution over all grid points, `nil` without a patient whose reads say something.
  let free: MixtureFit?

  /// Fits the free distribution.
  init(_ curves: CellFractionCurves) throws(CellFractionError) {
    grid = curves.grid
    patients = curves.patients
    patientsWithoutReads = curves.patientsWithoutReads
    solver = MixtureSolver(curves.matrix())
    let points = Array(0..<grid.count)
    free =
      solver.matrix.totalWeight > 0
      ? try solver.maximise(.free(points), masses: [1], hint: MixtureProblem.coarse(points)) : nil
  }
}

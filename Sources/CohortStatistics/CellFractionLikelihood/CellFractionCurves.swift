import Glibc

/// The likelihood curves of a cohort, gathered patient by patient; equal curves are stored once.
///
/// Memory is bounded: up to 131,072 distinct curves are kept exactly (some 80 MB), beyond that curves
/// that are nearly equal share their mean. With cells four times as wide as the first ones used here,
/// ends of intervals of 20,000 patients moved by up to 2 % of the interval's width. The order in which
/// patients come matters to rounding only.
public struct CellFractionCurves: Sendable {
  /// The fractions at which all curves are known.
  public let grid: CellFractionGrid
  /// The patients whose reads say something; each counts 1 however many mutations it has.
  public private(set) var patients = 0.0
  /// The patients with flat curves only: no primary, or an assay that does not cover the gene.
  public private(set) var patientsWithoutReads = 0.0
  private var table: CurveTable
  /// The curves of each patient with reads, while there are at most ``mostListed``.
  private(set) var listed: [ListedPatient]? = []

  /// A patient whose curves are remembered.
  struct ListedPatient: Hashable, Sendable {
    let curves: [CellFractionCurve]
    let weight: Double
  }

  /// The largest cohort whose patients are remembered one by one, to leave each out in turn.
  public static let mostListed = 12

  /// The distinct curves that a cohort's tables keep exactly: more move no end of an interval by as much
  /// as its last digit, and time grows with their number.
  package static let mostReported = 8_192

  /// Creates a cohort without patients.
  public init(grid: CellFractionGrid = .standard) {
    self.init(grid: grid, mostDistinct: CurveTable.mostExact)
  }

  /// Creates a cohort that keeps more or fewer curves exactly.
  package init(grid: CellFractionGrid = .standard, mostDistinct: Int) {
    self.grid = grid
    table = CurveTable(columns: grid.count, most: mostDistinct)
  }

  /// The number of distinct curves that are stored.
  public var distinctCurves: Int { table.weights.count }

  /// Whether nearly equal curves share one.
  public var isCompressed: Bool { table.resolution > 0 }

  /// Adds a patient with one mutation of the gene.
  ///
  /// - Parameters:
  ///   - curve: The curve; a flat one is counted apart.
  ///   - weight: The patients that it stands for, at least 0.
  /// - Throws: ``CellFractionError``: another grid or a weight that is negative or not finite.
  public mutating func add(
    _ curve: CellFractionCurve, weight: Double = 1
  ) throws(CellFractionError) {
    try add(mutations: [curve], weight: weight)
  }

  /// Adds a patient with one or more mutations of the gene.
  ///
  /// Each of the `M` curves that are not flat counts `1/M`: mutations of one patient are not
  /// independent of one another, and a patient counts once.
  ///
  /// - Parameters:
  ///   - mutations: The curves; flat ones change nothing beside others. None make a patient without
  ///     reads.
  ///   - weight: The patients that this one stands for, at least 0.
  /// - Throws: ``CellFractionError``: another grid or a weight that is negative or not finite.
  public mutating func add(
    mutations: [CellFractionCurve], weight: Double = 1
  ) throws(CellFractionError) {
    guard weight >= 0, weight < .infinity else { throw .invalidWeight }
    guard mutations.allSatisfy({ $0.grid == grid }) else { throw .curveOfOtherGrid }
    let informative = mutations.filter { !$0.isFlat }
    if informative.isEmpty {
      patientsWithoutReads += weight
      return
    }
    if weight == 0 { return }
    patients += weight
    let share = weight / Double(informative.count)
    for curve in informative {
      table.add(curve.logLikelihoods.map { exp($0) }, weight: share)
    }
    list(ListedPatient(curves: informative, weight: weight))
  }

  /// Adds a patient's mutations by their likelihoods, each at most 1; those whose reads say nothing are
  /// left out.
  mutating func add(rows informative: [[Double]]) {
    guard !informative.isEmpty else {
      patientsWithoutReads += 1
      return
    }
    patients += 1
    for row in informative { table.add(row, weight: 1 / Double(informative.count)) }
    // Nobody is left out in turn of a cohort that is gathered by rows.
    listed = nil
  }

  /// Adds the patients of another part of the cohort.
  ///
  /// - Throws: ``CellFractionError/curveOfOtherGrid``.
  public mutating func merge(_ other: CellFractionCurves) throws(CellFractionError) {
    guard grid == other.grid else { throw .curveOfOtherGrid }
    patients += other.patients
    patientsWithoutReads += other.patientsWithoutReads
    for (index, weight) in other.table.weights.enumerated() {
      let start = index * grid.count
      table.add(Array(other.table.rows[start..<(start + grid.count)]), weight: weight)
    }
    guard let theirs = other.listed else {
      listed = nil
      return
    }
    for patient in theirs { list(patient) }
  }

  private mutating func list(_ patient: ListedPatient) {
    guard let count = listed?.count, count < Self.mostListed else {
      listed = nil
      return
    }
    listed?.append(patient)
  }

  /// The cohort without each of its patients in turn; `nil` for more than ``mostListed``.
  func leavingOneOut() throws(CellFractionError) -> [CellFractionCurves]? {
    guard let listed else { return nil }
    var cohorts: [CellFractionCurves] = []
    for left in listed.indices {
      var rest = CellFractionCurves(grid: grid)
      rest.patientsWithoutReads = patientsWithoutReads
      for (index, patient) in listed.enumerated() where index != left {
        try rest.add(mutations: patient.curves, weight: patient.weight)
      }
      cohorts.append(rest)
    }
    return cohorts
  }

  /// The curves as a matrix.
  func matrix() -> LikelihoodMatrix {
    LikelihoodMatrix(rows: table.rows, weights: table.weights, columns: grid.count)
  }
}

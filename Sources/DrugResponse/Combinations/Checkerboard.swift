import Glibc

/// Two drugs at several doses each, with replicates collapsed.
public struct Checkerboard: Hashable, Sendable {
  /// One pair of doses.
  public struct Cell: Hashable, Sendable {
    /// The dose of drug A.
    public let doseA: Double
    /// The dose of drug B.
    public let doseB: Double
    /// The mean response.
    public let response: Double
    /// The number of wells.
    public let wells: Int

    /// Whether both drugs were given.
    public var isCombination: Bool { doseA > 0 && doseB > 0 }
  }

  /// Why points are no checkerboard.
  public enum Problem: Error, Hashable, Sendable {
    /// A dose or response is not a finite number.
    case notFinite
    /// A dose is below 0.
    case negativeDose(Double)
    /// No well has both drugs.
    case noCombinations
    /// Drug A alone has no curve.
    case drugA(CurveProblem)
    /// Drug B alone has no curve.
    case drugB(CurveProblem)
    /// Fewer pairs of doses than parameters of a surface.
    case tooFewCells(cells: Int, parameters: Int)
    /// A solver failed or found no surface.
    case noSurface
  }

  /// The pairs of doses, by drug A, then by drug B.
  public let cells: [Cell]
  /// All points, in the order of the cells.
  public let points: [CombinationPoint]
  /// The cell of each point.
  let cellOfPoint: [Int]
  /// The sum of squares around the means of the cells.
  let pureError: Double

  /// Sorts points into cells.
  public init(_ points: [CombinationPoint]) throws(Problem) {
    for point in points {
      guard point.doseA.isFinite, point.doseB.isFinite, point.response.isFinite else {
        throw .notFinite
      }
      for dose in [point.doseA, point.doseB] where dose < 0 { throw .negativeDose(dose) }
    }
    guard points.contains(where: { $0.doseA > 0 && $0.doseB > 0 }) else { throw .noCombinations }
    let sorted = points.sorted {
      ($0.doseA, $0.doseB, $0.response) < ($1.doseA, $1.doseB, $1.response)
    }
    var (cells, places, squares): ([Cell], [Int], Double) = ([], [], 0)
    var index = 0
    while index < sorted.count {
      let first = sorted[index]
      var end = index
      while end < sorted.count, sorted[end].doseA == first.doseA, sorted[end].doseB == first.doseB {
        end += 1
      }
      let responses = sorted[index..<end].map(\.response)
      let mean = responses.reduce(0, +) / Double(responses.count)
      squares += responses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      places += responses.map { _ in cells.count }
      cells.append(
        Cell(doseA: first.doseA, doseB: first.doseB, response: mean, wells: responses.count))
      index = end
    }
    (self.cells, self.points, cellOfPoint, pureError) = (cells, sorted, places, squares)
  }

  /// The doses of drug A above 0, ascending.
  public var dosesA: [Double] { Set(cells.map(\.doseA)).filter { $0 > 0 }.sorted() }
  /// The doses of drug B above 0, ascending.
  public var dosesB: [Double] { Set(cells.map(\.doseB)).filter { $0 > 0 }.sorted() }

  /// The points of drug A at one dose of drug B; 0 for drug A alone.
  public func sliceA(atDoseB dose: Double) -> [DosePoint] {
    points.filter { $0.doseB == dose }.map { DosePoint(dose: $0.doseA, response: $0.response) }
  }

  /// The points of drug B at one dose of drug A; 0 for drug B alone.
  public func sliceB(atDoseA dose: Double) -> [DosePoint] {
    points.filter { $0.doseA == dose }.map { DosePoint(dose: $0.doseB, response: $0.response) }
  }

  /// The same wells with other responses, in the order of ``points``.
  func replacing(_ responses: [Double]) throws(Problem) -> Checkerboard {
    try Checkerboard(
      zip(points, responses).map {
        CombinationPoint(doseA: $0.doseA, doseB: $0.doseB, response: $1)
      })
  }
}

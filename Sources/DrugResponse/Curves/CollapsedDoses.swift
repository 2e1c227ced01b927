import Glibc

/// Points with replicates of a dose collapsed to their mean.
///
/// Around any curve, `Σ (y - E)² = Σ n_d (ȳ_d - E_d)² + Σ (y - ȳ_d)²`, and the last sum does not depend
/// on the curve: the fit to means has the same minimum and curvature at a fraction of the cost.
struct CollapsedDoses: Hashable, Sendable {
  /// The logarithms of the doses, ascending; ``logOfZero`` for no drug.
  let logDoses: [Double]
  /// The weighted mean responses.
  let means: [Double]
  /// The roots of the sums of weights.
  let rootWeights: [Double]
  /// The weighted sum of squares around the means.
  let pureError: Double
  /// The number of points.
  let points: Int
  /// The lowest and the highest dose above 0; 1 without any.
  let doses: ClosedRange<Double>
  /// The number of different doses above 0.
  let positiveDoses: Int
  /// The weight of the points at dose 0: their number, where all count alike.
  var untreated: Double {
    logDoses.first == Self.logOfZero ? rootWeights[0] * rootWeights[0] : 0
  }

  /// Stands for the logarithm of 0: low enough that any curve is at `E0` there.
  static let logOfZero = -1e5

  /// Collapses points, which need not be sorted.
  init(_ points: [DosePoint]) throws(CurveProblem) {
    for point in points {
      guard point.dose.isFinite, point.response.isFinite else { throw .notFinite }
      guard point.dose >= 0 else { throw .negativeDose(point.dose) }
    }
    let sorted = points.sorted { ($0.dose, $0.response) < ($1.dose, $1.response) }
    var (logs, means, counts): ([Double], [Double], [Double]) = ([], [], [])
    var squares = 0.0
    var index = 0
    while index < sorted.count {
      let dose = sorted[index].dose
      var end = index
      var sum = 0.0
      while end < sorted.count, sorted[end].dose == dose {
        sum += sorted[end].response
        end += 1
      }
      let mean = sum / Double(end - index)
      for position in index..<end {
        let residual = sorted[position].response - mean
        squares += residual * residual
      }
      logs.append(dose == 0 ? Self.logOfZero : log(dose))
      means.append(mean)
      counts.append(Double(end - index).squareRoot())
      index = end
    }
    (logDoses, self.means, rootWeights, pureError) = (logs, means, counts, squares)
    self.points = points.count
    positiveDoses = logs.count - (logs.first == Self.logOfZero ? 1 : 0)
    let lowest = sorted.first { $0.dose > 0 }?.dose ?? 1
    doses = lowest...max(lowest, sorted.last?.dose ?? 1)
  }

  /// Creates weighted points without collapsing them.
  init(
    logDoses: [Double], responses: [Double], doses: ClosedRange<Double>, rootWeights: [Double]
  ) {
    (self.logDoses, means, self.rootWeights) = (logDoses, responses, rootWeights)
    pureError = 0
    self.doses = doses
    points = responses.count
    positiveDoses = Set(logDoses.filter { $0 != Self.logOfZero }).count
  }

  /// The same points with responses multiplied by a factor.
  func scaled(by factor: Double) -> CollapsedDoses {
    CollapsedDoses(self, factor: factor)
  }

  private init(_ other: CollapsedDoses, factor: Double) {
    logDoses = other.logDoses
    means = other.means.map { factor * $0 }
    rootWeights = other.rootWeights
    pureError = factor * factor * other.pureError
    points = other.points
    doses = other.doses
    positiveDoses = other.positiveDoses
  }

  /// The mean of all points and the sum of squares around it.
  var constant: (mean: Double, sumOfSquares: Double) {
    var (weight, sum) = (0.0, 0.0)
    for index in means.indices {
      let square = rootWeights[index] * rootWeights[index]
      weight += square
      sum += square * means[index]
    }
    let mean = sum / weight
    return (mean, sumOfSquares(around: mean))
  }

  /// The sum of squares of all points around a constant.
  func sumOfSquares(around value: Double) -> Double {
    var squares = pureError
    for index in means.indices {
      let residual = rootWeights[index] * (means[index] - value)
      squares += residual * residual
    }
    return squares
  }
}

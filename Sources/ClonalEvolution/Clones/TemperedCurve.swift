import Glibc

/// ln of the likelihood of a clone's reads in a sample at the nodes of a grid of fractions, with the uncertainty
/// of a factor that all fractions of the sample share.
struct TemperedCurve: Sendable {
  let logs: [Double]
  let fractions: CloneFractions
  /// The standard deviation of the ln of the factor: 1 / purity.
  let deviation: Double

  /// Values below this part of the greatest, in nats, are 0.
  private static let depth = 40.0

  /// The likelihood at all points between 0 and 1, averaged over the factor.
  ///
  /// In every tumour cell a clone is whatever the purity, and in none as well.
  var curve: CellFractionCurve {
    let count = fractions.points.count
    var values = [Double](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer { room in
      logs.withUnsafeBufferPointer { logs in
        guard let room = room.baseAddress, let logs = logs.baseAddress else { return }
        fractions.spread(logs, into: room)
      }
    }
    // The last point is 1 as the limit of a part of the cells.
    var points = Array(fractions.points[1..<(count - 1)])
    var own = Array(values[1..<(count - 1)])
    points.append(1)
    own.append(logs[fractions.clonal - 1])
    let (absent, clonal) = (values[0], values[count - 1])
    guard deviation > 1e-4 else {
      return CellFractionCurve(
        fractions: points, logLikelihoods: own, logAbsent: absent, logClonal: clonal)
    }
    let peak = max(own.max() ?? 0, absent, clonal)
    var sums = [Double](repeating: 0, count: points.count)
    for (z, share) in CloneDistribution.normal {
      let factor = exp(deviation * z)
      var place = 0
      for (index, point) in points.enumerated() {
        let target = point * factor
        while place < points.count - 1, points[place] < target { place += 1 }
        var value = own[place]
        if place > 0, target < points[place] {
          let part = (target - points[place - 1]) / (points[place] - points[place - 1])
          value = own[place - 1] + part * (own[place] - own[place - 1])
        }
        if value > peak - Self.depth { sums[index] += share * exp(value - peak) }
      }
    }
    return CellFractionCurve(
      fractions: points, logLikelihoods: sums.map { peak + log(max($0, 1e-300)) },
      logAbsent: absent, logClonal: clonal)
  }
}

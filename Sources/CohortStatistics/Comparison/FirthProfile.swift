/// The penalised likelihood along one coefficient, the others at their best.
struct FirthProfile {
  let likelihood: FirthLikelihood
  let best: FirthLikelihood.Point
  let column: Int

  /// How far the likelihood falls below its maximum at a value; `nil` where the climb fails.
  func fall(at value: Double) -> Double? {
    var start = best.coefficients
    start[column] = value
    if let point = likelihood.maximum(from: start, holding: column) {
      return max(0, best.value - point.value)
    }
    // From afar the others' best values may be a bad start.
    start = [Double](repeating: 0, count: start.count)
    start[column] = value
    return likelihood.maximum(from: start, holding: column).map { max(0, best.value - $0.value) }
  }

  /// The value on one side at which the likelihood has fallen so far; infinite if none is found.
  func end(fall target: Double, step: Double) -> Double {
    let estimate = best.coefficients[column]
    var inside = 0.0
    var outside = 1.0
    while outside < 1e4, let fall = fall(at: estimate + outside * step), fall < target {
      inside = outside
      outside *= 2
    }
    guard fall(at: estimate + outside * step) ?? 0 >= target else {
      return step < 0 ? -.infinity : .infinity
    }
    for _ in 0..<60 where outside - inside > 1e-11 * outside {
      let middle = 0.5 * (inside + outside)
      if fall(at: estimate + middle * step) ?? .infinity < target {
        inside = middle
      } else {
        outside = middle
      }
    }
    return estimate + 0.5 * (inside + outside) * step
  }
}

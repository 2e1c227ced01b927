import Glibc

/// Pairs of doses of two drugs with the same response, and those that would have it if doses added up.
///
/// S. Loewe, *Arzneimittelforschung* 3, 285–290 (1953): under dose additivity the pairs lie on the straight line
/// between the doses of each drug alone.
public struct Isobole: Hashable, Sendable {
  /// One pair of doses.
  public struct Point: Hashable, Sendable {
    /// The dose of drug A at which the surface has the response; `nil` where none tested has.
    public let doseA: Double?
    /// The dose of drug B.
    public let doseB: Double
    /// The dose of drug A on the straight line; `nil` where a drug alone does not reach the response.
    public let additiveDoseA: Double?
  }

  /// The response that all pairs have.
  public let level: Double
  /// By rising dose of drug B.
  public let points: [Point]

  /// Doses of drug B that are looked at, beside 0.
  private static let steps = 40

  /// Finds the pairs on a fitted surface, by bisection over the logarithm of the dose of drug A.
  ///
  /// - Parameters:
  ///   - surface: The surface.
  ///   - level: The response.
  ///   - highestA: The highest dose of drug A that was tested.
  ///   - highestB: The highest dose of drug B that was tested.
  public init(_ surface: MuSyCSurface, level: Double, highestA: Double, highestB: Double) {
    self.level = level
    func dose(_ highest: Double, _ response: (Double) -> Double) -> Double? {
      if response(0) <= level { return 0 }
      guard highest > 0, response(highest) <= level else { return nil }
      var (low, high) = (log(highest) - 30, log(highest))
      for _ in 0..<60 {
        let middle = 0.5 * (low + high)
        if response(exp(middle)) <= level { high = middle } else { low = middle }
      }
      return exp(high)
    }
    let aloneA = dose(highestA) { surface.response($0, 0) }
    let aloneB = dose(highestB) { surface.response(0, $0) }
    points = (0...Self.steps).map { step in
      let doseB = (aloneB ?? highestB) * Double(step) / Double(Self.steps)
      let additive = aloneA.flatMap { a in aloneB.map { b in max(0, a * (1 - doseB / b)) } }
      return Point(
        doseA: dose(highestA) { surface.response($0, doseB) }, doseB: doseB,
        additiveDoseA: additive)
    }
  }
}

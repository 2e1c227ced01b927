import Glibc
import NumericalMethods

/// What two drugs are expected to do together, from what each does alone.
///
/// On the viability scale, so that lower is more effect. Each reference answers another question, and
/// none of them is "synergy" as such: C. T. Meyer, D. J. Wooten, C. F. Lopez and V. Quaranta, *Trends
/// Pharmacol. Sci.* 41, 266–280 (2020), PMID 32113653.
public enum CombinationModel: String, Hashable, Sendable, CaseIterable {
  /// Independent action, `E_A E_B`.
  case bliss
  /// The stronger of the two, `min(E_A, E_B)`.
  case highestSingleAgent
  /// Dose additivity: the response `E` with `a / D_A(E) + b / D_B(E) = 1`.
  case loewe
  /// Zero interaction potency: independent action of the fitted curves, compared with curves fitted
  /// across the board instead of with the wells themselves.
  ///
  /// B. Yadav, K. Wennerberg, T. Aittokallio and J. Tang, *Comput. Struct. Biotechnol. J.* 13, 504–513
  /// (2015), doi:10.1016/j.csbj.2015.09.001.
  case zeroInteractionPotency
}

/// References from two single-drug curves.
public struct CombinationReference: Hashable, Sendable {
  /// Drug A alone.
  public let drugA: HillCurve
  /// Drug B alone.
  public let drugB: HillCurve

  /// Creates references.
  public init(drugA: HillCurve, drugB: HillCurve) {
    self.drugA = drugA
    self.drugB = drugB
  }

  /// The response without drugs, as both curves have it on average.
  public var e0: Double { 0.5 * (drugA.e0 + drugB.e0) }

  /// Creates the same curves with a response without drugs that is the mean of both.
  public func withCommonE0() -> CombinationReference {
    func shared(_ curve: HillCurve) -> HillCurve {
      HillCurve(e0: e0, eInfinity: curve.eInfinity, ec50: curve.ec50, slope: curve.slope)
    }
    return CombinationReference(drugA: shared(drugA), drugB: shared(drugB))
  }

  /// The product of the single responses.
  public func bliss(_ a: Double, _ b: Double) -> Double {
    drugA.response(at: a) * drugB.response(at: b)
  }

  /// The lower of the single responses.
  public func highestSingleAgent(_ a: Double, _ b: Double) -> Double {
    min(drugA.response(at: a), drugB.response(at: b))
  }

  /// The response expected under dose additivity.
  public struct Additive: Hashable, Sendable {
    /// The response.
    public let response: Double
    /// Whether it is beyond what the weaker drug reaches at any dose, where dose additivity is not
    /// defined; the response is then that of the stronger drug alone.
    public let isBeyondWeakerDrug: Bool
  }

  /// The response expected under dose additivity.
  ///
  /// The response `E` with `a / D_A(E) + b / D_B(E) = 1`, where `D(E)` is the dose of a drug alone with
  /// that response. Solved by Brent's method between the greater of the `E∞` and the smaller of the `E0`.
  public func loewe(_ a: Double, _ b: Double) throws -> Additive {
    let single = highestSingleAgent(a, b)
    if a <= 0 || b <= 0 { return Additive(response: single, isBeyondWeakerDrug: false) }
    let (low, high) = (max(drugA.eInfinity, drugB.eInfinity), min(drugA.e0, drugB.e0))
    guard high > low else { return Additive(response: single, isBeyondWeakerDrug: true) }
    let margin = 1e-12 * (high - low)
    let range = (low + margin)...(high - margin)
    func excess(_ response: Double) -> Double { log(index(a, b, at: response)) }
    // The index falls from the weakest response to the strongest; none of it below 1 is no answer.
    if excess(range.lowerBound) >= 0 { return Additive(response: single, isBeyondWeakerDrug: true) }
    if excess(range.upperBound) <= 0 {
      return Additive(response: range.upperBound, isBeyondWeakerDrug: false)
    }
    let response = try BrentRoot.find(in: range, tolerance: 1e-14, excess)
    return Additive(response: response, isBeyondWeakerDrug: false)
  }

  /// The combination index at a response, `a / D_A(E) + b / D_B(E)`; below 1 less drug was needed than
  /// under dose additivity.
  ///
  /// - Returns: `nil` where a drug alone does not reach the response.
  public func combinationIndex(_ a: Double, _ b: Double, at response: Double) -> Double? {
    guard drugA.dose(forResponse: response) != nil, drugB.dose(forResponse: response) != nil else {
      return nil
    }
    return index(a, b, at: response)
  }

  private func index(_ a: Double, _ b: Double, at response: Double) -> Double {
    func share(_ dose: Double, _ curve: HillCurve) -> Double {
      let odds = (curve.e0 - response) / (response - curve.eInfinity)
      return dose / (curve.ec50 * exp(log(odds) / curve.slope))
    }
    return share(a, drugA) + share(b, drugB)
  }
}

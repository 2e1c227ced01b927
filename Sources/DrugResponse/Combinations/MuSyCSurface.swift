import Glibc

/// The response surface of two drugs that change each other's potency and efficacy: MuSyC.
///
/// Cells are unaffected, affected by A, by B, or by both; drugs move them between these states at rates
/// that follow the law of mass action, and the response is the average over the states at equilibrium:
/// ```
/// E = Σ N_i E_i / Σ N_i,   x = (a / C_A)^h_A,            y = (b / C_B)^h_B,
///                          x' = (α_A a / C_A)^(γ_A h_A), y' = (α_B b / C_B)^(γ_B h_B)
/// N_0 = 2 + x' + y',  N_A = 2x + x'(x + y),  N_B = 2y + y'(x + y),  N_AB = x y' + y x' + x' y' (x + y)
/// ```
/// C. T. Meyer and others, *Cell Syst.* 8, 97–108 (2019), doi:10.1016/j.cels.2019.01.003; D. J. Wooten and
/// others, *Nat. Commun.* 12, 4607 (2021), doi:10.1038/s41467-021-24789-z, with all transition rates 1.
public struct MuSyCSurface: Hashable, Sendable {
  /// The response without drugs.
  public let e0: Double
  /// The response to drug A alone, far above its EC50.
  public let eInfinityA: Double
  /// The response to drug B alone, far above its EC50.
  public let eInfinityB: Double
  /// The response to both, far above their EC50.
  public let eInfinityBoth: Double
  /// The EC50 of drug A alone.
  public let ec50A: Double
  /// The EC50 of drug B alone.
  public let ec50B: Double
  /// The slope of drug A.
  public let slopeA: Double
  /// The slope of drug B.
  public let slopeB: Double
  /// By what factor drug B makes drug A more potent, `α_A` (`α21` in the papers); 1 for none.
  public let potencyOfA: Double
  /// By what factor drug A makes drug B more potent, `α_B` (`α12` in the papers); 1 for none.
  public let potencyOfB: Double
  /// By what factor drug B changes the slope of drug A, `γ_A` (`γ21` in the papers).
  public let cooperativityOfA: Double
  /// By what factor drug A changes the slope of drug B, `γ_B` (`γ12` in the papers).
  public let cooperativityOfB: Double

  /// Creates a surface.
  ///
  /// - Parameters:
  ///   - e0: The response without drug.
  ///   - eInfinityA: The response far above all doses of drug A.
  ///   - eInfinityB: The response far above all doses of drug B.
  ///   - eInfinityBoth: The response far above all doses of both.
  ///   - drugA: EC50, slope and what drug B makes of both; all above 0, or it traps.
  ///   - drugB: EC50, slope and what drug A makes of both; all above 0, or it traps.
  public init(
    e0: Double, eInfinityA: Double, eInfinityB: Double, eInfinityBoth: Double,
    drugA: DrugTerms, drugB: DrugTerms
  ) {
    self.e0 = e0
    self.eInfinityA = eInfinityA
    self.eInfinityB = eInfinityB
    self.eInfinityBoth = eInfinityBoth
    ec50A = drugA.ec50
    ec50B = drugB.ec50
    slopeA = drugA.slope
    slopeB = drugB.slope
    potencyOfA = drugA.potency
    potencyOfB = drugB.potency
    cooperativityOfA = drugA.cooperativity
    cooperativityOfB = drugB.cooperativity
  }

  /// The terms of one drug.
  public struct DrugTerms: Hashable, Sendable {
    /// The EC50 alone.
    public let ec50: Double
    /// The slope alone.
    public let slope: Double
    /// By what factor the other drug makes it more potent.
    public let potency: Double
    /// By what factor the other drug changes the slope.
    public let cooperativity: Double

    /// Creates terms; all above 0, or it traps.
    public init(ec50: Double, slope: Double, potency: Double = 1, cooperativity: Double = 1) {
      precondition(
        ec50 > 0 && slope > 0 && potency > 0 && cooperativity > 0, "terms above 0")
      self.ec50 = ec50
      self.slope = slope
      self.potency = potency
      self.cooperativity = cooperativity
    }
  }

  /// Drug A alone.
  public var drugA: HillCurve {
    HillCurve(e0: e0, eInfinity: eInfinityA, ec50: ec50A, slope: slopeA)
  }

  /// Drug B alone.
  public var drugB: HillCurve {
    HillCurve(e0: e0, eInfinity: eInfinityB, ec50: ec50B, slope: slopeB)
  }

  /// The synergy of efficacy, `β`: the effect of both beyond the stronger drug's, as a share of that.
  ///
  /// ```
  /// β = (min(E_A, E_B) - E_AB) / (E0 - min(E_A, E_B))
  /// ```
  /// Above 0 both do more than either can. `nil` where neither drug has an effect.
  public var efficacy: Double? {
    let strongest = min(eInfinityA, eInfinityB)
    return e0 > strongest ? (strongest - eInfinityBoth) / (e0 - strongest) : nil
  }

  /// The response at doses of at least 0.
  public func response(_ a: Double, _ b: Double) -> Double {
    MuSyCProblem.evaluate(
      values, logA: a > 0 ? log(a) : CollapsedDoses.logOfZero,
      logB: b > 0 ? log(b) : CollapsedDoses.logOfZero
    ).response
  }

  /// The parameters as the solver has them, logarithms after the four responses.
  var values: [Double] {
    [e0, eInfinityA, eInfinityB, eInfinityBoth]
      + [ec50A, ec50B, slopeA, slopeB, potencyOfA, potencyOfB, cooperativityOfA, cooperativityOfB]
      .map { log($0) }
  }

  init(values: [Double]) {
    let terms = values[4...].map { HillFitter.positive($0) }
    self.init(
      e0: values[0], eInfinityA: values[1], eInfinityB: values[2], eInfinityBoth: values[3],
      drugA: DrugTerms(ec50: terms[0], slope: terms[2], potency: terms[4], cooperativity: terms[6]),
      drugB: DrugTerms(ec50: terms[1], slope: terms[3], potency: terms[5], cooperativity: terms[7]))
  }
}

package import DrugResponse
import Glibc
package import Results

/// Responses in words.
package enum ResponseWording {
  /// A dose in a unit that leaves few digits.
  ///
  /// - Parameter nanomolar: In nmol/L.
  package static func dose(_ nanomolar: Double) -> String {
    if nanomolar >= 1e6 { return "\(digits(nanomolar / 1e6)) mmol/L" }
    if nanomolar >= 1e3 { return "\(digits(nanomolar / 1e3)) µmol/L" }
    return "\(digits(nanomolar)) nmol/L"
  }

  /// A number with three significant digits.
  static func digits(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return Wording.number(value) }
    let unit = pow(10, floor(log10(abs(value))) - 2)
    return Wording.number((value / unit).rounded() * unit)
  }

  /// A dose with its interval, or why there is none.
  static func dose(_ value: IntervalFields, _ answer: DoseAnswer, highest: Double?) -> String {
    switch answer {
    case .reached:
      guard let middle = value.value else { return "not determined" }
      return "\(dose(middle)) (95 % interval \(value.low.map(dose) ?? "no limit") to "
        + "\(value.high.map(dose) ?? "no limit"))"
    case .notReached:
      return "not reached" + (highest.map { " up to \(dose($0))" } ?? "")
    case .reachedBelow: return "below the lowest dose"
    case .presentWithoutDrug: return "reached without the drug"
    case .noCurve: return "no curve"
    }
  }

  /// An interval of a plain number.
  static func interval(_ value: IntervalFields) -> String {
    words(value, Wording.number)
  }

  /// An interval of a ratio, with three significant digits: `3.82-fold (2.51 to 5.84)`.
  package static func fold(_ value: IntervalFields) -> String {
    guard let middle = value.value else { return "not determined" }
    let number = "\(digits(middle))-fold"
    guard value.low != nil || value.high != nil else { return number }
    return
      "\(number) (\(value.low.map(digits) ?? "no limit") to \(value.high.map(digits) ?? "no limit"))"
  }

  /// An interval of an excess or a response, to two decimals.
  static func excess(_ value: IntervalFields) -> String {
    words(value) { Wording.number(($0 * 100).rounded() / 100) }
  }

  private static func words(_ value: IntervalFields, _ number: (Double) -> String) -> String {
    guard let middle = value.value else { return "not determined" }
    guard value.low != nil || value.high != nil else { return number(middle) }
    return
      "\(number(middle)) (\(value.low.map(number) ?? "no limit") to \(value.high.map(number) ?? "no limit"))"
  }

  /// Cells in words; exports of responses need not name any.
  package static func cells(_ line: String, _ genotype: String) -> String {
    let names = [line, genotype].filter { !$0.isEmpty }
    return names.isEmpty ? "unnamed cells" : names.joined(separator: " ")
  }
}

extension RestorationAnswer {
  /// What the partner does, in words after its name.
  package var words: String {
    switch self {
    case .restores: "sensitivity restored"
    case .sensitizes: "sensitivity increased; whether as far as in the reference is open"
    case .onlyAdds: "the resistance stays; the partner only adds its own effect"
    case .notResistant: "no resistance to restore"
    case .referenceNotInhibited:
      "cannot be told: the drug does not halve the response of the reference at any dose tested"
    case .resistanceUncertain: "cannot be told: whether the cells are resistant is open"
    case .noCurve: "cannot be told: no curve at any dose of the partner"
    case .shiftUncertain: "cannot be told: the shift is anything from none to a large one"
    }
  }
}

extension CombinationQuantity {
  /// What it is, in a few words.
  package var words: String {
    switch self {
    case .bliss: "mean excess over Bliss independence"
    case .highestSingleAgent: "mean excess over the highest single agent"
    case .loewe: "mean excess over Loewe additivity"
    case .zeroInteractionPotency: "mean ZIP delta"
    case .potencyOfA: "MuSyC: potency of the first drug with the second, fold"
    case .potencyOfB: "MuSyC: potency of the second drug with the first, fold"
    case .efficacy: "MuSyC: gain of efficacy"
    case .eInfinityBoth: "MuSyC: response to both, far above their EC50"
    case .ec50A: "MuSyC: EC50 of the first drug"
    case .ec50B: "MuSyC: EC50 of the second drug"
    }
  }
}

extension CombinationRefusal {
  /// Why two drugs were not scored, in words.
  package var words: String {
    switch self {
    case .wrongNumber: "a dose or a response is no number of 0 or more"
    case .noCombinations: "no well has both drugs"
    case .noCurveOfA: "the first drug alone has no curve, which needs four doses and five wells"
    case .noCurveOfB: "the second drug alone has no curve, which needs four doses and five wells"
    case .tooFewDoses: "fewer pairs of doses than a surface needs"
    case .noSurface: "no surface fits"
    }
  }
}

extension ResponseSeries.Measure {
  /// The dose that is asked for, in words.
  package var doseWords: String {
    switch self {
    case .viability: "IC50"
    case .growthRate: "GR50"
    case .proliferationRate: "dose of stasis"
    }
  }

  /// What that dose is.
  package var doseMeaning: String {
    switch self {
    case .viability: "the dose that leaves half of the cells"
    case .growthRate: "the dose with a GR value of one half"
    case .proliferationRate: "the dose at which the number of cells stays as it is"
    }
  }

  /// The response on an axis.
  package var axisWords: String {
    switch self {
    case .viability: "Viability relative to vehicle"
    case .growthRate: "GR value"
    case .proliferationRate: "Doublings per hour"
    }
  }
}

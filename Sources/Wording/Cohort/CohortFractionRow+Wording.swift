package import CohortStatistics
package import Results
package import TumorModel

extension CohortFractionRow {
  /// What the reads say of the fraction, in one sentence; `nil` without an interval, and for strict
  /// absence where even all patients remain possible.
  package var sentence: String? {
    guard let interval, let identification else { return nil }
    if isStrictAbsence {
      guard interval.upper < 0.995 else { return nil }
      return "No cell at all: at most \(Wording.percent(interval.upper)); reads cannot give a "
        + "lower limit."
    }
    let people = Wording.count(patients, "patient")
    let claim =
      "less than \(Wording.exactPercent(threshold)) of the sampled primary's tumour cells "
      + "carried the mutation"
    let (low, high) = (Wording.lowerLimit(interval.lower), Wording.upperLimit(interval.upper))
    switch identification {
    case .none:
      return "Not identified: the primaries of \(people) fit every fraction from none to all of "
        + "patients in whom \(claim)."
    case .hardly:
      return "Hardly identified: the primaries of \(people) fit anything from \(low) to \(high) of "
        + "patients in whom \(claim)."
    case .lowerLimit: return "In at least \(low) of \(people) \(claim) (95 %)."
    case .upperLimit: return "In at most \(high) of \(people) \(claim) (95 %)."
    case .bothLimits:
      return
        "In an estimated \(estimateWords ?? "part") of patients like these \(patients) \(claim) "
        + "(95 % interval \(low) to \(high))."
    }
  }

  /// One number where the best fractions lie close together, else their range.
  private var estimateWords: String? {
    guard let bestLow, let bestHigh else { return nil }
    guard bestHigh - bestLow >= 0.1 else { return Wording.percent(0.5 * (bestLow + bestHigh)) }
    return "\(Int((100 * bestLow).rounded())) to \(Wording.percent(bestHigh))"
  }

  /// How much the reads are worth.
  package var effectivePatientsSentence: String? {
    guard let effective else { return nil }
    let worth = (10 * effective).rounded() / 10
    return "These speak like \(Wording.number(worth)) \(worth == 1 ? "patient" : "patients") with "
      + "clear reads."
  }

  /// What the patients without reads could change; `nil` for rows about something else.
  package var missingSentence: String? {
    guard varied == .missing, let interval else { return nil }
    let claim = "less than \(Wording.exactPercent(threshold)) of the cells carried the mutation"
    let range = "\(Wording.percent(interval.lower)) to \(Wording.percent(interval.upper))"
    guard withoutReads > 1 else {
      return "1 more has no primary that covers the gene: whether or not \(claim), the limits stay "
        + "within \(range)."
    }
    let more = "\(Wording.grouped(withoutReads)) more have no primary that covers the gene"
    return "\(more): if \(claim) in none or in all of them, the limits would be \(range)."
  }

  /// What holds under every assumption tried, or without any one patient; `nil` for other rows.
  package var rangeSentence: String? {
    guard let interval else { return nil }
    let range = "\(Wording.percent(interval.lower)) to \(Wording.percent(interval.upper))"
    return switch varied {
    case .union: "Whatever the purity and error: \(range)."
    case .leaveOneOut: "Without any one of the patients: \(range)."
    case .assumption, .missing, nil: nil
    }
  }

  /// The lower purity's own limits, on which a lower limit leans most; `nil` for other rows.
  package var lowerPuritySentence: String? {
    guard varied == .assumption(.lowerPurity), let interval else { return nil }
    return "If every purity were 0.1 lower: \(Wording.percent(interval.lower)) to "
      + "\(Wording.percent(interval.upper))."
  }
}

extension CurveAssumption {
  /// The change in a few words.
  package var words: String {
    switch self {
    case .lowerPurity: "purity lower by 0.1"
    case .higherPurity: "purity higher by 0.1"
    case .higherErrorRate: "error rate times 3"
    case .lowerErrorRate: "error rate divided by 3"
    case .unknownCopyNumber: "copy number not known"
    }
  }
}

extension CellFractionError {
  /// The reason in words, without a full stop.
  package var words: String {
    switch self {
    case .invalidGrid: "the grid of cancer cell fractions does not ascend from 0 to 1"
    case .curveOfOtherGrid: "a likelihood curve has other grid points than the cohort"
    case .invalidLikelihood(let point):
      "a likelihood at grid point \(point + 1) is negative, infinite or not a number"
    case .impossibleReads: "reads that no cancer cell fraction explains"
    case .invalidWeight: "a patient's weight is negative or not finite"
    case .invalidThreshold(let threshold):
      "a threshold of \(Wording.number(threshold)) does not lie between 0 and 1"
    case .invalidLevel: "a confidence that does not lie between 0 and 1"
    case .notConverged(let gap, let iterations):
      "the fit did not converge: \(Wording.number(gap)) nats from the optimum after "
        + Wording.count(iterations, "iteration")
    }
  }
}

extension Wording {
  /// A limit that leaves something below it: one that rounds to all is told to a tenth, rounded down.
  static func lowerLimit(_ share: Double) -> String {
    share >= 0.995 && share < 1
      ? percent(share, decimals: 1, rounding: .down) : percent(share)
  }

  /// A limit that leaves something above it: one that rounds to none is told to a tenth, rounded up.
  static func upperLimit(_ share: Double) -> String {
    share > 0 && share < 0.005 ? percent(share, decimals: 1, rounding: .up) : percent(share)
  }

  /// A share as `43 %` or `2.5 %`, whatever digits it has.
  static func exactPercent(_ share: Double) -> String {
    "\(number((1e6 * share).rounded() / 1e4)) %"
  }
}

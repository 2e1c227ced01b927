package import Results

/// Whether drugs do more together than models of drugs that do not interact expect, in words.
package enum CombinationAnswer {
  /// What is asked.
  ///
  /// - Parameter pairs: The pairs of drugs, each of two names.
  package static func question(_ pairs: [[String]]) -> String {
    pairs.count == 1
      ? "Do \(Wording.list(pairs[0])) together have more effect than expected?"
      : "Do two drugs together have more effect than expected?"
  }

  /// The answer of each model that expects something, without a choice among them.
  ///
  /// - Parameter rows: The quantities of all pairs of drugs on all cells.
  package static func answer(_ rows: [CombinationRow]) -> String {
    let models = excesses.compactMap {
      quantity, name -> (name: String, values: [IntervalFields])? in
      let values = rows.filter { $0.quantity == quantity }.map(\.value)
      return values.isEmpty ? nil : (name, values)
    }
    guard !models.isEmpty else { return "No model could be fitted." }
    if models.allSatisfy({ $0.values.count == 1 }) {
      let groups = Verdict.allCases.compactMap { verdict -> String? in
        let names = models.filter { Verdict($0.values[0]) == verdict }.map { model in
          verdict == .undetermined
            ? model.name
            : "\(model.name) \(ResponseWording.excess(model.values[0]))"
        }
        return names.isEmpty ? nil : "\(verdict.words) \(Wording.list(names))"
      }
      return "Mean excess of effect, with 95 % intervals: \(groups.joined(separator: "; "))."
    }
    return "Combinations with a mean excess of effect whose interval excludes 0: "
      + models.map { model in
        let verdicts = model.values.map(Verdict.init)
        return "\(model.name) above 0 in \(verdicts.count { $0 == .above }), below 0 in "
          + "\(verdicts.count { $0 == .below }) of \(verdicts.count)"
      }.joined(separator: "; ") + "."
  }

  private static let excesses: [(CombinationQuantity, String)] = [
    (.bliss, "Bliss"), (.highestSingleAgent, "highest single agent"), (.loewe, "Loewe"),
    (.zeroInteractionPotency, "ZIP"),
  ]

  private enum Verdict: CaseIterable {
    case above, below, open, undetermined

    init(_ value: IntervalFields) {
      self =
        if value.value == nil {
          .undetermined
        } else if let low = value.low, low > 0 {
          .above
        } else if let high = value.high, high < 0 {
          .below
        } else {
          .open
        }
    }

    var words: String {
      switch self {
      case .above: "above 0 by"
      case .below: "below 0 by"
      case .open: "not shown to differ from 0 by"
      case .undetermined: "not determined by"
      }
    }
  }
}

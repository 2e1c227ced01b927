import ClonalEvolution
package import Results
import TumorModel

/// Words a call's explanation, as the model that made the call stored it.
package struct ExplanationWording {
  let row: OriginRow
  let pair: PairRow?
  let assumptions: [AssumptionRow]
  let purities: [PuritySolutionRow]
  let threshold: Double

  /// Takes the rows of one call.
  ///
  /// - Parameters:
  ///   - row: The call.
  ///   - pair: Its pair of samples; `nil` where it is not known.
  ///   - assumptions: The patient's rows of `sensitivity.tsv`; those of other calls are left out.
  ///   - purities: The patient's rows of `purity_solutions.tsv`; those of other samples are left out.
  ///   - threshold: c*, the fraction that an acquired call excludes earlier, 0 to 1.
  package init(
    row: OriginRow, pair: PairRow?, assumptions: [AssumptionRow], purities: [PuritySolutionRow],
    threshold: Double
  ) {
    self.row = row
    self.pair = pair
    self.threshold = threshold
    let variant = row.variant
    self.assumptions = assumptions.filter {
      $0.variant == variant && $0.earlierSample == row.earlierSample
        && $0.laterSample == row.laterSample
    }
    let samples = [row.earlierSample.id, row.laterSample]
    self.purities = purities.filter { samples.contains($0.sample) }
  }

  /// The explanation.
  package var text: ExplanationText {
    var text = ExplanationText()
    text.answer = [answer]
    text.numbers = numbers
    text.change = change
    text.details = details
    return text
  }

  var earlier: String { row.earlierSample.words }
  var later: String { row.laterSample }

  // MARK: The answer

  private var answer: String {
    let (earlier, later) = (earlier, later)
    switch row.call {
    case .acquired:
      return
        "Acquired: present in \(later), and a clone of \(Wording.number(threshold)) or more of "
        + "the tumour cells is excluded in the sampled tissue of \(earlier)."
    case .preexistingSubclonal:
      return "Pre-existing, sub-clonal: some tumour cells in the sampled tissue of \(earlier) had "
        + "it\(fraction(row.earlier)), and it is in \(later)."
    case .preexistingClonal:
      return
        "Pre-existing, clonal: all tumour cells in the sampled tissue of \(earlier) had it, and "
        + "it is in \(later)."
    case .preexisting:
      return
        "Pre-existing: it was in the sampled tissue of \(earlier)\(fraction(row.earlier)), and "
        + "it is in \(later); whether all or some tumour cells had it is unclear."
    case .lost:
      return
        "Lost: it was in the sampled tissue of \(earlier)\(fraction(row.earlier)), and is not in "
        + "that of \(later)."
    case .artefact:
      return "Artefact: errors explain the reads better than a clone in \(earlier) or \(later)."
    case .absentFromBoth:
      return
        "In neither: the sampled tissue of \(earlier) and of \(later) does not show it; another "
        + "sample of the patient, or a list of sites, names it."
    case .indeterminate: return indeterminate
    }
  }

  private var indeterminate: String {
    if !problems.isEmpty {
      let words = problems.map { "\($0.sample) says nothing about it: \($0.problem.words)" }
      return "Indeterminate: \(words.joined(separator: "; "))."
    }
    if row.reason == .underpowered {
      let (side, sample) = isLaterWeak ? ("later", later) : ("earlier", earlier)
      return
        "Indeterminate: the \(side) sample, \(sample), is too shallow or too impure: a clone in "
        + "25 % of its tumour cells would be missed in more than one case in five."
    }
    return "Indeterminate. " + (row.reason?.sentence ?? "No reason is given.")
  }

  /// The samples that say nothing, and why.
  ///
  /// What holds for the locus in every sample is told once, of the earlier one.
  var problems: [(sample: String, problem: AssessabilityProblem)] {
    guard row.reason == .notAssessable || row.call == .absentFromBoth else { return [] }
    var problems: [(sample: String, problem: AssessabilityProblem)] = []
    if let problem = row.explanation.earlierProblem {
      problems.append(
        (row.earlierSample.isJoint ? earlier : "the earlier sample \(earlier)", problem))
    }
    if let problem = row.explanation.laterProblem,
      problem != row.explanation.earlierProblem || problem.isSettledByReads
        || problem == .noTumorCopies
    {
      problems.append(("the later sample \(later)", problem))
    }
    return problems
  }

  /// Whether it is the later sample that lacks the power.
  var isLaterWeak: Bool {
    guard row.reason == .underpowered, let power = row.later.detectionPower,
      power < OriginGate.power
    else { return false }
    return (row.earlier.detectionPower ?? 0) >= OriginGate.power || (row.earlier.alternate ?? 0) > 0
  }

  private func fraction(_ side: OriginRow.Side) -> String {
    guard side.cellFraction != nil else { return "" }
    return " (cancer cell fraction \(side.fractionWords))"
  }

  // MARK: The numbers

  private var numbers: [String] { [readsLine, probabilityLine] + powerLine }

  private var readsLine: String {
    guard row.earlier.depth != nil else {
      return "Reads in \(earlier): not counted"
        + (row.explanation.earlierProblem.map { " (\($0.words))" } ?? "") + "."
    }
    var words = "Reads with the mutation in \(earlier): \(row.earlier.readsWords)"
    if let low = row.explanation.expectedReadsLow, let high = row.explanation.expectedReadsHigh {
      words +=
        "; about \(Wording.reads(expected: low, high)) expected if all tumour cells carried it"
    }
    return words + "."
  }

  private var probabilityLine: String {
    guard let p = row.probabilities else {
      return "No probability is given without evidence from both samples."
    }
    let before = p.preexistingSubclonal + p.preexistingClonal
    let values =
      switch row.call {
      case .acquired: "P(acquired) \(Wording.number(p.acquired))"
      case .preexistingSubclonal:
        "P(pre-existing, sub-clonal) \(Wording.number(p.preexistingSubclonal)); P(acquired) "
          + Wording.number(p.acquired)
      case .preexistingClonal:
        "P(pre-existing, clonal) \(Wording.number(p.preexistingClonal)); P(acquired) "
          + Wording.number(p.acquired)
      case .preexisting:
        "P(pre-existing) \(Wording.number(before)): sub-clonal "
          + "\(Wording.number(p.preexistingSubclonal)), clonal "
          + "\(Wording.number(p.preexistingClonal)); P(acquired) \(Wording.number(p.acquired))"
      case .lost: "P(lost) \(Wording.number(p.lost))"
      case .artefact, .absentFromBoth: "P(in neither sample) \(Wording.number(p.artefact))"
      case .indeterminate:
        "P(acquired) \(Wording.number(p.acquired)); P(pre-existing) \(Wording.number(before)); "
          + "P(lost) \(Wording.number(p.lost)); P(in neither) \(Wording.number(p.artefact))"
      }
    return values + "."
  }

  private var powerLine: [String] {
    let isLater = row.call == .lost || isLaterWeak
    let (side, name) = isLater ? (row.later, later) : (row.earlier, earlier)
    guard let power = side.detectionPower else { return [] }
    let limit =
      side.limitOfDetection.map {
        "the smallest clone detected with 95 % power is \(Wording.number($0))"
      } ?? "even a clonal mutation would be missed in more than 5 % of cases"
    return [
      "Power to detect a clone of 0.25 in \(name): \(Wording.number(power)); \(limit)."
    ]
  }
}

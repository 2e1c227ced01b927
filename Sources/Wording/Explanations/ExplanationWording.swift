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
  let posterior: [PosteriorRow]
  /// Where the prior of the origins comes from.
  let prior: PriorBasis

  /// Takes the rows of one call.
  ///
  /// - Parameters:
  ///   - row: The call.
  ///   - pair: Its pair of samples; `nil` where it is not known.
  ///   - assumptions: The patient's rows of `sensitivity.tsv`; those of other calls are left out.
  ///   - purities: The patient's rows of `purity_solutions.tsv`; those of other samples are left out.
  ///   - threshold: c*, the fraction that an acquired call excludes earlier, 0 to 1.
  ///   - posterior: The patient's rows of `posteriors.tsv`; those of other calls are left out.
  ///   - prior: Where the prior of the origins comes from.
  package init(
    row: OriginRow, pair: PairRow?, assumptions: [AssumptionRow], purities: [PuritySolutionRow],
    threshold: Double, posterior: [PosteriorRow] = [], prior: PriorBasis = PriorBasis()
  ) {
    self.row = row
    self.prior = prior
    self.pair = pair
    self.threshold = threshold
    let variant = row.variant
    self.assumptions = assumptions.filter {
      $0.variant == variant && $0.earlierSample == row.earlierSample
        && $0.laterSample == row.laterSample
    }
    self.posterior = posterior.filter {
      $0.variant == variant && $0.earlierSample == row.earlierSample
        && $0.laterSample == row.laterSample
    }
    let samples = [row.earlierSample.id, row.laterSample.id]
    self.purities = purities.filter { samples.contains($0.sample) }
  }

  /// The explanation.
  package var text: ExplanationText {
    var text = ExplanationText()
    text.answer = [answer]
    text.numbers = numbers
    text.brief = brief
    text.basis = basis
    text.change = change
    text.details = details
    return text
  }

  var earlier: String { row.earlierSample.words(.earlier) }
  var later: String { row.laterSample.words(.later) }
  /// Where a mutation is that is present later: several samples together need not all have it.
  private var presentLater: String { row.laterSample.id ?? "at least one of the later samples" }

  // MARK: The answer

  private var answer: String {
    let (earlier, later) = (earlier, later)
    switch row.call {
    case .acquired:
      return
        "Acquired: present in \(presentLater), and a clone of \(Wording.exactPercent(threshold)) or more of "
        + "the tumour cells is excluded in the sampled tissue of \(earlier)"
        + (row.explanation.isShownElsewhere == true
          ? ". Another sample of that time shows it: the tumour as a whole had it." : ".")
    case .preexistingSubclonal:
      return "Pre-existing, sub-clonal: some tumour cells in the sampled tissue of \(earlier) had "
        + "it\(earlierFraction), and it is in \(presentLater)."
    case .preexistingClonal:
      return
        "Pre-existing, clonal: all tumour cells in the sampled tissue of \(earlier) had it, and "
        + "it is in \(presentLater)."
    case .preexisting:
      return
        "Pre-existing: it was in the sampled tissue of \(earlier)\(earlierFraction), and "
        + "it is in \(presentLater); whether all or some tumour cells had it is unclear."
    case .lost:
      return
        "Lost: it was in the sampled tissue of \(earlier)\(earlierFraction), and is not in "
        + "that of \(later)."
    case .artefact:
      return "Artefact: errors explain the reads better than a clone in \(earlier) or \(later)."
    case .absentFromBoth:
      return
        "In neither: the sampled tissue of \(earlier) and of \(later) does not show it"
        + (row.explanation.isShownElsewhere == true
          ? "; another sample of the patient does." : ", nor does any other sample of the patient.")
    case .germline:
      return "Germline: the patient's normal sample shows it as an inherited variant."
    case .indeterminate: return indeterminate
    }
  }

  private var indeterminate: String {
    if !problems.isEmpty {
      let words = problems.map { found in
        found.sample.map { "\($0) says nothing about it: \(found.problem.words)" }
          ?? found.problem.words
      }
      return "Indeterminate: \(words.joined(separator: "; "))."
    }
    if row.reason == .underpowered {
      let (side, sample) =
        isLaterWeak ? (PairSide.later, row.laterSample) : (.earlier, row.earlierSample)
      let weak =
        sample.id.map { "the \(side.rawValue) sample, \($0), is" } ?? "\(sample.words(side)) are"
      return
        "Indeterminate: \(weak) too shallow or too impure: a clone in "
        + "\(GateWords.clone) of the tumour cells would be missed in more than "
        + "\(GateWords.missed) of cases."
    }
    return "Indeterminate. " + (row.reason?.sentence ?? "No reason is given.")
  }

  /// What says nothing, and why: the samples, or no sample where the cause is the locus itself.
  var problems: [(sample: String?, problem: AssessabilityProblem)] {
    guard row.reason == .notAssessable || row.call == .absentFromBoth else { return [] }
    let (first, second) = (row.explanation.earlierProblem, row.explanation.laterProblem)
    if let cause = [first, second].compactMap({ $0 }).first(where: \.isOfLocus) {
      return [(nil, cause)]
    }
    var problems: [(sample: String?, problem: AssessabilityProblem)] = []
    func named(_ sample: ComparedSample, _ side: PairSide) -> String {
      sample.id.map { "the \(side.rawValue) sample \($0)" } ?? sample.words(side)
    }
    if let first { problems.append((named(row.earlierSample, .earlier), first)) }
    if let second { problems.append((named(row.laterSample, .later), second)) }
    return problems
  }

  /// Whether it is the later sample that lacks the power.
  var isLaterWeak: Bool { row.explanation.weakSide == .later }

  /// The earlier cancer cell fraction if the mutation was there: its median and 90 % interval, as in
  /// `origins.tsv`.
  var fractionIfPresent: (median: Double, low: Double, high: Double)? {
    guard let median = row.earlier.cellFraction, let low = row.earlier.cellFractionLow,
      let high = row.earlier.cellFractionHigh
    else { return nil }
    return (median, low, high)
  }

  /// The fraction of a call by which the mutation was there.
  private var earlierFraction: String {
    guard let found = fractionIfPresent else { return "" }
    let words = " (cancer cell fraction \(Wording.number(found.median))"
    // An interval from 0 says that presence is not certain, which the call says better.
    guard found.low > 0 else { return words + ")" }
    return words + ", 90 % interval given presence \(Wording.range(found.low, found.high)))"
  }

  // MARK: What is open

  /// The samples in which the posterior leaves open whether the mutation is there, the more open one
  /// first: by the smaller of P(present) and P(absent). At least one, where there is a posterior.
  var openSides: [PairSide] {
    guard let p = row.probabilities else { return [] }
    let both = p.preexistingSubclonal + p.preexistingClonal
    func doubt(_ present: Double) -> Double { min(present, 1 - present) }
    let doubts = [(PairSide.earlier, doubt(both + p.lost)), (.later, doubt(both + p.acquired))]
    let sorted = doubts.sorted { $0.1 > $1.1 }
    let open = sorted.filter { $0.1 > 1 - OriginGate.presence }
    return (open.isEmpty ? Array(sorted.prefix(1)) : open).map(\.0)
  }

  // MARK: The numbers

  private var numbers: [String] {
    func joined(_ parts: [String?]) -> [String] {
      let words = parts.compactMap { $0 }.joined(separator: " ")
      return words.isEmpty ? [] : [words]
    }
    return [readsLine] + contradictions + joined([probabilitySentence, probabilityBasis])
      + joined([powerSentence, exclusionBelowLimit])
  }

  private var brief: [String] {
    [readsLine] + contradictions + [probabilitySentence] + [powerSentence].compactMap { $0 }
  }

  private var basis: [String] { [probabilityBasis, exclusionBelowLimit].compactMap { $0 } }

  /// Samples whose segments leave no copy of the locus while their reads show the mutation, by the
  /// usual rule of callers: one of the two is wrong.
  private var contradictions: [String] {
    let rule = OriginParameters().callerRule
    let sides: [(String?, OriginRow.Side)] = [
      (row.earlierSample.id, row.earlier), (row.laterSample.id, row.later),
    ]
    return sides.compactMap { sample, side in
      guard let sample, side.majorCopies == 0, side.minorCopies ?? 0 == 0,
        let alternate = side.alternate, let depth = side.depth, depth > 0,
        alternate >= rule.minimumAlternate,
        Double(alternate) / Double(depth) >= rule.minimumFrequency
      else { return nil }
      return
        "Segments and reads of \(sample) contradict each other: the segments leave its tumour cells no "
        + "copy of the locus, yet \(side.readsWords) reads have the mutation."
    }
  }

  private var readsLine: String {
    let counted = row.later.depth != nil
    let laterWords =
      counted
      ? row.later.readsWords
      : "not counted" + unlessOfLocus(row.explanation.laterProblem)
    guard row.earlier.depth != nil else {
      return "Reads with the mutation in \(earlier): not counted"
        + unlessOfLocus(row.explanation.earlierProblem) + "; in \(later): \(laterWords)."
    }
    var words = "Reads with the mutation in \(earlier): \(row.earlier.readsWords)"
    if let low = row.explanation.expectedReadsLow, let high = row.explanation.expectedReadsHigh {
      words +=
        " (about \(Wording.reads(expected: low, high)) expected if all tumour cells carried it)"
    }
    return words + "; in \(later): \(laterWords)."
  }

  /// Why a sample's reads were not counted; a cause in the locus is told by the answer.
  private func unlessOfLocus(_ problem: AssessabilityProblem?) -> String {
    guard let problem, !problem.isOfLocus else { return "" }
    return " (\(problem.words))"
  }

  private var probabilitySentence: String {
    guard let p = row.probabilities else {
      return "No probability is given without evidence from both samples."
    }
    let before = p.preexistingSubclonal + p.preexistingClonal
    func named(_ name: String, _ value: Double) -> String {
      "P(\(name)) \(Wording.probability(value))"
    }
    let acquired = named("acquired", p.acquired)
    let values: [String]
    switch row.call {
    case .acquired:
      guard let above = row.earlierAboveThreshold else { return acquired + "." }
      return "\(acquired); \(aboveName) \(Wording.probability(above))."
    case .preexistingSubclonal:
      values = [named("pre-existing, sub-clonal", p.preexistingSubclonal), acquired]
    case .preexistingClonal:
      values = [named("pre-existing, clonal", p.preexistingClonal), acquired]
    case .preexisting:
      values = [
        "\(named("pre-existing", before)): sub-clonal \(Wording.probability(p.preexistingSubclonal)), "
          + "clonal \(Wording.probability(p.preexistingClonal))", acquired,
      ]
    case .lost: values = [named("lost", p.lost)]
    case .artefact, .absentFromBoth: values = [named("in neither sample", p.artefact)]
    case .germline: values = [named("inherited", p.germline)]
    case .indeterminate:
      // What is all but excluded says nothing of the doubt.
      values = [
        ("acquired", p.acquired), ("pre-existing", before), ("lost", p.lost),
        ("in neither", p.artefact),
      ].filter { $0.1 >= Self.leastTold }.map(named)
    }
    return values.joined(separator: "; ") + "."
  }

  /// What the probabilities of an acquired call rest on, beside its reads.
  private var probabilityBasis: String? {
    guard row.call == .acquired, row.probabilities != nil, row.earlierAboveThreshold != nil else {
      return nil
    }
    return "They rest on "
      + prior.words(
        otherMutations: max(0, (pair?.assessed ?? 0) - 1),
        otherPatients: row.explanation.priorPatients) + "."
  }

  /// Probabilities of an open call below this are not told.
  private static let leastTold = 0.005

  /// P(CCF >= c*) in words.
  var aboveName: String { "P(CCF >= \(Wording.exact(threshold)) in \(earlier))" }

  private var powerSentence: String? {
    let isLater =
      row.call == .lost || isLaterWeak
      || (row.reason == .conflicting && openSides.first == .later)
    let (side, name) = isLater ? (row.later, later) : (row.earlier, earlier)
    guard let power = side.detectionPower else { return nil }
    let limit =
      side.limitOfDetection.map {
        "the smallest clone detected with \(GateWords.limitPower) power is \(Self.limit($0))"
      } ?? "even a clonal mutation would be missed in more than \(GateWords.missedAtLimit) of cases"
    return
      "By reads alone: power to detect a clone of \(GateWords.clone) in "
      + "\(name) \(Wording.probability(power)); \(limit)."
  }

  /// A limit of detection as a share of the tumour cells, with three significant digits or fewer.
  private static func limit(_ fraction: Double) -> String {
    let scale: Double = fraction < 0.01 ? 100_000 : 1000
    return Wording.exactPercent((fraction * scale).rounded() / scale)
  }

  /// What an acquired call excludes below the reads' limit, as a sentence to follow it; `nil` where
  /// the reads reach c*.
  private var exclusionBelowLimit: String? {
    guard row.call == .acquired, row.earlier.detectionPower != nil,
      let limit = row.earlier.limitOfDetection, limit > threshold
    else { return nil }
    let clones = "clones between \(Wording.exactPercent(threshold)) and \(Self.limit(limit))"
    return "The exclusion of \(clones) also rests on the prior: how seldom a mutation of the "
      + "later sample is so small a clone in \(earlier)."
  }
}

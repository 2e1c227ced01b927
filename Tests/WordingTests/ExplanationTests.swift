import Testing
import TumorModel

@testable import Results
@testable import Wording

@Suite("Explanations")
struct ExplanationTests {
  private static func row(
    _ call: OriginLabel, _ reason: IndeterminateReason? = nil
  ) -> OriginRow {
    var row = OriginRow()
    (row.patient, row.gene, row.proteinChange) = ("P1", "ERBB2", "p.L755S")
    row.chromosome = Chromosome("17") ?? .unplaced
    (row.position, row.reference, row.alternate) = (37_880_220, Allele("T"), Allele("C"))
    (row.earlierSample, row.laterSample) = (.sample("A"), .sample("B"))
    (row.earlier.depth, row.earlier.alternate) = (120, 0)
    (row.later.depth, row.later.alternate) = (150, 60)
    (row.earlier.purity, row.earlier.detectionPower, row.earlier.limitOfDetection) = (
      0.5, 0.99, 0.12
    )
    row.later.detectionPower = 0.99
    row.probabilities = OriginProbabilities(
      acquired: 0.6, preexistingSubclonal: 0.2, preexistingClonal: 0.1, lost: 0.04, artefact: 0.06)
    row.earlierAboveThreshold = 0.02
    row.earlierUpperBound = 0.3
    (row.call, row.reason) = (call, reason)
    (row.explanation.expectedReadsLow, row.explanation.expectedReadsHigh) = (28, 28.3)
    row.explanation.depthForQuarter = .reads(400)
    row.explanation.depthForThreshold = .unattainable
    return row
  }

  private func text(
    _ row: OriginRow, assumptions: [AssumptionRow] = [], purities: [PuritySolutionRow] = []
  ) -> ExplanationText {
    ExplanationWording(
      row: row, pair: nil, assumptions: assumptions, purities: purities, threshold: 0.05
    ).text
  }

  private func all(_ text: ExplanationText) -> String {
    (text.answer + text.numbers + text.change + text.details).joined(separator: "\n")
  }

  @Test func `an answer is one sentence and rests on three numbers`() {
    for call in OriginLabel.allCases {
      let text = text(Self.row(call, call == .indeterminate ? .conflicting : nil))
      #expect(text.answer.count == 1)
      #expect(text.numbers.count == 3)
    }
    let acquired = text(Self.row(.acquired))
    #expect(
      acquired.numbers == [
        "Reads with the mutation in A: 0 of 120 (about 28 expected if all tumour cells carried it); in "
          + "B: 60 of 150.",
        "P(acquired) 0.6; P(CCF >= 0.05 in A) 0.02. They rest on the reads and the default prior.",
        "By reads alone: power to detect a clone of 25 % in A 0.99; the smallest clone detected with "
          + "95 % power is 12 %. The exclusion of clones between 5 % and 12 % also rests on the prior: "
          + "how seldom a mutation of the later sample is so small a clone in A.",
      ])
    // Reads that reach the threshold need no such words.
    var clear = Self.row(.acquired)
    clear.earlier.limitOfDetection = 0.04
    #expect(self.text(clear).numbers[2].hasSuffix("95 % power is 4 %."))
  }

  @Test func `what a call rests on is what the analysis used`() {
    func words(_ assessed: Int, _ prior: PriorBasis, others: Int? = nil) -> String {
      var (row, pair) = (Self.row(.acquired), PairRow())
      (row.explanation.priorPatients, pair.assessed) = (others, assessed)
      return ExplanationWording(
        row: row, pair: pair, assumptions: [], purities: [], threshold: 0.05,
        prior: prior
      ).text.numbers[1]
    }
    let learnt = PriorBasis(isLearnt: true, patients: 12)
    // The patient's own mutations are left out of the prior.
    #expect(
      words(24, learnt, others: 11).hasSuffix(
        "They rest on the reads, 23 other mutations of the pair and a prior learnt from 11 other "
          + "patients of the study."))
    #expect(
      words(1, learnt).hasSuffix(
        "They rest on the reads and a prior learnt from the other patients of the study."))
    #expect(words(1, PriorBasis(patients: 1)).hasSuffix("the reads and the default prior."))
    #expect(
      words(2, PriorBasis()).hasSuffix(
        "They rest on the reads, 1 other mutation of the pair and the default prior."))
    #expect(words(1, PriorBasis()).hasSuffix("They rest on the reads and the default prior."))
    let standard = PriorBasis(isLearnt: false, patients: 12)
    #expect(words(24, standard).hasSuffix("They rest on the reads and the default prior."))
  }

  @Test func `an extreme threshold is written as it was chosen`() {
    for (threshold, share) in [(0.9999, "99.99 %"), (0.0001, "0.01 %"), (0.05, "5 %")] {
      let text = ExplanationWording(
        row: Self.row(.acquired), pair: nil, assumptions: [], purities: [], threshold: threshold
      ).text
      #expect(text.answer[0].contains("a clone of \(share) or more of"))
      #expect(text.numbers[1].contains("P(CCF >= \(threshold) in A)"))
    }
  }

  @Test func `segments without a copy beside mutated reads are told`() {
    var row = Self.row(.indeterminate, .notAssessable)
    (row.later.majorCopies, row.later.minorCopies) = (0, 0)
    (row.later.alternate, row.later.depth) = (30, 100)
    let words = "Segments and reads of B contradict each other"
    #expect(text(row).numbers.contains { $0.hasPrefix(words) && $0.contains("30 of 100 reads") })
    // A read or two are errors, and a copy carries them.
    (row.later.alternate, row.later.depth) = (2, 100)
    #expect(!all(text(row)).contains("contradict"))
    (row.later.alternate, row.later.majorCopies) = (30, 1)
    #expect(!all(text(row)).contains("contradict"))
  }

  @Test func `a conditional bound does not stand beside excluded`() {
    let acquired = all(text(Self.row(.acquired)))
    #expect(acquired.contains("is excluded"))
    #expect(!acquired.contains("at most 0.3 of the tumour cells"))
    // A bound by another prior than the call's would contradict its probabilities.
    #expect(!all(text(Self.row(.indeterminate, .conflicting))).contains("bound"))
  }

  @Test func `the fraction given presence is that of the table`() {
    var open = Self.row(.indeterminate, .conflicting)
    #expect(!text(open).details.joined().contains("If it was present"))
    (open.earlier.cellFraction, open.earlier.cellFractionLow, open.earlier.cellFractionHigh) = (
      0.5, 0.23, 1
    )
    #expect(
      text(open).details.contains(
        "If it was present in A, its cancer cell fraction was 0.5 (90 % interval given presence 0.23 to "
          + "1)."))
  }

  @Test func `no interval of a pre-existing call begins at absence`() {
    var row = Self.row(.preexistingSubclonal)
    (row.earlier.cellFraction, row.earlier.cellFractionLow, row.earlier.cellFractionHigh) = (
      0.218, 0, 0.391
    )
    #expect(text(row).answer[0].contains("had it (cancer cell fraction 0.218), and"))
    row.earlier.cellFractionLow = 0.1
    #expect(text(row).answer[0].contains("0.218, 90 % interval given presence 0.1 to 0.391)"))
  }

  @Test func `several later samples need not all have a mutation that is present later`() {
    var row = Self.row(.acquired, nil)
    row.laterSample = .joint
    #expect(text(row).answer[0].contains("present in at least one of the later samples, and"))
    row.call = .preexisting
    #expect(text(row).answer[0].contains("it is in at least one of the later samples; whether"))
  }

  @Test func `advice speaks of the sample whose evidence is open`() {
    var row = Self.row(.indeterminate, .conflicting)
    // It was there; whether it still is, is open.
    row.probabilities = OriginProbabilities(
      acquired: 0.0001, preexistingSubclonal: 0.6, preexistingClonal: 0.063, lost: 0.3368,
      artefact: 0.0001)
    var text = text(row)
    #expect(
      text.change == [
        "The doubt is whether the mutation is in B: more reads of B, or another piece of that tumour, "
          + "could tell."
      ])
    #expect(text.numbers[1] == "P(pre-existing) 0.663; P(lost) 0.337.")
    #expect(text.numbers[2].contains("25 % in B"))
    // It is there; whether it was, is open.
    row.probabilities = OriginProbabilities(
      acquired: 0.5, preexistingSubclonal: 0.4, preexistingClonal: 0.1, lost: 0, artefact: 0)
    row.explanation.depthForThreshold = .reads(900)
    text = self.text(row)
    #expect(
      text.change == [
        "The doubt is whether A had the mutation: more reads of A, or another piece of the earlier "
          + "tumour, could tell. To show a clone of 5 % in A with 95 % power, 900 reads are needed; it "
          + "has 120."
      ])
    for met in [DepthNeeded.reads(44), .reads(120)] {
      row.explanation.depthForThreshold = met
      #expect(!self.text(row).change.joined().contains("needed"), "it has them")
    }
    row.explanation.depthForThreshold = .unattainable
    #expect(self.text(row).change[0].contains("No depth of A shows a clone of 5 %"))
    #expect(!self.text(row).change[0].contains("more reads"))
  }

  @Test func `what holds of the locus is not said of a sample`() {
    for problem in AssessabilityProblem.allCases {
      var row = Self.row(.indeterminate, .notAssessable)
      row.probabilities = nil
      (row.explanation.earlierProblem, row.explanation.laterProblem) = (problem, problem)
      let answer = text(row).answer[0]
      #expect(answer.contains("says nothing") != problem.isOfLocus, "\(problem)")
      #expect(answer.contains("earlier sample A") != problem.isOfLocus, "\(problem)")
      #expect(answer.contains("later sample B") != problem.isOfLocus, "\(problem)")
    }
  }

  @Test func `a probability of a model is neither 0 nor 1`() {
    #expect(Wording.probability(1) == "above 0.999")
    #expect(Wording.probability(0) == "below 0.0005")
    #expect(Wording.probability(0.12345) == "0.123")
    #expect(Wording.probabilities(0, 0.0001) == "below 0.0005")
    #expect(Wording.probabilities(0, 0.3) == "at most 0.3")
    #expect(Wording.probabilities(0.3, 1) == "at least 0.3")
    #expect(Wording.probabilities(0.1, 0.3) == "0.1 to 0.3")
  }

  @Test(
    arguments: Set(AssessabilityProblem.allCases).subtracting(CallWordingTests.settledByReads))
  func `what reads cannot settle is not to be sequenced`(problem: AssessabilityProblem) {
    var row = Self.row(.indeterminate, .notAssessable)
    row.probabilities = nil
    row.explanation.earlierProblem = problem
    row.explanation.laterProblem = problem
    let text = text(row)
    #expect(text.answer[0].contains(problem.words))
    #expect(!text.change.isEmpty)
    let words = all(text)
    for advice in [
      "are needed", "Deeper", "deeper", "re-sequence", "would make the call assessable.",
    ] {
      #expect(problem == .sexNotRecorded || !words.contains(advice), "\(advice)")
    }
    #expect(!words.contains("400 reads"))
  }

  @Test func `a later sample without counts is said to be the later one`() {
    var row = Self.row(.indeterminate, .notAssessable)
    (row.later.depth, row.later.alternate, row.later.missing) = (nil, nil, .withoutCounts)
    row.explanation.laterProblem = .withoutCounts
    let text = text(row)
    #expect(
      text.answer == [
        "Indeterminate: the later sample B says nothing about it: the mutation is listed without "
          + "read counts."
      ])
    #expect(
      text.change == [
        "The read counts of the later sample B at this locus would make the call assessable."
      ])
  }

  @Test func `a weak sample is named, be it the earlier or the later one`() {
    var row = Self.row(.indeterminate, .underpowered)
    row.earlier.detectionPower = 0.4
    row.explanation.weakSide = .earlier
    var text = text(row)
    #expect(text.answer[0].hasPrefix("Indeterminate: the earlier sample, A, is too shallow"))
    #expect(
      text.change == [
        "Deeper sequencing of A, or a purer piece of the same tissue, would decide. To show a clone of "
          + "25 % in A with 80 % power, 400 reads are needed; it has 120."
      ])
    row.earlier.detectionPower = 0.99
    row.later.detectionPower = 0.4
    row.explanation.weakSide = .later
    text = self.text(row)
    #expect(text.answer[0].hasPrefix("Indeterminate: the later sample, B, is too shallow"))
    #expect(text.change[0].hasPrefix("Deeper sequencing of B"))
    #expect(!text.change.joined().contains("in A with"))
    #expect(text.numbers[2].hasPrefix("By reads alone: power to detect a clone of 25 % in B 0.4"))
  }

  @Test func `another sample is named only where it shows the mutation`() {
    var row = Self.row(.absentFromBoth)
    row.explanation.isShownElsewhere = true
    #expect(text(row).answer[0].hasSuffix("; another sample of the patient does."))
    row.explanation.isShownElsewhere = false
    #expect(text(row).answer[0].hasSuffix(", nor does any other sample of the patient."))
  }

  @Test func `no depth is advised where the allele may be lost`() {
    let text = text(Self.row(.indeterminate, .copyLossPossible))
    #expect(text.change[0].hasPrefix("No depth of A decides"))
    #expect(!text.change.joined().contains("400 reads"))
  }

  @Test func `a small study that moves the answer is told with both numbers`() {
    var row = Self.row(.acquired)
    row.explanation.priorPatients = 3
    (row.explanation.acquiredByDefault, row.explanation.preexistingByDefault) = (0.45, 0.4)
    row.explanation.callByDefault = .indeterminate
    let words = text(row).change.joined()
    #expect(words.contains("rests on 3 other patients"))
    #expect(words.contains("P(acquired) is 0.6 with it and 0.45 without other patients"))
    #expect(words.contains("Without other patients the call would be indeterminate."))
    // A change of the label is told whatever the study's size.
    row.explanation.priorPatients = 200
    #expect(text(row).change.joined().contains("the call would be indeterminate."))
    row.explanation.callByDefault = .acquired
    #expect(!text(row).change.joined().contains("prior"))
    row.explanation.priorPatients = 3
    (row.explanation.acquiredByDefault, row.explanation.preexistingByDefault) = (0.58, 0.31)
    row.explanation.callByDefault = .acquired
    #expect(!text(row).change.joined().contains("prior"))
  }

  @Test func `assumptions of other calls do not count`() throws {
    let row = Self.row(.acquired)
    func assumption(_ varied: Assumption, _ value: String, acquired: Double, flips: Bool = false)
      throws -> AssumptionRow
    {
      var assumption = AssumptionRow()
      assumption.variant = try #require(row.variant)
      (assumption.earlierSample, assumption.laterSample) = (.sample("A"), .sample("B"))
      (assumption.varied, assumption.value, assumption.acquired) = (varied, value, acquired)
      (assumption.call, assumption.flips) = (flips ? .indeterminate : .acquired, flips)
      return assumption
    }
    var other = try assumption(.errorRate, "x3", acquired: 0.1, flips: true)
    other.laterSample = .sample("C")
    let rows = try [
      assumption(.errorRate, "x3", acquired: 0.6), assumption(.prior, "default", acquired: 0.6),
      assumption(.all, "min", acquired: 0.50001), assumption(.all, "max", acquired: 0.50002),
      other,
    ]
    #expect(
      text(row, assumptions: rows).change == [
        "None of the 2 assumptions that were varied one at a time changes the call. Varied together, "
          + "P(acquired) is 0.5."
      ])
    let flipped = try [assumption(.errorRate, "x3", acquired: 0.1, flips: true)]
    var fragile = row
    fragile.flags = [.notRobust]
    #expect(
      text(fragile, assumptions: flipped).details.contains(
        "Note: The call changes when a single assumption is varied."))
    let together = try [
      assumption(.errorRate, "x3", acquired: 0.6),
      assumption(.all, "min", acquired: 0.3, flips: true),
    ]
    #expect(
      text(fragile, assumptions: together).details.contains(
        "Note: The call changes when several assumptions are varied together, but not when one is."
      ))
    #expect(
      text(row, assumptions: flipped).change
        == ["The call would be indeterminate with the error rate at x3."])
  }

  @Test func `several purities, outweighed reads and findings are details`() {
    var row = Self.row(.preexistingClonal)
    (row.log10BayesFactorAbsent, row.explanation.outweighed) = (1, .absence)
    row.flags = [.amplified]
    let purities = [0.3, 0.6].map { purity in
      var solution = PuritySolutionRow()
      (solution.sample, solution.purity, solution.weight) = ("A", purity, 0.5)
      return solution
    }
    var pair = PairRow()
    (pair.earlierSample, pair.laterSample, pair.findings) = (
      .sample("A"), .sample("B"), [.orderUnknown]
    )
    let details = ExplanationWording(
      row: row, pair: pair, assumptions: [], purities: purities, threshold: 0.05
    ).text.details
    #expect(details.contains("Several purities fit A: 0.3 (weight 0.5) or 0.6 (weight 0.5)."))
    #expect(
      details.contains(
        "By themselves the reads of A favour absence 10 times over; the patient's other mutations "
          + "outweigh them."))
    #expect(details.contains("This pair: it is not known which sample was taken first."))
    #expect(details.contains { $0.hasPrefix("Note: The locus is amplified") })
  }

  @Test func `all earlier samples together are told as several`() {
    var row = Self.row(.acquired)
    row.earlierSample = .joint
    row.earlier.purity = nil
    (row.log10BayesFactorShared, row.log10BayesFactorIndependent, row.log10BayesFactorPatchy) = (
      2, 1.5, 0.4
    )
    let text = text(row)
    #expect(text.answer[0].hasSuffix("in the sampled tissue of the earlier samples."))
    #expect(text.details.contains { $0.hasPrefix("Evidence for absence from all earlier samples") })
    #expect(!all(text).contains("*"))
  }
}

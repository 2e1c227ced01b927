import CohortStatistics
package import Results
import TumorModel

/// What a report asks of one gene first, and the answer.
package struct GeneAnswer: Hashable, Sendable {
  /// What is asked.
  package let question: String
  /// What the calls of the patients come to.
  package let answer: String
  /// In how many patients the primary lacked the mutation, and what the words mean.
  package let sentences: [String]

  /// Takes the summary of a study.
  ///
  /// - Parameter cohort: The cohort of these results, which has the interval; `nil` without one.
  package init(_ gene: GeneSummary, cohort: CohortSummary?) {
    let target = CohortTarget(gene: gene.gene, className: gene.className)
    let words = FunnelWording(gene.funnel, of: target)
    question = Self.question(target)
    let assessable = gene[.assessable]
    guard assessable > 0 else {
      answer = "No patient can be assessed."
      sentences = words.excluded.map { ["Left out on the way: \($0)."] } ?? []
      return
    }
    answer =
      "Of \(Wording.count(assessable, "patient")) who can be assessed: \(Wording.list(words.found))."
    var rest: [String] = []
    // One patient is no estimate of others.
    if let cohort, cohort.targets.contains(target), assessable > 1 {
      let whole = gene[.indeterminate] > 0 ? ", the indeterminate ones included" : ""
      rest = CohortSentences(summary: cohort, target: target).fraction.map {
        "\($0) This is estimated from the reads of all of them\(whole), not counted from the calls."
      }
    }
    sentences = [words.underpowered].compactMap { $0 } + rest
  }

  /// Of one patient without a call that counts: why there is no answer.
  ///
  /// - Parameters:
  ///   - hasPair: Whether there is an earlier and a later sample.
  ///   - hasOthers: Whether the gene has calls that the class leaves out, which then follow.
  package init(_ target: CohortTarget, hasPair: Bool, hasOthers: Bool) {
    question = Self.question(target)
    guard hasPair else {
      answer = "Not known: there is no earlier sample to compare a later one with."
      sentences = []
      return
    }
    let words =
      target.isAnyClass ? "" : " that is \(target.className.rawValue.replacing("_", with: " "))"
    answer = "No mutation of \(target.gene)\(words) was seen in a later sample."
    sentences = hasOthers ? ["Calls of its other mutations:"] : []
  }

  /// What is asked of one call.
  package static func question(_ call: OriginRow) -> String { "Was \(call.title) there before?" }

  /// What is asked of a gene, whatever the number of patients.
  package static func question(_ target: CohortTarget) -> String {
    "\(target.title): was the mutation there before?"
  }
}

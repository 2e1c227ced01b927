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
      sentences = words.excluded.map { ["Patients left out on the way: \($0)."] } ?? []
      return
    }
    answer = words.verdict
    var estimate: [String] = []
    // One patient is no estimate of others.
    if let cohort, cohort.targets.contains(target), assessable > 1 {
      estimate = [CohortSentences(summary: cohort, target: target).fraction.joined(separator: " ")]
    }
    sentences = estimate.filter { !$0.isEmpty } + [words.underpowered].compactMap { $0 }
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
    let name = GeneNameHint.commonName(of: target.gene).map { " (\($0))" } ?? ""
    let kind = target.isAnyClass ? "" : ", \(target.className.words)"
    return "\(target.gene)\(name)\(kind): was the later sample's mutation there before?"
  }
}

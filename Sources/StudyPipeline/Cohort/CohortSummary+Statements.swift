package import Report
package import Results
import Wording

extension CohortSummary {
  /// What the cohort says of a gene asked for, for a report.
  package func statement(of target: CohortTarget) -> Report.Statement {
    let words = CohortSentences(summary: self, target: target)
    return Report.Statement(title: target.title, sentences: words.answer + words.sentences)
  }

  /// The genes that are acquired more often than chance explains, for a report.
  package var excess: Report.Statement? {
    CohortExcess(self).map { Report.Statement(title: $0.title, sentences: $0.sentences) }
  }
}

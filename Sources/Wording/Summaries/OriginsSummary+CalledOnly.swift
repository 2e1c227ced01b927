import ClonalEvolution
import Results
import TumorModel

/// What public tables, which list called mutations alone, leave open.
extension OriginsSummary {
  /// Whether most calls cannot be made because a table lacks a row.
  var isOfCalledMutations: Bool {
    uncalled == .missing && 2 * problems[.uncalled] > calls.total
  }

  /// Why most calls cannot be made, in one sentence; `nil` for a study that has counts.
  var calledOnlySentence: String? {
    guard isOfCalledMutations else { return nil }
    return
      "\(Wording.grouped(problems[.uncalled])) of \(Wording.count(calls.total, "call")) cannot be "
      + "made because the tables list only the mutations that were called: a sample without a row may "
      + "have had hundreds of reads without the mutation, or hardly any read at all."
  }

  /// What could be assumed of such calls, and what to ask for; empty for a study that has counts.
  var calledOnlyRemedies: [String] {
    guard isOfCalledMutations else { return [] }
    return [
      "--uncalled censored would assume that the sample was sequenced there about as deeply as at its "
        + "called sites, and that the caller's rule failed (\(callerRule)).",
      "Ask the sequencing centre for the reference and alternate reads of each of a patient's "
        + "mutations in all of that patient's samples, zeros included, or for the BAM or CRAM files, "
        + "in which metachron counts them.",
    ]
  }

  /// Both, a line each for a terminal.
  var calledOnlyLines: [String] {
    [calledOnlySentence].compactMap { $0 } + calledOnlyRemedies.map { "  " + $0 }
  }
}

import Reporting
import TumorModel

/// What tissue or file, beside depth, could settle an open call.
enum FurtherEvidence {
  /// A sentence for an indeterminate call's reason; `nil` for a reason that is not known.
  static func words(for call: CallRow) -> String? {
    guard let reason = IndeterminateReason(rawValue: call.reason) else { return nil }
    let earlier = call.isJoint ? "the earlier samples" : call.earlier.sample
    return switch reason {
    case .underpowered:
      "Deeper sequencing of \(earlier), or a purer piece of the same tissue, would decide."
    case .conflicting:
      "The reads of \(earlier) fit more than one origin: more of them, or another piece of the "
        + "earlier tumour, could tell which."
    case .copyLossPossible:
      "No depth of \(earlier) decides, since the allele may be lost there: another region of the "
        + "earlier tumour could, where it is kept."
    case .artefactSuspected:
      "Sequencing by another method, or of tissue that was not fixed, would tell the mutation from "
        + "an artefact."
    case .lowTruncalRecall:
      "\(earlier) misses mutations that must be in it: another piece or biopsy of the earlier "
        + "tumour would say more than depth."
    case .notAssessable:
      "Counts at this site are missing: its alignment, a table with its reads, or sequencing "
        + "\(earlier) there would make it assessable."
    case .unrelated, .identityNotEstablished:
      "Whether both samples are of one tumour comes first: germline variants or a biopsy of the "
        + "same lesion would tell."
    case .purityAmbiguous:
      "A purity from copy numbers or histology would settle which of the solutions holds."
    case .orderUnknown:
      "The days of both biopsies would make it a question that can be asked."
    }
  }
}

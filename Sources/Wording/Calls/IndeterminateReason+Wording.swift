public import TumorModel

extension IndeterminateReason {
  /// The reason in a few words, such as `copy loss possible`.
  public var words: String {
    switch self {
    case .underpowered: "underpowered"
    case .conflicting: "conflicting"
    case .copyLossPossible: "copy loss possible"
    case .artefactSuspected: "artefact suspected"
    case .lowTruncalRecall: "low truncal recall"
    case .notAssessable: "not assessable"
    case .unrelated: "unrelated"
    case .identityNotEstablished: "identity not established"
    case .orderUnknown: "order unknown"
    }
  }

  /// Why a call with the reason is indeterminate.
  public var sentence: String {
    switch self {
    case .underpowered:
      "The sample is too shallow or too impure: a clone in \(GateWords.clone) of its tumour cells "
        + "would be missed in more than \(GateWords.missed) of cases."
    case .conflicting: "The reads support several origins, and none of them well enough."
    case .copyLossPossible:
      "The earlier sample lost an allele at this locus. If the mutation was on it, the reads of that "
        + "sample cannot show it."
    case .artefactSuspected:
      "Reads with the mutation are seen, and errors of sequencing or fixation, or blood cells, explain them "
        + "about as well as a clone."
    case .lowTruncalRecall:
      "The earlier sample misses mutations that must be in it, so missing this one proves little."
    case .notAssessable:
      "One of the two samples says nothing about this locus: an absent row is not a count of zero."
    case .unrelated:
      "The two samples look like independent tumours, so the question of origin has no meaning."
    case .identityNotEstablished: "The two samples may not be from one patient."
    case .orderUnknown: "It is not known which of the samples was taken first."
    }
  }

  /// What tissue or file, beside depth, could settle an open call.
  ///
  /// - Parameter earlier: The earlier sample, or the earlier samples, in words.
  package func remedy(earlier: String) -> String {
    switch self {
    case .underpowered:
      "Deeper sequencing of \(earlier), or a purer piece of the same tissue, would decide."
    case .conflicting:
      "More reads of \(earlier), or another piece of the earlier tumour, could tell which of the "
        + "origins that fit is true."
    case .copyLossPossible:
      "No depth of \(earlier) decides, since the allele may be lost there: another region of the "
        + "earlier tumour that kept it could."
    case .artefactSuspected:
      "Sequencing with another method, or of tissue that was not fixed, would tell the mutation from "
        + "an artefact."
    case .lowTruncalRecall:
      "Another piece or biopsy of the earlier tumour would say more than depth, since \(earlier) "
        + "misses mutations that must be in it."
    case .notAssessable:
      "Counts at this locus in both samples would make the call assessable; a row with 0 alternate "
        + "reads counts."
    case .unrelated, .identityNotEstablished:
      "Whether both samples are from one patient and one tumour must be settled first: inherited variants, or a "
        + "biopsy of the same lesion, would tell."
    case .orderUnknown: "The days of both biopsies would settle it."
    }
  }
}

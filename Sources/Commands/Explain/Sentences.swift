import TumorModel

/// What flags and reasons mean, in plain sentences.
enum Sentences {
  /// Why a call is indeterminate.
  static func sentence(_ reason: IndeterminateReason) -> String {
    switch reason {
    case .underpowered:
      "The earlier sample is too shallow or too impure: a clone of 25 % of its tumour cells would "
        + "be missed more often than in one case of five."
    case .conflicting:
      "The reads support several origins, and none of them well enough."
    case .copyLossPossible:
      "The earlier sample lost an allele at this place. If the mutation was on it, the reads of "
        + "that sample cannot show it."
    case .artefactSuspected:
      "Alternate reads are seen, and errors of sequencing or fixation explain them about as well as "
        + "a clone."
    case .lowTruncalRecall:
      "The earlier sample misses mutations that must be in it, so missing this one proves little."
    case .notAssessable:
      "One of the two samples says nothing about this place: an absent row is not a count of zero."
    case .unrelated:
      "The two samples look like independent tumours, so an origin has no meaning."
    case .identityNotEstablished:
      "The two samples may not be of one patient."
    case .purityAmbiguous:
      "Several purities fit a sample, and the call depends on which is true; a purity from copy "
        + "number or pathology settles it."
    case .orderUnknown:
      "Which of the samples came first is not known."
    }
  }

  /// What each flag says, in the order of tables.
  static let flags: [(name: String, sentence: String)] = [
    (
      "cnAssumed",
      "The copy number was unknown in at least one sample; usual copy numbers were averaged over."
    ),
    (
      "purityEstimated",
      "The purity was unknown in at least one sample and was estimated from its reads."
    ),
    ("sexAssumed", "The sex was unknown; one and two copies of X were averaged over."),
    (
      "censored",
      "An absent row was read as \"the caller's rule failed\", at a depth like that of the sample's "
        + "other sites."
    ),
    (
      "notLeftAligned",
      "The indel was matched without a reference genome; another spelling may be the same change."
    ),
    (
      "relatednessNotEstablished",
      "Too little is shared to settle whether the two samples are of one tumour."
    ),
    ("cnRounded", "Copy numbers were not whole and were rounded."),
    (
      "ffpeDeamination",
      "The change is C>T or G>A in a formalin-fixed sample, where fixation makes such reads."
    ),
    ("lostByDeletion", "The later sample lost copies at this place, which can explain the loss."),
    (
      "clonalEarlierOnly",
      "All tumour cells of the earlier sample had the mutation, and fewer of the later one have it."
    ),
    ("expanded", "The clone's share rose by more than 0.1 from the earlier to the later sample."),
    ("depleted", "The clone's share fell by more than 0.1 from the earlier to the later sample."),
    ("duplicateRows", "Identical rows of the input were merged."),
    ("amplified", "The place is amplified, and how many copies carry the mutation is uncertain."),
    (
      "laterTrunkAbsent",
      "The later samples share clonal mutations that the earlier one lacks: another lineage may "
        + "have been sampled."
    ),
    (
      "implausibleFrequency",
      "A recorded share of alternate reads is one that a clone can hardly have; check the counts."
    ),
    ("unexpectedY", "The mutation is on Y, and the patient is recorded as female."),
    ("duplicationScaled", "Reads were not de-duplicated; the counts were scaled down."),
    (
      "notRobust", "The call changes when an assumption does."
    ),
    (
      "absentFromBoth",
      "Neither sample of the pair shows the mutation; another sample of the patient does."
    ),
    (
      "subclonalCN",
      "Tumour cells differ in copy number at this place; its histories were averaged."
    ),
    ("possibleCH", "Blood cells may have given the reads of the plasma sample."),
    (
      "orientationBiased",
      "The alternate reads come from pairs of one orientation, as those of damaged molecules do."
    ),
    (
      "seenInNormal",
      "The matched normal sample shows the mutation more than tumour cells in it explain."
    ),
    ("filtered", "The caller's filter did not pass the record; it was asked for all the same."),
    (
      "depthScaled",
      "The share of variant reads that the file gives is none of whole copies; depths were scaled "
        + "to one copy in two."
    ),
    (
      "identityUndecided",
      "Too few inherited variants were read in both samples to tell whether they are of one person."
    ),
  ]

  /// The sentences of flags named in a table.
  static func sentences(flagNames: [String]) -> [String] {
    let names = Set(flagNames)
    return flags.filter { names.contains($0.name) }.map(\.sentence)
  }

  /// What was varied, in words.
  static func assumption(_ varied: String, _ value: String) -> String {
    let name =
      switch varied {
      case "slab": "the shape of the prior of sub-clones"
      case "error_rate": "the error rate"
      case "precision": "the precision of allele counts"
      case "earlier_purity": "the purity of the earlier sample"
      case "later_purity": "the purity of the later sample"
      case "prior": "the prior of the origins"
      default: varied.replacing("_", with: " ")
      }
    return "\(name) at \(value.replacing("_", with: "-"))"
  }
}

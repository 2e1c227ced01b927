public import TumorModel

extension OriginFlags {
  /// What the flags say, a sentence each, in the order of tables.
  public var sentences: [String] {
    Self.names.compactMap { contains($0.flag) ? Self.sentence($0.flag) : nil }
  }

  /// What one flag says.
  private static func sentence(_ flag: OriginFlags) -> String? { sentenceOfFlag[flag] }

  private static let sentenceOfFlag: [OriginFlags: String] = [
    .copyNumberAssumed:
      "The copy number was unknown in at least one sample; usual copy numbers were averaged over.",
    .purityEstimated:
      "The purity was unknown in at least one sample and was estimated from its reads.",
    .sexAssumed: "The sex was unknown; one and two copies of X were averaged over.",
    .censored:
      "An absent row was read as \"the caller's rule failed\", at a depth like that of the sample's "
      + "other sites.",
    .notLeftAligned:
      "The indel was matched without a reference genome; the same change may be written differently elsewhere.",
    .relatednessNotEstablished:
      "The two samples share too little to settle whether they are from one tumour.",
    .copyNumberRounded: "Copy numbers were not whole numbers and were rounded.",
    .ffpeDeamination:
      "The change is C>T or G>A in a formalin-fixed sample, where fixation produces such reads.",
    .lostByDeletion: "The later sample lost copies at this locus, which can explain the loss.",
    .clonalEarlierOnly:
      "All tumour cells of the earlier sample had the mutation, but only some of the later one have it.",
    .expanded:
      "The clone's share rose by more than 0.1 from the earlier to the later sample.",
    .depleted: "The clone's share fell by more than 0.1 from the earlier to the later sample.",
    .duplicateRows: "Identical rows of the input were merged.",
    .amplified: "The locus is amplified, and how many copies carry the mutation is uncertain.",
    .laterTrunkAbsent:
      "The later samples share clonal mutations that the earlier one lacks: another lineage may have "
      + "been sampled.",
    .implausibleFrequency:
      "A recorded allele frequency is one that a clone could hardly produce; check the counts.",
    .unexpectedY: "The mutation is on Y, and the patient is recorded as female.",
    .duplicationScaled: "Reads were not de-duplicated; the counts were scaled down.",
    .notRobust: "The call changes when an assumption is varied, or several together.",
    .subclonalCopyNumber:
      "Tumour cells differ in copy number at this locus; the possible histories were averaged over.",
    .possibleCloneInBlood: "The reads of the plasma sample may come from blood cells.",
    .orientationBiased:
      "The reads with the mutation come from pairs of one orientation, as those of damaged molecules do.",
    .seenInNormal:
      "The matched normal sample has more reads of the mutation than tumour cells in it explain.",
    .filtered: "The caller's filter did not pass the record; it was assessed nonetheless.",
    .depthScaled:
      "The share of variant reads in the file matches no integer copy number; depths were scaled to "
      + "one copy in two.",
    .identityUndecided:
      "Too few inherited variants were read in both samples to tell whether they are from one person.",
  ]
}

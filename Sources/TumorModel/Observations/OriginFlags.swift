/// Remarks that accompany a call: a closed list.
public struct OriginFlags: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt32
  /// Creates a set from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The copy number of a sample was unknown and was averaged over.
  public static let copyNumberAssumed = OriginFlags(rawValue: 1 << 0)
  /// The purity of a sample was unknown and was estimated from its reads.
  public static let purityEstimated = OriginFlags(rawValue: 1 << 1)
  /// The sex was unknown and the X chromosome was averaged over one and two copies.
  public static let sexAssumed = OriginFlags(rawValue: 1 << 2)
  /// An absent row was read as "the caller's rule failed".
  public static let censored = OriginFlags(rawValue: 1 << 3)
  /// An indel was matched without a reference genome.
  public static let notLeftAligned = OriginFlags(rawValue: 1 << 4)
  /// It was not settled whether the two biopsies are from one tumour.
  public static let relatednessNotEstablished = OriginFlags(rawValue: 1 << 5)
  /// Copy numbers were real-valued and were rounded.
  public static let copyNumberRounded = OriginFlags(rawValue: 1 << 6)
  /// The site is C>T or G>A in a formalin-fixed sample.
  public static let ffpeDeamination = OriginFlags(rawValue: 1 << 7)
  /// The mutation was lost and the later sample lost copies here.
  public static let lostByDeletion = OriginFlags(rawValue: 1 << 8)
  /// All tumour cells had it in the earlier sample, but only some in the later one.
  public static let clonalEarlierOnly = OriginFlags(rawValue: 1 << 9)
  /// The clone's share rose by more than 0.1 with probability above 0.9.
  public static let expanded = OriginFlags(rawValue: 1 << 10)
  /// The clone's share fell by more than 0.1 with probability above 0.9.
  public static let depleted = OriginFlags(rawValue: 1 << 11)
  /// Identical rows of the input were merged.
  public static let duplicateRows = OriginFlags(rawValue: 1 << 12)
  /// The multiplicity of an amplified locus is uncertain.
  public static let amplified = OriginFlags(rawValue: 1 << 13)
  /// Later samples share clonal mutations that the earlier one lacks.
  public static let laterTrunkAbsent = OriginFlags(rawValue: 1 << 14)
  /// A recorded allele frequency that a clone could hardly produce.
  public static let implausibleFrequency = OriginFlags(rawValue: 1 << 15)
  /// A mutation of Y in a patient recorded as female.
  public static let unexpectedY = OriginFlags(rawValue: 1 << 16)
  /// Reads were not de-duplicated and counts were scaled down.
  public static let duplicationScaled = OriginFlags(rawValue: 1 << 17)
  /// The label changes when an assumption does; see the sensitivity table.
  public static let notRobust = OriginFlags(rawValue: 1 << 18)

  // Bit 19 was "absent from both", now a label.
  /// Tumour cells differ in copy number at the locus.
  public static let subclonalCopyNumber = OriginFlags(rawValue: 1 << 20)
  /// Reads of a plasma sample that may come from blood cells.
  public static let possibleCloneInBlood = OriginFlags(rawValue: 1 << 21)
  /// The alternate reads are from pairs of one orientation, as are those of damaged molecules.
  public static let orientationBiased = OriginFlags(rawValue: 1 << 22)
  /// The matched normal has more reads of the mutation than its tumour cells explain.
  public static let seenInNormal = OriginFlags(rawValue: 1 << 23)
  /// The record failed a caller's filter, but was included on request.
  public static let filtered = OriginFlags(rawValue: 1 << 24)
  /// Too few inherited variants were read to tell whether both samples are from one person.
  public static let identityUndecided = OriginFlags(rawValue: 1 << 25)

  /// The file's share of variant reads matches no integer copy number; depths were scaled.
  public static let depthScaled = OriginFlags(rawValue: 1 << 30)

  /// Each flag with its name in tables, in the order in which they are written.
  public static let names: [(flag: OriginFlags, name: String)] = [
    (.copyNumberAssumed, "cnAssumed"), (.purityEstimated, "purityEstimated"),
    (.sexAssumed, "sexAssumed"), (.censored, "censored"), (.notLeftAligned, "notLeftAligned"),
    (.relatednessNotEstablished, "relatednessNotEstablished"),
    (.copyNumberRounded, "cnRounded"), (.ffpeDeamination, "ffpeDeamination"),
    (.lostByDeletion, "lostByDeletion"), (.clonalEarlierOnly, "clonalEarlierOnly"),
    (.expanded, "expanded"), (.depleted, "depleted"), (.duplicateRows, "duplicateRows"),
    (.amplified, "amplified"), (.laterTrunkAbsent, "laterTrunkAbsent"),
    (.implausibleFrequency, "implausibleFrequency"), (.unexpectedY, "unexpectedY"),
    (.duplicationScaled, "duplicationScaled"), (.notRobust, "notRobust"),
    (.subclonalCopyNumber, "subclonalCN"),
    (.possibleCloneInBlood, "possibleCH"), (.orientationBiased, "orientationBiased"),
    (.seenInNormal, "seenInNormal"), (.filtered, "filtered"), (.depthScaled, "depthScaled"),
    (.identityUndecided, "identityUndecided"),
  ]

  /// The names of the flags that are set, in table order.
  public var names: [String] { Self.names.filter { contains($0.flag) }.map(\.name) }
}

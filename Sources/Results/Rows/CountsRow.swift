public import TumorModel

/// One row of `counts.tsv`: the reads of a sample at a site.
public struct CountsRow: ResultRow, Hashable {
  /// Reads with the alternate and with the reference allele, of those in one group.
  public struct Split: Hashable, Sendable {
    /// Alternate reads.
    public var alternate: Int?
    /// Reference reads.
    public var reference: Int?

    /// Creates a group of which nothing is known.
    public init() {}
    /// Creates a group with counts.
    public init(_ split: ReadSupport.Split?) {
      alternate = split.map { Int($0.alternate) }
      reference = split.map { Int($0.reference) }
    }

    /// The counts; `nil` where they are not known.
    public var counts: ReadSupport.Split? {
      guard let alternate, let reference else { return nil }
      return ReadSupport.Split(reference: Int32(reference), alternate: Int32(alternate))
    }
  }

  /// The patient's identifier; empty without a study sheet.
  public var patient = ""
  /// The sample's identifier.
  public var sample = ""
  /// The chromosome.
  public var chromosome = Chromosome.unplaced
  /// The 1-based position; of an insertion, the base before it.
  public var position = 0
  /// The reference bases.
  public var reference = Allele("")
  /// The alternate bases.
  public var alternate = Allele("")
  /// Fragments at the site, whatever they show.
  public var depth = 0
  /// Those with the reference allele.
  public var referenceCount = 0
  /// Those with the alternate allele.
  public var alternateCount = 0
  /// Reads on the forward strand.
  public var forward = Split()
  /// Reads on the reverse strand.
  public var reverse = Split()
  /// Reads of pairs in F1R2 orientation.
  public var firstOrientation = Split()
  /// Reads of pairs in F2R1 orientation.
  public var secondOrientation = Split()
  /// Bases around the site that are not those of most reads.
  public var backgroundMismatches: Int?
  /// Bases around the site that were looked at.
  public var backgroundBases: Int?
  /// The gene's symbol; empty where the input names none.
  public var gene = ""
  /// The protein change; empty where the input names none.
  public var proteinChange = ""
  /// The variant classification, as in the input.
  public var classification = ""

  /// Reads that were not counted, by cause.
  public var leftOut = LeftOutReads()

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CountsRow>(
    "counts.tsv", rows: "Written by `metachron counts`: one row per sample and site of its patient."
  ) {
    Column(
      "patient", \.patient, values: "empty without a study sheet",
      meaning: "Identifier of the patient")
    Column("sample", \.sample, meaning: "Identifier of the sample")
    ColumnSet.site(\.chromosome, \.position, \.reference, \.alternate)
    Column(
      "depth", \.depth, unit: .reads, .reads, meaning: "Fragments at the site, whatever they show")
    Column(
      "ref_count", \.referenceCount, unit: .reads, .reads, values: "at most `depth`",
      meaning: "Fragments with the reference allele")
    Column(
      "alt_count", \.alternateCount, unit: .reads, .reads, values: "at most `depth`",
      meaning: "Fragments with the alternate allele")
    splits(
      Group("forward", \.forward, "on the forward strand"),
      Group("reverse", \.reverse, "on the reverse strand"))
    splits(
      Group("f1r2", \.firstOrientation, "of pairs in F1R2 orientation"),
      Group("f2r1", \.secondOrientation, "of pairs in F2R1 orientation"),
      values: "; empty where no read is paired")
    Column(
      "background_mismatches", \.backgroundMismatches, unit: .bases, .reads,
      values: "at most `background_bases`",
      meaning: "Bases around the site that differ from those of most reads")
    Column(
      "background_bases", \.backgroundBases, unit: .bases, .reads,
      meaning: "Bases examined around the site")
    ColumnSet.gene(\.gene)
    ColumnSet.proteinChange(\.proteinChange)
    ColumnSet.classification(\.classification)
    leftOut()
  }

  /// The columns of reads that were not counted.
  private static func leftOut() -> [Column<Self>] {
    let causes: [(String, WritableKeyPath<LeftOutReads, Int>, String)] = [
      ("duplicates", \.duplicates, "marked as duplicates"),
      ("failed", \.failed, "that failed quality control"),
      ("mapping_quality", \.poorlyMapped, "with too low a mapping quality"),
      ("orphans", \.orphans, "whose mate is not where it is expected"),
      ("base_quality", \.poorBases, "with too low a base quality at the site"),
    ]
    let base: WritableKeyPath<CountsRow, LeftOutReads> = \.leftOut
    return causes.map { name, path, words in
      Column(
        "left_out_\(name)", base.appending(path: path), unit: .reads, .reads,
        meaning: "Reads not counted, \(words)")
    }
  }

  /// Reads that are counted together: the end of their columns' names, and what they are.
  private struct Group {
    let name: String
    let path: WritableKeyPath<CountsRow, Split>
    let words: String

    init(_ name: String, _ path: WritableKeyPath<CountsRow, Split>, _ words: String) {
      (self.name, self.path, self.words) = (name, path, words)
    }
  }

  /// The alternate reads of two groups, then their reference reads.
  private static func splits(
    _ first: Group, _ second: Group, values: String = ""
  ) -> [Column<Self>] {
    let alleles: [(String, WritableKeyPath<Split, Int?>, String)] = [
      ("alt", \.alternate, "Alternate"), ("ref", \.reference, "Reference"),
    ]
    return alleles.flatMap { allele in
      [first, second].map { group in
        Column(
          "\(allele.0)_\(group.name)", group.path.appending(path: allele.1), unit: .reads, .reads,
          values: "at most `\(allele.0)_count`" + values,
          meaning: "\(allele.2) reads \(group.words)")
      }
    }
  }
}

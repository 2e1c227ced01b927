import DelimitedText
public import GenomicFiles

/// The reads of a sample at all its sites: those that were counted, and those that were not.
///
/// A read stands at each site that it lies over.
public struct ReadTally: Hashable, Sendable {
  /// Reads that were counted (fragments, where mates overlap).
  public private(set) var counted = 0
  /// Reads that are marked as duplicates.
  public private(set) var duplicates = 0
  /// Reads that failed the quality control of the sequencer.
  public private(set) var failed = 0
  /// Reads with a mapping quality below the lowest that counts.
  public private(set) var poorlyMapped = 0
  /// Reads whose mate lies elsewhere than expected.
  public private(set) var orphans = 0
  /// Reads whose base at the site has a quality below the lowest that counts.
  public private(set) var poorBases = 0
  private let options: CountingOptions

  /// Adds up the counts of a sample's sites.
  ///
  /// - Parameters:
  ///   - counts: The counts of each site.
  ///   - options: Which reads and bases counted.
  public init(_ counts: [SiteCounts], options: CountingOptions) {
    self.options = options
    for site in counts {
      counted += Int(site.depth)
      duplicates += Int(site.leftOut.duplicates)
      failed += Int(site.leftOut.failed)
      poorlyMapped += Int(site.leftOut.poorlyMapped)
      orphans += Int(site.leftOut.orphans)
      poorBases += Int(site.leftOut.poorBases)
    }
  }

  /// All reads at the sites.
  public var reads: Int { counted + leftOut }
  /// All reads that were not counted.
  public var leftOut: Int { duplicates + failed + poorlyMapped + orphans + poorBases }

  /// What was left out and why, such as `99 of 100 reads at the sites left out: 99 duplicates`; `nil`
  /// where nothing was.
  public var words: String? {
    let causes = [
      (duplicates, duplicates == 1 ? "duplicate" : "duplicates"),
      (failed, "failed quality control"),
      (poorlyMapped, "with mapping quality below \(options.minimumMappingQuality)"),
      (orphans, "with the mate not where it is expected"),
      (poorBases, "with base quality below \(options.minimumBaseQuality)"),
    ]
    .filter { $0.0 > 0 }
    if causes.isEmpty { return nil }
    return "\(grouped(leftOut)) of \(grouped(reads)) \(reads == 1 ? "read" : "reads") at the sites "
      + "left out: " + causes.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")
  }

  /// Above this share of reads that were left out, what is left is another answer.
  private static let tellingShare = 0.5

  /// A warning where most reads at the sites of a file were not counted.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - sample: Whose reads they are.
  func warning(of path: String, sample: String) -> Warning? {
    guard Double(leftOut) > Self.tellingShare * Double(reads), let words else { return nil }
    return Warning(
      "\(sample): \(words) (counts has --min-mapping-quality, --min-base-quality and "
        + "--count-orphans)", at: TextLocation(path: path))
  }
}

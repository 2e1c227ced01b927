import DelimitedText
public import GenomicFiles
public import TumorModel

/// The reads of a sample at its sites: those that were counted, and those that were not.
///
/// A read stands at each site that it lies over.
public struct ReadTally: Hashable, Sendable {
  /// Reads that were counted (fragments, where mates overlap).
  public private(set) var counted = 0
  /// Reads that were not counted.
  public private(set) var leftOut = LeftOutReads()
  /// Which reads and bases counted; `nil` where it is not known.
  private let options: CountingOptions?

  /// Starts a tally of no read, whose options are not known.
  public init() { options = nil }

  /// Adds up the counts of a sample's sites.
  ///
  /// - Parameters:
  ///   - counts: The counts of each site.
  ///   - options: Which reads and bases counted.
  public init(_ counts: [SiteCounts], options: CountingOptions) {
    self.options = options
    for site in counts { add(counted: Int(site.depth), site.leftOut) }
  }

  /// Adds the reads at a site.
  public mutating func add(counted: Int, _ leftOut: LeftOutReads) {
    self.counted += counted
    self.leftOut += leftOut
  }

  /// All reads at the sites.
  public var reads: Int { counted + leftOut.total }

  /// What was left out and why, such as `99 of 100 reads at the sites left out: 99 duplicates`; `nil`
  /// where nothing was.
  ///
  /// - Parameter place: Where the reads lie.
  public func words(at place: String = "the sites") -> String? {
    let causes = [
      (leftOut.duplicates, leftOut.duplicates == 1 ? "duplicate" : "duplicates"),
      (leftOut.failed, "failed quality control"),
      (leftOut.poorlyMapped, quality("mapping", options?.minimumMappingQuality)),
      (leftOut.orphans, "with the mate not where it is expected"),
      (leftOut.poorBases, quality("base", options?.minimumBaseQuality)),
    ]
    .filter { $0.0 > 0 }
    if causes.isEmpty { return nil }
    return
      "\(grouped(leftOut.total)) of \(grouped(reads)) \(reads == 1 ? "read" : "reads") at \(place) left out: "
      + causes.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")
  }

  private func quality(_ kind: String, _ least: Int?) -> String {
    least.map { "with \(kind) quality below \($0)" } ?? "with too low a \(kind) quality"
  }

  /// Above this share of reads that were left out, what is left is another answer.
  private static let tellingShare = 0.5

  /// Whether most reads were left out.
  public var isTelling: Bool { Double(leftOut.total) > Self.tellingShare * Double(reads) }

  /// A warning where most reads at the sites of a file were not counted.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - sample: Whose reads they are.
  func warning(of path: String, sample: String) -> Warning? {
    guard isTelling, let words = words() else { return nil }
    return Warning(
      "\(sample): \(words) (counts has --min-mapping-quality, --min-base-quality and "
        + "--count-orphans)", at: TextLocation(path: path))
  }
}

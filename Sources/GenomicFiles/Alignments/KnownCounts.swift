import Synchronization
public import TumorModel

/// Counts that need not be read from alignment files again.
///
/// A study that is read adds what it counted, and takes what is here instead of counting; so a study
/// that is read twice, or again with more sites or patients, counts each site of a file once. Who
/// adds counts of an earlier day answers for the files being the same.
public final class KnownCounts: Sendable {
  private let files = Mutex<[String: [Variant: SiteCounts]]>([:])

  /// Creates an empty collection.
  public init() {}

  /// Adds the counts of a site of an alignment file, by the path that is opened.
  public func add(_ counts: SiteCounts, at site: Variant, of path: String) {
    files.withLock { $0[path, default: [:]][site] = counts }
  }

  package func add(_ counts: [SiteCounts], at sites: [Variant], of path: String) {
    files.withLock { files in
      for (site, counts) in zip(sites, counts) { files[path, default: [:]][site] = counts }
    }
  }

  /// What is known of a file.
  package func sites(of path: String) -> [Variant: SiteCounts] {
    files.withLock { $0[path] ?? [:] }
  }
}

extension KnownCounts: Hashable {
  /// Whether both are one collection.
  public static func == (one: KnownCounts, other: KnownCounts) -> Bool { one === other }
  /// Hashes the collection itself, not its counts.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

public import DelimitedText
public import TumorModel

/// The reads of normal samples at the sites of their tables.
public struct NormalCounts: Sendable {
  /// What the reader of a result should know of the input.
  public internal(set) var warnings: [Warning] = []
  /// The reference assembly, where the tables name it.
  public internal(set) var build: GenomeBuild?
  /// The names of the normal samples, in order of appearance.
  public private(set) var samples: [String] = []
  private var numbers: [String: Int32] = [:]
  private var sites: [Variant: UInt32] = [:]
  private var entries: [Entry] = []

  private struct Entry {
    let site: UInt32
    let sample: Int32
    let alternate: Int32
    let depth: Int32
  }

  init() {}

  /// Reads tables of counts.
  ///
  /// Each is told by its header: a table that `metachron counts` wrote, all of whose samples are
  /// taken, or a MAF with the counts of matched normals (`n_alt_count` with `n_depth` or
  /// `n_ref_count`). A normal counts once at a site, at its greatest depth, however often it is
  /// listed.
  ///
  /// - Parameters:
  ///   - paths: The tables; plain, gzip or bgzip.
  ///   - samples: The samples to take; `nil` for all.
  ///   - policy: What becomes of rows that cannot be read.
  /// - Throws: ``InputErrors``, the faults of the first table that has any.
  /// - Complexity: O(bytes); 16 bytes of memory a count, besides each site once.
  public static func read(
    _ paths: [String], samples: Set<String>? = nil, policy: RowPolicy = RowPolicy()
  ) throws(InputErrors) -> NormalCounts {
    var counts = NormalCounts()
    for path in paths {
      let before = counts.entries.count
      try NormalCountsReader.read(path, samples: samples, policy: policy, into: &counts)
      if counts.entries.count == before {
        counts.warnings.append(
          Warning("no counts of a normal sample", at: TextLocation(path: path)))
      }
    }
    return counts
  }

  /// Adds the reads of a normal at a site.
  mutating func add(_ variant: Variant, sample: String, alternate: Int32, depth: Int32) {
    let number: Int32
    if let known = numbers[sample] {
      number = known
    } else {
      number = Int32(samples.count)
      numbers[sample] = number
      samples.append(sample)
    }
    let next = UInt32(sites.count)
    let site = sites[variant] ?? next
    if site == next { sites[variant] = site }
    entries.append(Entry(site: site, sample: number, alternate: alternate, depth: depth))
  }

  /// How many sites have counts.
  public var siteCount: Int { sites.count }

  /// Calls a closure with each site, in order, and the reads of each normal that has some there.
  public consuming func forEachSite(_ body: (Variant, [ReadCounts]) throws -> Void) rethrows {
    var entries = entries
    entries.sort { ($0.site, $0.sample, -$0.depth) < ($1.site, $1.sample, -$1.depth) }
    var starts = [Int](repeating: entries.count, count: sites.count)
    for index in entries.indices.reversed() { starts[Int(entries[index].site)] = index }
    for (variant, site) in sites.sorted(by: { $0.key < $1.key }) {
      var reads: [ReadCounts] = []
      var index = starts[Int(site)]
      var last: Int32 = -1
      while index < entries.count, entries[index].site == site {
        let entry = entries[index]
        if entry.sample != last,
          let counts = ReadCounts(alternate: Int(entry.alternate), depth: Int(entry.depth))
        {
          reads.append(counts)
        }
        last = entry.sample
        index += 1
      }
      try body(variant, reads)
    }
  }
}

public import DelimitedText
import Glibc
import HTSlib
public import TumorModel

/// Counts alleles at given sites in an alignment file.
///
/// Memory is that of the sites and of the reads that wait for their mates, whatever the file's size.
public struct AlleleCounter {
  /// What a file showed.
  public struct Result: Sendable {
    /// The counts of each site, in the order of the sites that were asked for.
    public var counts: [SiteCounts]
    /// The contigs' names and lengths, in the order of the file.
    public var contigs: [(name: String, length: Int)]
    /// The sample names of the read groups.
    public var sampleNames: [String]
  }

  /// Counts.
  ///
  /// - Parameters:
  ///   - sites: The variants, in any order.
  ///   - path: A SAM, BAM or CRAM file, sorted by position.
  ///   - reference: The indexed FASTA file that a CRAM was made with.
  ///   - options: Which reads and bases count.
  ///   - threads: Threads to work with; those beyond the first decompress.
  /// - Throws: ``InputErrors`` when the file cannot be read, is not sorted, has no index where one
  ///   is needed, or lacks a site's chromosome.
  /// - Complexity: O(reads + reads at sites), after O(sites log sites); the reads of the whole file,
  ///   or of the sites' surroundings where sites are few.
  public static func count(
    _ sites: [Variant], in path: String, reference: String? = nil,
    options: CountingOptions = CountingOptions(), threads: Int = 1
  ) throws(InputErrors) -> Result {
    try count(
      sites, in: NamedAlignment(path: path), reference: reference, options: options,
      threads: threads)
  }

  /// Counts in a file that a field of the study sheet may name.
  package static func count(
    _ sites: [Variant], in place: NamedAlignment, reference: String?, options: CountingOptions,
    threads: Int
  ) throws(InputErrors) -> Result {
    try count(
      sites, in: place, reference: reference, options: options, threads: threads, plan: nil)
  }

  static func count(
    _ sites: [Variant], in place: NamedAlignment, reference: String?, options: CountingOptions,
    threads: Int, plan: ReadingPlan?
  ) throws(InputErrors) -> Result {
    let outcome: Swift.Result<Result, InputErrors>
    do throws(HTSError) {
      var file = try AlignmentFile(
        path: place.path, reference: reference, threads: max(0, threads - 1))
      outcome = try count(sites, in: &file, place, options, plan)
    } catch {
      throw place.errors(error)
    }
    return try outcome.get()
  }

  private static func count(
    _ sites: [Variant], in file: inout AlignmentFile, _ place: NamedAlignment,
    _ options: CountingOptions, _ plan: ReadingPlan?
  ) throws(HTSError) -> Swift.Result<Result, InputErrors> {
    let located: LocatedSites
    do throws(InputErrors) {
      located = try LocatedSites(sites, header: file.header, place)
    } catch {
      return .failure(error)
    }
    let plan =
      plan
      ?? ReadingPlan(
        sites: located.sites.map { ($0.contig, $0.site.lead) },
        genomeLength: file.header.contigs.reduce(0) { $0 + $1.length },
        fileSize: size(of: place.path), isCRAM: file.isCRAM)
    var result = Result(
      counts: Array(repeating: SiteCounts(), count: sites.count),
      contigs: file.header.contigs.map { ($0.name, $0.length) },
      sampleNames: file.header.sampleNames)
    let pass = ContigPass(options: options, codes: located.codes)
    let all = located.sites.map(\.site)
    switch plan {
    case .queries(let stretches):
      for stretch in stretches {
        let contig = located.sites[stretch.lowerBound].contig
        let leads = max(0, all[stretch.lowerBound].lead)..<(all[stretch.upperBound - 1].lead + 1)
        if leads.isEmpty { continue }
        try file.seek(contig: contig, bases: leads)
        pass.begin(all[stretch])
        while let read = try file.next() { pass.take(read) }
        pass.finish { result.counts[$0.number] = $1 }
      }
    case .sweep:
      try sweep(&file, pass, located, all, &result.counts)
    }
    return .success(result)
  }

  private static func sweep(
    _ file: inout AlignmentFile, _ pass: ContigPass, _ located: LocatedSites,
    _ all: [CountedSite], _ counts: inout [SiteCounts]
  ) throws(HTSError) {
    let lastContig = located.sites.last?.contig ?? -1
    var contig = -1
    var hasSites = false
    while let read = try file.next() {
      if Int(read.contig) != contig {
        if hasSites { pass.finish { counts[$0.number] = $1 } }
        contig = Int(read.contig)
        if contig < 0 || contig > lastContig { return }
        let range = located.range(ofContig: contig)
        hasSites = !range.isEmpty
        if hasSites { pass.begin(all[range]) }
      }
      if hasSites {
        pass.take(read)
        if contig == lastContig, pass.isDone(at: read.position) { break }
      }
    }
    if hasSites { pass.finish { counts[$0.number] = $1 } }
  }

  private static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}

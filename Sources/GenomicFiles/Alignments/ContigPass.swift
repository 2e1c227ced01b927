import DelimitedText
import HTSlib
import TumorModel

/// One pass over the reads of a contig: counts the alleles of its sites.
///
/// Reads come sorted by position. A read that no site lies under costs a comparison; no other costs
/// an allocation. A read whose mate may cover a site too waits for it, as a copy.
final class ContigPass {
  /// No read that is left out is looked at whose start is farther from the next site, in bases: it
  /// spares most reads a look at their alignment, and only long gaps reach beyond.
  private static let farthestEnd = 100_000

  private let options: CountingOptions
  private let codes: [UInt8]
  private let minimumQuality: UInt8
  private let pending = PendingMates()
  private var sites = UnsafeMutableBufferPointer<CountedSite>.allocate(capacity: 0)
  private var leads = UnsafeMutableBufferPointer<Int>.allocate(capacity: 0)
  private var tallies = UnsafeMutableBufferPointer<SiteTally>.allocate(capacity: 0)
  private var around = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 0)
  /// The first site that a read may still cover.
  private var next = 0
  /// How far left of its mate's start a read may show a site that both show.
  private var reach = 0
  /// The last base of the genome at which what waits was looked through.
  private var checked = 0

  init(options: CountingOptions, codes: [UInt8]) {
    self.options = options
    self.codes = codes
    minimumQuality = UInt8(clamping: options.minimumBaseQuality)
  }

  deinit { release() }

  private func release() {
    sites.deallocate()
    leads.deallocate()
    tallies.deallocate()
    around.deallocate()
  }

  /// Starts with the sites of a contig, sorted by their leads.
  func begin(_ chosen: ArraySlice<CountedSite>) {
    release()
    sites = .allocate(capacity: chosen.count)
    leads = .allocate(capacity: chosen.count)
    tallies = .allocate(capacity: chosen.count)
    around = .allocate(capacity: chosen.count * SiteTally.columns)
    _ = sites.initialize(from: chosen)
    _ = leads.initialize(from: chosen.lazy.map(\.lead))
    tallies.initialize(repeating: SiteTally())
    around.initialize(repeating: 0)
    reach = (chosen.map { $0.last - $0.lead }.max() ?? 0) + SiteTally.flank
    (next, checked) = (0, 0)
  }

  /// Whether no read from a position on can show a site.
  func isDone(at position: Int) -> Bool {
    next == leads.count || (leads.last ?? -1) < position
  }

  /// Counts what is left and hands on each site's counts.
  func finish(_ body: (CountedSite, SiteCounts) -> Void) {
    settle(endingBy: .max)
    guard let base = around.baseAddress else { return }
    for (index, site) in sites.enumerated() {
      body(site, tallies[index].counts(site, around: base + index * SiteTally.columns))
    }
    next = leads.count
  }

  // MARK: - Reads

  /// Counts a read of the contig.
  @inline(__always) func take(_ read: AlignedRead) {
    while next < leads.count, leads[next] < read.position { next &+= 1 }
    guard next < leads.count else { return }
    guard read.flags & CountingOptions.excludedFlags == 0,
      Int(read.mappingQuality) >= options.minimumMappingQuality
    else { return leaveOut(read) }
    guard let end = read.soundEnd, leads[next] < end else { return }
    judge(read, end)
  }

  /// Tallies a read that does not count, if it lies over a site.
  private func leaveOut(_ read: AlignedRead) {
    let others =
      AlignedRead.Flag.unmapped | AlignedRead.Flag.secondary | AlignedRead.Flag.supplementary
    guard read.flags & others == 0, leads[next] - read.position < Self.farthestEnd,
      let end = read.soundEnd, leads[next] < end
    else { return }
    if read.flags & AlignedRead.Flag.duplicate != 0 {
      leaveOut(until: end, \.duplicates)
    } else if read.flags & AlignedRead.Flag.failedQuality != 0 {
      leaveOut(until: end, \.failed)
    } else {
      leaveOut(until: end, \.poorlyMapped)
    }
  }

  /// Tallies a read that does not count at every site that it lies over.
  private func leaveOut(until end: Int, _ cause: WritableKeyPath<LeftOutReads, Int>) {
    var index = next
    while index < leads.count, leads[index] < end {
      tallies[index].leftOut[keyPath: cause] &+= 1
      index &+= 1
    }
  }

  private func judge(_ read: AlignedRead, _ end: Int) {
    let isPair = read.flags & AlignedRead.Flag.paired != 0
    if isPair, options.requiresProperPairs, read.flags & AlignedRead.Flag.properPair == 0 {
      leaveOut(until: end, \.orphans)
      return
    }
    guard isPair, options.mergesMates, read.flags & AlignedRead.Flag.mateUnmapped == 0,
      read.mateContig == read.contig
    else {
      count(read, end, from: next)
      return
    }
    if pending.count > 0, read.matePosition <= read.position {
      let hash = read.fragmentHash
      if let mate = pending.take(mateOf: read, hash: hash) {
        MateOverlap.resolve(first: mate.read, second: read)
        count(mate.read, mate.end, from: mate.site)
        count(read, end, from: next)
        return
      }
    }
    if read.matePosition >= read.position, mayShareSite(read, end) {
      if read.position - checked >= 1_000 {
        settle(endingBy: read.position)
        checked = read.position
      }
      pending.add(read, hash: read.fragmentHash, end: end, site: next)
    } else {
      count(read, end, from: next)
    }
  }

  private func mayShareSite(_ read: AlignedRead, _ end: Int) -> Bool {
    guard read.matePosition < end else { return false }
    let first = read.matePosition - reach
    var index = next
    while index < leads.count, leads[index] < first { index &+= 1 }
    return index < leads.count && leads[index] < end
  }

  private func settle(endingBy position: Int) {
    guard pending.count > 0 else { return }
    pending.take(endingBy: position) { entry in
      self.count(entry.read, entry.end, from: entry.site)
    }
  }

  // MARK: - Sites

  private func count(_ read: AlignedRead, _ end: Int, from first: Int) {
    var walk = AlignmentWalk(read)
    var index = first
    while index < leads.count, leads[index] < end {
      let content = walk.content(at: leads[index], of: read)
      switch (sites[index].kind, content) {
      case (_, .skipped), (_, .outside): break
      case (.substitution, .base(let query)) where sites[index].reference.count == 1:
        countBase(index, read, walk, query)
      case (.substitution, _) where sites[index].reference.count > 1:
        countBases(index, read, walk, content)
      case (.complex, .base(let query)): countComplex(index, read, walk, query)
      case (_, .base(let query)): countIndel(index, read, walk, query)
      case (_, .deleted(let query)):
        // The base after a gap answers for it, as in samtools.
        if query < read.length, isGood(index, read, query) {
          tallies[index].add(read.flags, .other)
        }
      }
      index &+= 1
    }
  }

  @inline(__always)
  private func countBase(_ index: Int, _ read: AlignedRead, _ walk: AlignmentWalk, _ query: Int) {
    guard isGood(index, read, query) else { return }
    let code = read.base(query)
    if code == sites[index].alternate.first {
      tallies[index].add(read.flags, .alternate)
    } else if code == sites[index].reference.first {
      tallies[index].add(read.flags, .reference)
    } else {
      tallies[index].add(read.flags, .other)
      if code.nonzeroBitCount == 1 { tallies[index].third &+= 1 }
    }
    let block = walk.block(of: read)
    lookAround(index, read, left: block.lowerBound..<query, right: (query + 1)..<block.upperBound)
  }

  /// A substitution of several bases: the read must cover them all.
  private func countBases(
    _ index: Int, _ read: AlignedRead, _ walk: AlignmentWalk, _ content: AlignmentWalk.Content
  ) {
    let site = sites[index]
    var ahead = walk
    switch (content, ahead.content(at: site.last, of: read)) {
    case (.base(let first), .base(let last)):
      let bases = first..<(last + 1)
      guard isGood(index, read, bases) else { return }
      tallies[index].add(read.flags, allele(site, read, bases))
      lookAround(
        index, read, left: walk.block(of: read).lowerBound..<first,
        right: (last + 1)..<ahead.block(of: read).upperBound)
    case (.deleted(let query), .base), (.base(let query), .deleted),
      (.deleted(let query), .deleted):
      guard query < read.length, isGood(index, read, query) else { return }
      tallies[index].add(read.flags, .other)
    default: break
    }
  }

  /// An insertion or a deletion: what follows the base before it.
  private func countIndel(_ index: Int, _ read: AlignedRead, _ walk: AlignmentWalk, _ query: Int) {
    guard isGood(index, read, query) else { return }
    let block = walk.block(of: read)
    if query + 1 < block.upperBound {
      tallies[index].add(read.flags, .reference)
      lookAround(
        index, read, left: block.lowerBound..<(query + 1),
        right: (query + 1)..<block.upperBound)
      return
    }
    let site = sites[index]
    guard let found = change(after: walk, read) else { return }
    switch (found.kind, site.kind) {
    case (.none, _): tallies[index].add(read.flags, .reference)
    case (.insertion, .insertion):
      let isSame = matches(site.alternate, read, (query + 1)..<(query + 1 + found.count))
      tallies[index].add(read.flags, isSame ? .alternate : .other)
    case (.deletion, .deletion):
      tallies[index].add(read.flags, found.count == site.reference.count ? .alternate : .other)
    default: tallies[index].add(read.flags, .other)
    }
    lookAround(index, read, left: block.lowerBound..<(query + 1), right: query..<query)
  }

  private enum Change { case none, insertion, deletion, mixed }

  /// What follows an aligned stretch; `nil` where the read ends or the aligner leaves a gap.
  private func change(
    after walk: AlignmentWalk, _ read: AlignedRead
  ) -> (kind: Change, count: Int)? {
    var found: (kind: Change, count: Int) = (.none, 0)
    var operation = walk.operation + 1
    while operation < read.operationCount {
      let (kind, count) = (read.operations[operation] & 15, Int(read.operations[operation] >> 4))
      switch kind {
      case AlignedRead.Operation.padding: break
      case AlignedRead.Operation.insertion, AlignedRead.Operation.deletion:
        let isInsertion = kind == AlignedRead.Operation.insertion
        found =
          found.kind == .none ? (isInsertion ? .insertion : .deletion, count) : (.mixed, count)
      case 0, 7, 8: return found
      // A read that ends in an insertion shows it.
      default: return found.kind == .none ? nil : found
      }
      operation += 1
    }
    return found.kind == .none ? nil : found
  }

  /// Bases replaced by another number of bases: what lies between the bases beside them.
  private func countComplex(
    _ index: Int, _ read: AlignedRead, _ walk: AlignmentWalk, _ query: Int
  ) {
    let site = sites[index]
    var ahead = walk
    switch ahead.content(at: site.last, of: read) {
    case .base(let last):
      guard isGood(index, read, query..<(last + 1)) else { return }
      tallies[index].add(read.flags, allele(site, read, (query + 1)..<last))
      lookAround(
        index, read, left: walk.block(of: read).lowerBound..<(query + 1),
        right: last..<ahead.block(of: read).upperBound)
    case .deleted:
      if isGood(index, read, query) { tallies[index].add(read.flags, .other) }
    case .skipped, .outside: break
    }
  }

  private func allele(
    _ site: CountedSite, _ read: AlignedRead, _ bases: Range<Int>
  ) -> SiteTally.Shown {
    if matches(site.alternate, read, bases) { return .alternate }
    return matches(site.reference, read, bases) ? .reference : .other
  }

  private func matches(_ wanted: CodedBases, _ read: AlignedRead, _ bases: Range<Int>) -> Bool {
    guard bases.count == wanted.count else { return false }
    for index in 0..<wanted.count
    where read.base(bases.lowerBound + index) != codes[wanted.offset + index] {
      return false
    }
    return true
  }

  private func isGood(_ index: Int, _ read: AlignedRead, _ bases: Range<Int>) -> Bool {
    for query in bases where read.qualities[query] < minimumQuality {
      tallies[index].leftOut.poorBases &+= 1
      return false
    }
    return true
  }

  @inline(__always)
  private func isGood(_ index: Int, _ read: AlignedRead, _ query: Int) -> Bool {
    if read.qualities[query] >= minimumQuality { return true }
    tallies[index].leftOut.poorBases &+= 1
    return false
  }

  /// Counts the bases beside a site, up to ``SiteTally/flank`` on each side.
  @inline(__always) private func lookAround(
    _ index: Int, _ read: AlignedRead, left: Range<Int>, right: Range<Int>
  ) {
    let flank = SiteTally.flank
    let column = index &* SiteTally.columns
    var place = column &+ flank &* 4
    var query = left.upperBound
    let first = max(left.lowerBound, query &- flank)
    while query > first {
      query &-= 1
      place &-= 4
      add(read, query, place)
    }
    place = column &+ flank &* 4
    query = right.lowerBound
    let last = min(right.upperBound, query &+ flank)
    while query < last {
      add(read, query, place)
      query &+= 1
      place &+= 4
    }
  }

  @inline(__always) private func add(_ read: AlignedRead, _ query: Int, _ place: Int) {
    guard read.qualities[query] >= minimumQuality else { return }
    let code = read.base(query)
    guard code.nonzeroBitCount == 1 else { return }
    around[place &+ code.trailingZeroBitCount] &+= 1
  }
}

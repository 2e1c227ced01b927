/// How the reads at a list of sites are reached: by reading on from the start, or by the index.
///
/// Sites less than ``gap`` bases apart are read in one go. A stretch is reckoned to cost its share
/// of the file and 1 MiB more, 4 MiB in a CRAM, whose slices are decoded whole. Where all stretches
/// together cost less than half the file they are queried; otherwise one sweep reads them all.
enum ReadingPlan: Hashable, Sendable {
  /// One pass over the file; needs no index.
  case sweep
  /// Stretches of the genome, each a range of sites; needs an index.
  case queries([Range<Int>])

  /// Sites closer than this, in bases, are read together.
  static let gap = 65_536

  /// Chooses the cheaper way.
  ///
  /// - Parameters:
  ///   - sites: The contig and lead of every site, sorted.
  ///   - genomeLength: The sum of the contigs' lengths.
  ///   - fileSize: Bytes of the file.
  init(sites: [(contig: Int, lead: Int)], genomeLength: Int, fileSize: Int, isCRAM: Bool) {
    var stretches: [Range<Int>] = []
    var start = 0
    for index in sites.indices.dropFirst() {
      let (before, here) = (sites[index - 1], sites[index])
      if here.contig != before.contig || here.lead - before.lead >= Self.gap {
        stretches.append(start..<index)
        start = index
      }
    }
    if !sites.isEmpty { stretches.append(start..<sites.count) }
    let bases = stretches.reduce(0.0) { sum, stretch in
      sum + Double(sites[stretch.upperBound - 1].lead - sites[stretch.lowerBound].lead + 1)
    }
    let share = bases / Double(max(1, genomeLength)) * Double(fileSize)
    let overhead = Double(stretches.count) * (isCRAM ? 4 : 1) * 1_048_576
    self = share + overhead < Double(fileSize) / 2 ? .queries(stretches) : .sweep
  }
}

import GenomicFiles
import TumorModel

/// What a pass over one sample's rows counts.
struct RowTally {
  /// How many rows, and the first of them in the file.
  struct Count {
    private(set) var number = 0
    private(set) var line: Int?

    mutating func add(_ row: MutationRow) {
      number += 1
      // A row that no file lists has no line.
      if row.line > 0 { line = min(line ?? .max, row.line) }
    }

    /// Adds rows of which the first is on a line of their file.
    mutating func add(_ other: Count, from line: Int?) {
      number += other.number
      if let line { self.line = min(self.line ?? .max, line) }
    }
  }

  /// Chromosomes of a store by number, with what a row is judged by.
  struct Contig {
    let chromosome: Chromosome
    let hg19: Int
    let hg38: Int

    init(_ chromosome: Chromosome) {
      self.chromosome = chromosome
      hg19 = GenomeBuild.hg19.length(of: chromosome) ?? .max
      hg38 = GenomeBuild.hg38.length(of: chromosome) ?? .max
    }
  }

  /// The fewest reads by which a share is judged.
  static let leastDepth: Int32 = 20
  /// A share that mutations of a tumour hardly reach.
  static let highShare = 0.95

  var beyondHg19 = Count()
  var beyondHg38 = Count()
  var beyondBoth = Count()
  var otherContigs = Count()
  var contigNames: Set<String> = []
  var onY = Count()
  var zeroDepth = Count()
  var outsideTargets = Count()
  /// Autosomal rows with an alternate read and enough reads.
  var judged = 0
  /// Of these, rows with a share above ``highShare``.
  var high = Count()
  /// Of these, rows with more alternate than reference reads.
  var majority = Count()

  init(_ data: Study.SampleData, contigs: [Contig]) {
    for row in data.rows {
      let contig = contigs[Int(row.chromosome)]
      let position = Int(row.position)
      let (past19, past38) = (position > contig.hg19, position > contig.hg38)
      if past19 { beyondHg19.add(row) }
      if past38 { beyondHg38.add(row) }
      if past19, past38 { beyondBoth.add(row) }
      let rank = contig.chromosome.rank
      if rank > 24 {
        otherContigs.add(row)
        contigNames.insert(contig.chromosome.name)
      }
      if rank == 24 { onY.add(row) }
      if let targets = data.targets, !targets.covers(contig.chromosome, row.position) {
        outsideTargets.add(row)
      }
      if row.depth == 0 { zeroDepth.add(row) }
      guard row.depth >= Self.leastDepth, row.alternate > 0, rank <= 22 else { continue }
      judged += 1
      if Double(row.alternate) > Self.highShare * Double(row.depth) { high.add(row) }
      if row.alternate > row.depth - row.alternate { majority.add(row) }
    }
  }
}

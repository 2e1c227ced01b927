import HTSlib
import TumorModel

/// What is counted at a site while its contig is read.
struct SiteTally {
  /// Reads with one allele, by strand and orientation.
  struct Allele {
    var forward: Int32 = 0
    var reverse: Int32 = 0
    var firstOrientation: Int32 = 0
    var secondOrientation: Int32 = 0

    @inline(__always) mutating func add(_ flags: UInt16) {
      let isReverse = flags & AlignedRead.Flag.reverse != 0
      if isReverse { reverse &+= 1 } else { forward &+= 1 }
      guard flags & AlignedRead.Flag.paired != 0 else { return }
      let isFirst = flags & AlignedRead.Flag.first != 0
      if isFirst != isReverse { firstOrientation &+= 1 } else { secondOrientation &+= 1 }
    }
  }

  /// Bases on each side of a site that its background is learnt from.
  static let flank = 5
  /// Counters of bases around a site: four for each column.
  static let columns = 2 * flank * 4

  var depth: Int32 = 0
  var reference = Allele()
  var alternate = Allele()
  /// Reads of a pair among all that count.
  var paired: Int32 = 0
  /// Bases at a substitution of one base that are of neither allele.
  var third: Int32 = 0
  /// Reads that are not in ``depth``.
  var leftOut = LeftOutReads()

  /// What a read shows at a site.
  enum Shown { case reference, alternate, other }

  /// Counts a read.
  @inline(__always) mutating func add(_ flags: UInt16, _ shown: Shown) {
    depth &+= 1
    if flags & AlignedRead.Flag.paired != 0 { paired &+= 1 }
    switch shown {
    case .reference: reference.add(flags)
    case .alternate: alternate.add(flags)
    case .other: break
    }
  }

  /// The counts, with the background of the columns around the site.
  ///
  /// - Parameter around: Counters of A, C, G and T in each column, from left to right.
  func counts(_ site: CountedSite, around: UnsafePointer<UInt32>) -> SiteCounts {
    var counts = SiteCounts()
    counts.depth = depth
    counts.leftOut = leftOut
    counts.support.forward = .init(reference: reference.forward, alternate: alternate.forward)
    counts.support.reverse = .init(reference: reference.reverse, alternate: alternate.reverse)
    // Reads of no pair have no orientation.
    if depth == 0 || paired > 0 {
      counts.support.firstOrientation = .init(
        reference: reference.firstOrientation, alternate: alternate.firstOrientation)
      counts.support.secondOrientation = .init(
        reference: reference.secondOrientation, alternate: alternate.secondOrientation)
    }
    var background = ColumnBackground()
    for column in 0..<(2 * Self.flank) { background.add(around + column * 4) }
    if site.kind == .substitution {
      let alleles = reference.forward + reference.reverse + alternate.forward + alternate.reverse
      background.add(mismatches: Int(third), bases: Int(third) + Int(alleles))
    } else if let base = ColumnBackground.consensus(around + (Self.flank - 1) * 4) {
      counts.anchor = base
    }
    counts.support.background = (
      Int32(clamping: background.mismatches), Int32(clamping: background.bases)
    )
    return counts
  }
}

/// Mismatches among the bases around a site.
///
/// What most reads have stands for the reference, so that no genome is needed. A column in which
/// another base has 3 reads and a tenth of all is taken for a variant and left out.
struct ColumnBackground {
  private(set) var mismatches = 0
  private(set) var bases = 0

  mutating func add(_ column: UnsafePointer<UInt32>) {
    var (most, second, sum) = (0, 0, 0)
    for base in 0..<4 {
      let count = Int(column[base])
      sum += count
      if count > most { (most, second) = (count, most) } else { second = max(second, count) }
    }
    if Self.isVariant(second, of: sum) { return }
    mismatches += sum - most
    bases += sum
  }

  mutating func add(mismatches count: Int, bases sum: Int) {
    if Self.isVariant(count, of: sum) { return }
    mismatches += count
    bases += sum
  }

  /// The base that most reads have; the first of equals.
  static func consensus(_ column: UnsafePointer<UInt32>) -> UInt8? {
    let most = (0..<4).max { (column[$0], -$0) < (column[$1], -$1) } ?? 0
    return column[most] > 0 ? Array("ACGT".utf8)[most] : nil
  }

  private static func isVariant(_ count: Int, of sum: Int) -> Bool {
    count >= 3 && count * 10 >= sum
  }
}

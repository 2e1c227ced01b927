import HTSlib

/// Makes two mates of one fragment count once where both cover a base.
///
/// The rule is that of htslib's pileup, so that counts agree with `samtools mpileup`. One mate, the
/// same wherever they overlap, stands for both; which one is drawn by the fragment's name, so that
/// neither strand is favoured. At a base of the genome
///
/// - both show the same base: the chosen mate's quality becomes the sum of both, at most 200, and
///   the other's 0;
/// - they differ: the better base keeps 0.8 of its quality and the other has 0; equally good ones
///   are decided by the draw;
/// - one has a deletion: the other's base keeps 0.8 of its quality if its mate is the chosen one,
///   and has 0 otherwise. (htslib before 1.20 left such bases as they are.)
///
/// A base of quality 0 is not counted.
enum MateOverlap {
  /// Changes the qualities of both mates.
  ///
  /// - Parameters:
  ///   - first: The mate that starts first, or either where they start together.
  ///   - second: The other.
  static func resolve(first: AlignedRead, second: AlignedRead) {
    let isFirstChosen = first.fragmentHash & 1 == 1
    var left = OverlapCursor(first)
    var right = OverlapCursor(second)
    var genome = second.position
    while let ended = left.cover(genome, of: first), let other = right.cover(genome, of: second) {
      let end = min(ended, other)
      switch (left.content, right.content) {
      case (.bases, .bases):
        var (own, mate) = (left.query(at: genome), right.query(at: genome))
        for _ in genome..<end {
          settle(first, own, second, mate, isFirstChosen)
          own &+= 1
          mate &+= 1
        }
      case (.bases, .deletion):
        weaken(first, from: left.query(at: genome), count: end - genome, isChosen: isFirstChosen)
      case (.deletion, .bases):
        weaken(second, from: right.query(at: genome), count: end - genome, isChosen: !isFirstChosen)
      default: break
      }
      genome = end
    }
  }

  @inline(__always) private static func settle(
    _ first: AlignedRead, _ own: Int, _ second: AlignedRead, _ mate: Int, _ isFirstChosen: Bool
  ) {
    let left = first.qualities[own]
    let right = second.qualities[mate]
    if first.base(own) == second.base(mate) {
      let sum = UInt8(min(200, Int(left) + Int(right)))
      first.qualities[own] = isFirstChosen ? sum : 0
      second.qualities[mate] = isFirstChosen ? 0 : sum
    } else if left > right || (left == right && isFirstChosen) {
      first.qualities[own] = weakened(left)
      second.qualities[mate] = 0
    } else {
      second.qualities[mate] = weakened(right)
      first.qualities[own] = 0
    }
  }

  private static func weaken(_ read: AlignedRead, from start: Int, count: Int, isChosen: Bool) {
    for index in start..<(start + count) {
      read.qualities[index] = isChosen ? weakened(read.qualities[index]) : 0
    }
  }

  @inline(__always) private static func weakened(_ quality: UInt8) -> UInt8 {
    UInt8(0.8 * Double(quality))
  }
}

/// The operation of a read's alignment at a base of the genome.
private struct OverlapCursor {
  enum Content { case bases, deletion, skip }

  private(set) var content = Content.skip
  private var operation = 0
  private var start: Int
  private var queryStart = 0

  init(_ read: AlignedRead) { start = read.position }

  /// Goes to the operation over a base and returns its end on the genome; `nil` past the last one.
  mutating func cover(_ genome: Int, of read: AlignedRead) -> Int? {
    while operation < read.operationCount {
      let word = read.operations[operation]
      let (kind, count) = (word & 15, Int(word >> 4))
      let isAligned = AlignedRead.Operation.isAligned(kind)
      if isAligned || kind == AlignedRead.Operation.deletion || kind == AlignedRead.Operation.skip {
        if genome < start + count {
          content =
            isAligned ? .bases : kind == AlignedRead.Operation.deletion ? .deletion : .skip
          return start + count
        }
        start += count
      }
      let readsBases =
        isAligned || kind == AlignedRead.Operation.insertion
        || kind == AlignedRead.Operation.softClip
      if readsBases { queryStart += count }
      operation += 1
    }
    return nil
  }

  /// The place of the read's base on a base of the genome, in an operation with bases.
  func query(at genome: Int) -> Int { queryStart + genome - start }
}

import HTSlib

extension AlignedRead {
  /// Kinds of alignment operations, by the SAM specification.
  enum Operation {
    static let insertion: UInt32 = 1
    static let deletion: UInt32 = 2
    static let skip: UInt32 = 3
    static let softClip: UInt32 = 4
    static let padding: UInt32 = 6

    /// Whether bases of the read lie on bases of the genome: M, = or X.
    @inline(__always) static func isAligned(_ kind: UInt32) -> Bool {
      kind == 0 || kind == 7 || kind == 8
    }
  }

  /// The base after the last aligned one, from 0, or `nil` where the read is not sound: no
  /// alignment, no bases, or an alignment of another number of bases.
  @inline(__always) var soundEnd: Int? {
    var end = position
    var bases = 0
    for index in 0..<operationCount {
      let count = Int(operations[index] >> 4)
      switch operations[index] & 15 {
      case 0, 7, 8:
        end &+= count
        bases &+= count
      case Operation.insertion, Operation.softClip: bases &+= count
      case Operation.deletion, Operation.skip: end &+= count
      default: break
      }
    }
    return length > 0 && bases == length && end > position ? end : nil
  }

  /// The code of a base.
  @inline(__always) func base(_ index: Int) -> UInt8 {
    let pair = bases[index >> 1]
    return index & 1 == 0 ? pair >> 4 : pair & 15
  }

  @inline(__always) var isReverse: Bool { flags & Flag.reverse != 0 }
}

/// A place in a read's alignment that moves along the genome.
struct AlignmentWalk {
  /// What a read has at a base of the genome.
  enum Content {
    /// A base of the read, by its place.
    case base(Int)
    /// Nothing; the place of the read's next base.
    case deleted(Int)
    /// A gap that the aligner does not count as a change.
    case skipped
    case outside
  }

  /// The operation that the walk is in.
  private(set) var operation = 0
  /// The first base of the genome that it covers.
  private(set) var genome: Int
  /// The first base of the read that it covers.
  private(set) var query = 0

  @inline(__always) init(_ read: AlignedRead) { genome = read.position }

  /// Goes to a base of the genome, not before the one asked for last.
  @inline(__always) mutating func content(at target: Int, of read: AlignedRead) -> Content {
    if target < genome { return .outside }
    while operation < read.operationCount {
      let word = read.operations[operation]
      let count = Int(word >> 4)
      switch word & 15 {
      case 0, 7, 8:
        if target < genome &+ count { return .base(query &+ target &- genome) }
        genome &+= count
        query &+= count
      case AlignedRead.Operation.deletion:
        if target < genome &+ count { return .deleted(query) }
        genome &+= count
      case AlignedRead.Operation.skip:
        if target < genome &+ count { return .skipped }
        genome &+= count
      case AlignedRead.Operation.insertion, AlignedRead.Operation.softClip: query &+= count
      default: break
      }
      operation &+= 1
    }
    return .outside
  }

  /// The bases of the read in the operation that the walk is in, which must be an aligned one.
  @inline(__always) func block(of read: AlignedRead) -> Range<Int> {
    query..<(query &+ Int(read.operations[operation] >> 4))
  }
}

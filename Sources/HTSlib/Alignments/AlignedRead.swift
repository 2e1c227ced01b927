import CHTSlib
import CHTSlibShims

/// One aligned read, as pointers into the buffer of the file that gave it.
///
/// Valid until the file gives its next read, or goes; ``copy(to:)`` makes one that lasts as long as
/// other memory does. Nothing here checks bounds: whoever follows the alignment through the bases
/// compares their lengths first.
public struct AlignedRead {
  /// Bits of ``flags``, by the SAM specification.
  public enum Flag {
    /// The read is of a pair.
    public static let paired: UInt16 = 0x1
    /// The aligner found the mates at a plausible distance and orientation.
    public static let properPair: UInt16 = 0x2
    /// The read is not aligned.
    public static let unmapped: UInt16 = 0x4
    /// The mate is not aligned.
    public static let mateUnmapped: UInt16 = 0x8
    /// The read is on the reverse strand.
    public static let reverse: UInt16 = 0x10
    /// The read is the first of its pair.
    public static let first: UInt16 = 0x40
    /// Another alignment of the read is the main one.
    public static let secondary: UInt16 = 0x100
    /// The read failed quality control.
    public static let failedQuality: UInt16 = 0x200
    /// The read is a duplicate.
    public static let duplicate: UInt16 = 0x400
    /// The alignment is a part of a split one.
    public static let supplementary: UInt16 = 0x800
  }

  /// The contig's place in the header; negative where the read is not placed.
  public internal(set) var contig: Int32 = -1
  /// The mate's contig; negative where it is not placed.
  public internal(set) var mateContig: Int32 = -1
  /// The first aligned base, from 0.
  public internal(set) var position: Int = 0
  /// The mate's first aligned base, from 0; negative where it is not known.
  public internal(set) var matePosition: Int = -1
  /// What the read is: see ``Flag``.
  public internal(set) var flags: UInt16 = 0
  /// The Phred-scaled probability that the alignment is wrong; 255 where it is not known.
  public internal(set) var mappingQuality: UInt8 = 0
  /// Bases of the read; 0 where the file does not tell them.
  public internal(set) var length: Int = 0
  /// Operations of the alignment.
  public internal(set) var operationCount: Int = 0
  /// The operations: length in the upper 28 bits, kind in the lower 4, by the SAM specification.
  public internal(set) var operations: UnsafePointer<UInt32>
  /// The bases, two a byte, the first in the upper half: bits 1, 2, 4, 8 for A, C, G, T.
  public internal(set) var bases: UnsafePointer<UInt8>
  /// The Phred-scaled base qualities; a reader may change them.
  public internal(set) var qualities: UnsafeMutablePointer<UInt8>
  /// The name, ending in 0.
  public internal(set) var name: UnsafePointer<CChar>
  /// Bytes that ``copy(to:)`` needs.
  public internal(set) var byteCount: Int = 0

  init(_ record: UnsafeMutablePointer<bam1_t>, _ data: UnsafeMutablePointer<UInt8>) {
    let core = record.pointee.core
    contig = core.tid
    mateContig = core.mtid
    position = Int(core.pos)
    matePosition = Int(core.mpos)
    flags = core.flag
    mappingQuality = core.qual
    length = Int(core.l_qseq)
    operationCount = Int(core.n_cigar)
    operations = metachron_bam_cigar(record)
    bases = metachron_bam_sequence(record)
    qualities = metachron_bam_qualities(record)
    name = UnsafeRawPointer(data).assumingMemoryBound(to: CChar.self)
    // Name, operations, bases and qualities lie side by side; optional fields follow.
    byteCount = (qualities - data) + length
  }

  /// The same read in memory of the caller's.
  ///
  /// - Parameter memory: At least ``byteCount`` bytes, aligned to 4.
  public func copy(to memory: UnsafeMutableRawPointer) -> AlignedRead {
    let start = UnsafeRawPointer(name)
    memory.copyMemory(from: start, byteCount: byteCount)
    func moved(_ pointer: UnsafeRawPointer) -> UnsafeMutableRawPointer {
      memory + (pointer - start)
    }
    var copy = self
    copy.name = UnsafePointer(moved(name).assumingMemoryBound(to: CChar.self))
    copy.operations = UnsafePointer(moved(operations).assumingMemoryBound(to: UInt32.self))
    copy.bases = UnsafePointer(moved(bases).assumingMemoryBound(to: UInt8.self))
    copy.qualities = moved(qualities).assumingMemoryBound(to: UInt8.self)
    return copy
  }

  /// A number made of the name, the same for both mates; its last bit is as good as drawn.
  public var fragmentHash: UInt32 { metachron_fragment_hash(name) }
}

/// The memory behind a read is its file's.
@available(*, unavailable)
extension AlignedRead: Sendable {}

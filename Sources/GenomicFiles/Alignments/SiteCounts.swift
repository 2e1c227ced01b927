public import TumorModel

/// The reads of one sample at one site.
public struct SiteCounts: Hashable, Sendable {
  /// Reads (fragments, where mates overlap) that were judged, whatever they show.
  public var depth: Int32 = 0
  /// Strands, orientations and the background of the reads.
  public var support = ReadSupport()
  /// The base that most reads have at the site's first position, where the site is an indel or
  /// complex: the one that VCF writes before it. `N` where no read tells.
  public var anchor = UInt8(ascii: "N")
  /// Reads that were not counted.
  public var leftOut = LeftOutReads()

  /// Creates counts of no read.
  public init() {
    let none = ReadSupport.Split(reference: 0, alternate: 0)
    support.forward = none
    support.reverse = none
    support.background = (0, 0)
  }

  /// Reads with the reference allele.
  public var reference: Int32 {
    (support.forward?.reference ?? 0) + (support.reverse?.reference ?? 0)
  }

  /// Reads with the alternate allele.
  public var alternate: Int32 {
    (support.forward?.alternate ?? 0) + (support.reverse?.alternate ?? 0)
  }
}

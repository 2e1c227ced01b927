/// How the reads at a site are divided by strand and pair orientation, and the errors around it.
///
/// Absent where a file gives only counts. A field that is `nil` is unknown, which is not zero.
public struct ReadSupport: Hashable, Sendable {
  /// Two counts of reads: those with the reference allele and those with the alternate allele.
  public struct Split: Hashable, Sendable {
    /// Reads with the reference allele.
    public var reference: Int32
    /// Reads with the alternate allele.
    public var alternate: Int32

    /// Creates a pair of counts.
    public init(reference: Int32, alternate: Int32) {
      (self.reference, self.alternate) = (reference, alternate)
    }
  }

  /// Reads on the forward strand.
  public var forward: Split?
  /// Reads on the reverse strand.
  public var reverse: Split?
  /// Reads of pairs in F1R2 orientation.
  public var firstOrientation: Split?
  /// Reads of pairs in F2R1 orientation.
  public var secondOrientation: Split?
  /// Bases near the site, of the same reads, that differ from the reference and from the alternate
  /// allele, and all bases looked at; the ratio estimates the reads' error rate.
  public var background: (mismatches: Int32, bases: Int32)? {
    get { backgroundBases.map { (backgroundMismatches, $0) } }
    set {
      backgroundMismatches = newValue?.mismatches ?? 0
      backgroundBases = newValue?.bases
    }
  }
  private var backgroundMismatches: Int32 = 0
  private var backgroundBases: Int32?

  /// Creates support about which nothing is known.
  public init() {}
}

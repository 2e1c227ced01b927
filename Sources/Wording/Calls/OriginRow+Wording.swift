public import Results
public import TumorModel

extension ComparedSample {
  /// A side within a sentence: the identifier, or such as `the earlier samples`.
  public func words(_ side: PairSide) -> String { id ?? "the \(side.rawValue) samples" }
  /// A side in a title: the identifier, or such as `all earlier samples`.
  public func title(_ side: PairSide) -> String { id ?? "all \(side.rawValue) samples" }
}

extension OriginRow {
  /// The pair in a title, such as `P1-T to P1-M`.
  public var pairTitle: String {
    "\(earlierSample.title(.earlier)) to \(laterSample.title(.later))"
  }
}

extension PairRow {
  /// The pair in a title, such as `P1-T to P1-M`.
  public var title: String { "\(earlierSample.title(.earlier)) to \(laterSample.title(.later))" }

  /// What a reader should know of the pair, a phrase each.
  public var findingWords: [String] {
    findings.elements.map { $0.words(earlier: earlierSample.id, later: laterSample.id) }
  }
}

extension OriginRow.Side {
  /// The cancer cell fraction with its 90 % interval, such as `0.12 (0.08 to 0.2)`.
  public var fractionWords: String {
    guard let cellFraction else { return "unknown" }
    return Wording.value(cellFraction, low: cellFractionLow, high: cellFractionHigh)
  }

  /// The alternate reads, such as `3 of 120`.
  public var readsWords: String { Wording.reads(alternate, of: depth) }
}

extension TrajectoryRow {
  /// The cancer cell fraction with its 90 % interval, such as `0.12 (0.08 to 0.2)`.
  public var fractionWords: String {
    guard let cellFraction else { return "unknown" }
    return Wording.value(cellFraction, low: low, high: high)
  }

  /// The alternate reads, such as `3 of 120`.
  public var readsWords: String { Wording.reads(alternate, of: depth) }
}

extension MissingCounts {
  /// What stands in place of reads.
  package var words: String {
    switch self {
    case .uncalled: "not called"
    case .withoutCounts: "listed, reads not given"
    case .otherReads: "no record of the mutation, other reads differ from the reference"
    case .notAssayed: "not looked at"
    }
  }
}

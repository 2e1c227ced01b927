/// A stretch of a chromosome with one allele-specific copy number.
public struct CopyNumberSegment: Hashable, Sendable {
  /// The chromosome.
  public let chromosome: Chromosome
  /// The first and last base, 1-based and closed.
  public let range: ClosedRange<Int>
  /// The copies per tumour cell; those of most cells where cells differ.
  public let copyNumber: CopyNumber
  /// The copies of each part of the tumour cells, where cells differ.
  public let mixture: CopyNumberMixture?
  /// Whether ``copyNumber`` was rounded from real values.
  public let isRounded: Bool

  /// Creates a segment, or `nil` when it starts before base 1 or ends before it starts.
  public init?(
    chromosome: Chromosome, start: Int, end: Int, copyNumber: CopyNumber, isRounded: Bool = false
  ) {
    guard start >= 1, end >= start else { return nil }
    self.chromosome = chromosome
    self.range = start...end
    self.copyNumber = copyNumber
    self.mixture = nil
    self.isRounded = isRounded
  }

  /// Creates a segment in which tumour cells differ, or `nil` when it starts before base 1 or ends
  /// before it starts.
  public init?(
    chromosome: Chromosome, start: Int, end: Int, mixture: CopyNumberMixture,
    isRounded: Bool = false
  ) {
    guard start >= 1, end >= start else { return nil }
    self.chromosome = chromosome
    self.range = start...end
    self.copyNumber = mixture.dominant
    self.mixture = mixture
    self.isRounded = isRounded
  }
}

/// The segments of one sample, looked up by position.
public struct CopyNumberProfile: Hashable, Sendable {
  /// Two segments that cover the same base.
  public struct Overlap: Error, Hashable, Sendable {
    /// The segment that starts first.
    public let first: CopyNumberSegment
    /// The segment that starts inside ``first``.
    public let second: CopyNumberSegment
  }

  private let segments: [Chromosome: [CopyNumberSegment]]
  /// Whether tumour cells differ in any segment.
  public let hasMixtures: Bool

  /// Creates a profile from segments in any order.
  ///
  /// - Throws: ``Overlap`` when two segments share a base.
  public init(_ segments: [CopyNumberSegment]) throws(Overlap) {
    var sorted = Dictionary(grouping: segments, by: \.chromosome)
    for (chromosome, group) in sorted {
      let ordered = group.sorted { $0.range.lowerBound < $1.range.lowerBound }
      for (first, second) in zip(ordered, ordered.dropFirst())
      where second.range.lowerBound <= first.range.upperBound {
        throw Overlap(first: first, second: second)
      }
      sorted[chromosome] = ordered
    }
    self.segments = sorted
    hasMixtures = segments.contains { $0.mixture != nil }
  }

  /// The segments of one chromosome, sorted.
  public func segments(on chromosome: Chromosome) -> [CopyNumberSegment] {
    segments[chromosome] ?? []
  }

  /// The copy number at a position, or `nil` where no segment covers it.
  ///
  /// - Complexity: O(log segments).
  public func copyNumber(on chromosome: Chromosome, at position: Int) -> CopyNumber? {
    guard let group = segments[chromosome] else { return nil }
    var (low, high) = (0, group.count)
    while low < high {
      let middle = (low + high) / 2
      if group[middle].range.upperBound < position { low = middle + 1 } else { high = middle }
    }
    guard low < group.count, group[low].range.contains(position) else { return nil }
    return group[low].copyNumber
  }
}

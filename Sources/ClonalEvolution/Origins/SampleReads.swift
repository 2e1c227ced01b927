public import TumorModel

/// What one biopsy shows at the locus of one mutation.
public struct SampleReads: Hashable, Sendable {
  /// The reads that were counted.
  public var counts: ReadCounts
  /// The share of tumour cells; `nil` where it is unknown, so that it is estimated and averaged over.
  public var purity: Purity?
  /// The tumour cells' copy number at the locus; `nil` where it is unknown, so that it is averaged
  /// over.
  public var copyNumber: CopyNumber?
  /// How the specimen was kept; `nil` where it is unknown.
  public var specimen: Specimen?
  /// P(read alternate | molecule reference) of the assay; `nil` for the usual rate of the change.
  public var errorRate: Double?

  /// Creates a sample from values that have been checked.
  public init(
    counts: ReadCounts, purity: Purity?, copyNumber: CopyNumber? = nil, specimen: Specimen? = nil
  ) {
    self.counts = counts
    self.purity = purity
    self.copyNumber = copyNumber
    self.specimen = specimen
  }

  /// Creates a sample from plain numbers.
  ///
  /// - Parameters:
  ///   - alternate: Reads with the mutation, `0...depth`.
  ///   - depth: All reads at the locus, those with the mutation included.
  ///   - purity: The share of tumour cells in `(0, 1]`; `nil` where it is unknown.
  ///   - copyNumber: The tumour cells' copy number at the locus; `nil` where it is unknown.
  ///   - specimen: How the specimen was kept; `nil` where it is unknown.
  /// - Throws: ``OriginAnalysisError`` for counts or a purity out of range.
  public init(
    alternate: Int, depth: Int, purity: Double?, copyNumber: CopyNumber? = nil,
    specimen: Specimen? = nil
  ) throws(OriginAnalysisError) {
    guard let counts = ReadCounts(alternate: alternate, depth: depth) else {
      throw .invalidCounts(alternate: alternate, depth: depth)
    }
    var share: Purity?
    if let purity {
      share = Purity(purity)
      if share == nil { throw .invalidPurity(purity) }
    }
    self.init(counts: counts, purity: share, copyNumber: copyNumber, specimen: specimen)
  }

  /// A sample of a patient at a place in the order of time.
  func sample(id: String, order: Int) -> Sample {
    let role: SampleRole =
      specimen == .plasma ? .plasma : order == 0 ? .primary : .metastasis
    var sample = Sample(id: id, patient: "", role: role)
    sample.order = order
    sample.purity = purity
    sample.specimen = specimen
    sample.errorRate = errorRate
    return sample
  }
}

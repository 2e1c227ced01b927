public import TumorModel

extension DetectionPower {
  /// The mean purity that is assumed of a sample whose purity is not stated.
  public static let assumedPurity = 0.4

  /// What a sample can be expected to show before its reads are seen.
  ///
  /// Error rate and precision are those that an analysis starts from: the rate of changes that no
  /// damage favours, or the sample's own, and the usual precision of its kind of specimen. One
  /// mutated copy a cell is taken, and two copies a normal cell.
  ///
  /// - Parameters:
  ///   - sample: The sample; a purity that is not stated counts as ``assumedPurity``.
  ///   - depth: Reads at the site.
  ///   - copyNumber: Copies a tumour cell; 1+1 where it is `nil` or 0.
  public init?(expectedOf sample: Sample, depth: Int, copyNumber: CopyNumber?) {
    let model = SampleModel(sample: sample, parameters: OriginParameters())
    self.init(
      depth: depth, purity: sample.purity?.value ?? Self.assumedPurity,
      tumorCopies: copyNumber.map { max(1, $0.total) } ?? 2,
      errorRate: model.error(.generic).rate, precision: model.precision,
      errorPrecision: SampleModel.errorPrecision)
  }
}

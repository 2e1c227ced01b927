import Results
public import TumorModel

/// A pair of samples as a row of MultiQC's table; a value that is not known is left out.
public struct MultiQCPair: Codable, Hashable, Sendable {
  /// Purity of the earlier sample, as a share of cells.
  public var earlierPurity: Double?
  /// Purity of the later sample, as a share of cells.
  public var laterPurity: Double?
  /// Median over the calls of P(detect a cancer cell fraction of 0.25 in the earlier sample).
  public var power: Double?
  /// Whether the two samples come from one tumour.
  public var relatedness: RelatednessVerdict
  /// Share of truncal mutations found in the earlier sample.
  public var recall: Double?
}

package import TumorModel

/// What a copy-number tool says of a sample as a whole.
package struct StatedPurity {
  package let tool: PurityTool
  /// The share of tumour cells; `nil` where the tool found none.
  package var purity: Double?
  /// Mean copies per tumour cell.
  package var ploidy: Double?
  /// The sex that its reads show.
  package var sex: Sex?
}

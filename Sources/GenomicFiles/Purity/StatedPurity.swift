import TumorModel

/// What a copy-number tool says of a sample as a whole.
struct StatedPurity {
  let tool: PurityTool
  /// The share of tumour cells; `nil` where the tool found none.
  var purity: Double?
  /// Mean copies per tumour cell.
  var ploidy: Double?
  /// The sex that its reads show.
  var sex: Sex?
}

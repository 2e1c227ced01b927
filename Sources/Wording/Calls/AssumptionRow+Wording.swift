package import Results
import TumorModel

extension AssumptionRow {
  /// What was varied, such as `the error rate at x3`.
  package var assumption: String {
    let name =
      switch varied {
      case .errorRate: "the error rate"
      case .errorSpread: "the spread of errors over sites"
      case .precision: "the precision of allele counts"
      case .earlierPurity: "the purity of the earlier sample"
      case .laterPurity: "the purity of the later sample"
      case .prior: "the prior of the origins"
      case .artefactShare: "the share of artefacts"
      case .all: "all assumptions together"
      }
    return "\(name) at \(value.replacing("_", with: "-"))"
  }
}

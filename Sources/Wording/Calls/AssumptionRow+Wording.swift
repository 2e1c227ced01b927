package import Results
import TumorModel

extension AssumptionRow {
  /// What was varied, such as `the error rate at x3`.
  package var assumption: String {
    let name =
      switch varied {
      case .slab: "the shape of the prior of sub-clones"
      case .errorRate: "the error rate"
      case .precision: "the precision of allele counts"
      case .earlierPurity: "the purity of the earlier sample"
      case .laterPurity: "the purity of the later sample"
      case .prior: "the prior of the origins"
      case .all: "all assumptions together"
      }
    return "\(name) at \(value.replacing("_", with: "-"))"
  }
}

package import Results

extension AssumptionRow {
  /// What was varied, such as `the error rate at x3`.
  package var assumption: String {
    let name =
      switch varied {
      case "slab": "the shape of the prior of sub-clones"
      case "error_rate": "the error rate"
      case "precision": "the precision of allele counts"
      case "earlier_purity": "the purity of the earlier sample"
      case "later_purity": "the purity of the later sample"
      case "prior": "the prior of the origins"
      default: varied.replacing("_", with: " ")
      }
    return "\(name) at \(value.replacing("_", with: "-"))"
  }
}

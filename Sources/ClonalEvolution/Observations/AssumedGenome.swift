/// What is assumed of a tumour's copy numbers where they are not known.
enum AssumedGenome: Hashable, Sendable, CaseIterable {
  /// Two copies are the rule.
  case usual
  /// The genome doubled once, so that four copies are.
  case doubled

  /// The copy numbers to average over.
  var copyNumbers: CopyNumberPrior {
    switch self {
    case .usual: .standard
    case .doubled: .doubled
    }
  }

  /// The rule's copies per tumour cell.
  var ploidy: Double {
    switch self {
    case .usual: 2
    case .doubled: 4
    }
  }
}

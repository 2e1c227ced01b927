import TumorModel

/// The kinds of change that have error rates of their own.
enum ChangeKind: Int, CaseIterable, Sendable {
  /// Any other single or multiple base change.
  case generic
  /// C>T or G>A.
  case deamination
  /// C>A or G>T.
  case oxidation
  /// An insertion, deletion or complex change.
  case indel

  init(_ variant: Variant) {
    switch variant.kind {
    case .insertion, .deletion, .complex: self = .indel
    case .mnv: self = .generic
    case .snv:
      self = variant.isDeamination ? .deamination : variant.isOxidation ? .oxidation : .generic
    }
  }
}

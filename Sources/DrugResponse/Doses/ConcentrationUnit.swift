/// The unit in which a concentration was written.
public enum ConcentrationUnit: String, Hashable, Sendable, CaseIterable {
  /// Moles per litre.
  case molar
  /// 1e-3 mol/L.
  case millimolar
  /// 1e-6 mol/L.
  case micromolar
  /// 1e-9 mol/L.
  case nanomolar
  /// 1e-12 mol/L.
  case picomolar
  /// The decimal logarithm of moles per litre, such as -6 for 1 µM.
  case log10Molar
  /// The decimal logarithm of micromoles per litre, such as 0 for 1 µM.
  case log10Micromolar
  /// The decimal logarithm of nanomoles per litre, such as 3 for 1 µM.
  case log10Nanomolar

  /// Whether numbers in this unit are logarithms, which cannot write a dose of 0.
  public var isLogarithmic: Bool {
    switch self {
    case .log10Molar, .log10Micromolar, .log10Nanomolar: true
    case .molar, .millimolar, .micromolar, .nanomolar, .picomolar: false
    }
  }

  /// The moles per litre of one unit; for a logarithm, of the unit under it.
  public var molarFactor: Double {
    switch self {
    case .molar, .log10Molar: 1
    case .millimolar: 1e-3
    case .micromolar, .log10Micromolar: 1e-6
    case .nanomolar, .log10Nanomolar: 1e-9
    case .picomolar: 1e-12
    }
  }
}

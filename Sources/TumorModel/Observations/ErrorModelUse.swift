/// Which error model the likelihood of a sample's reads at a site used.
public struct ErrorModelUse: Hashable, Sendable {
  /// Where the error rate comes from: a closed list.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// The assay's rate as stated in the sheet or on the command line; the reads change it little.
    case stated
    /// The usual rate of the kind of change, not adjusted to the sample; in results of earlier versions
    /// only.
    case context
    /// The sample's rate, unknown and averaged over as its other sites leave it.
    case fitted
    /// The same at C>T and G>A in fixed tissue, where many sites may have inflated reads.
    case ffpe
    /// The site's own rate in a panel of normal samples.
    case panel
    /// The site's own rate in the normal samples of the study's other patients.
    case normals
    /// Several samples together, whose models differ.
    case mixed
  }

  /// Where the error rate comes from.
  public var basis: Basis
  /// Whether the orientation of the read pairs was used too.
  public var usesOrientation: Bool

  /// Names a model.
  public init(_ basis: Basis, usesOrientation: Bool = false) {
    (self.basis, self.usesOrientation) = (basis, usesOrientation)
  }

  /// The suffix in tables where the orientation was used.
  public static let orientationSuffix = "+orientation"

  /// The name in tables, such as `ffpe+orientation`.
  public var name: String {
    usesOrientation ? basis.rawValue + Self.orientationSuffix : basis.rawValue
  }

  /// The model of a name in a table; `nil` for any other text.
  public init?(name: String) {
    let usesOrientation = name.hasSuffix(Self.orientationSuffix)
    let stem = usesOrientation ? String(name.dropLast(Self.orientationSuffix.count)) : name
    guard let basis = Basis(rawValue: stem) else { return nil }
    self.init(basis, usesOrientation: usesOrientation)
  }
}

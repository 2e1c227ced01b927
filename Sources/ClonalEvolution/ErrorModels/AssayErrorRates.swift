public import TumorModel

/// P(read alternate | molecule reference) by kind of change, where no panel of normals tells it.
///
/// The values are usual ones for sequencing by synthesis, to be replaced by measured ones; reports
/// print what was used.
public struct AssayErrorRates: Hashable, Sendable {
  /// Single-base changes that no damage favours.
  public var substitution: Double
  /// C>T and G>A: deaminated cytosine, most of all at CpG.
  public var deamination: Double
  /// C>A and G>T: guanine oxidised while DNA is sheared.
  public var oxidation: Double
  /// C>T and G>A in formalin-fixed tissue; the mean of a wide prior, as blocks differ tenfold.
  public var fixedDeamination: Double
  /// Insertions and deletions of one base, which slip in runs of a base.
  public var singleBaseIndel: Double
  /// Longer insertions and deletions, and changes of several bases at once.
  public var longerChange: Double

  /// Rates of reads whose copies were marked or removed.
  public static let standard = AssayErrorRates(
    substitution: 3e-4, deamination: 5e-4, oxidation: 5e-4, fixedDeamination: 3e-3,
    singleBaseIndel: 3e-4, longerChange: 1e-4)

  /// Creates rates, each in `[0, 1)`.
  public init(
    substitution: Double, deamination: Double, oxidation: Double, fixedDeamination: Double,
    singleBaseIndel: Double, longerChange: Double
  ) {
    self.substitution = substitution
    self.deamination = deamination
    self.oxidation = oxidation
    self.fixedDeamination = fixedDeamination
    self.singleBaseIndel = singleBaseIndel
    self.longerChange = longerChange
  }

  /// The rate at a variant.
  ///
  /// - Parameters:
  ///   - variant: The variant.
  ///   - specimen: How the specimen was kept; unknown counts as not fixed.
  public func rate(of variant: Variant, in specimen: Specimen?) -> Double {
    switch variant.kind {
    case .snv:
      if variant.isDeamination { return specimen == .ffpe ? fixedDeamination : deamination }
      return variant.isOxidation ? oxidation : substitution
    case .insertion, .deletion:
      let length = variant.reference.utf8.count + variant.alternate.utf8.count
      return length == 1 ? singleBaseIndel : longerChange
    case .mnv, .complex: return longerChange
    }
  }
}

extension AssayErrorRates {
  /// The rate of a kind of change in tissue that is not fixed; insertions and deletions of any
  /// length take the mean of the two rates.
  func rate(_ change: ChangeKind) -> Double {
    switch change {
    case .generic: substitution
    case .deamination: deamination
    case .oxidation: oxidation
    case .indel: 0.5 * (singleBaseIndel + longerChange)
    }
  }
}

public import DelimitedText
public import TumorModel

extension OriginLabel: NamedFieldValue {}
extension Assumption: NamedFieldValue {}
extension IndeterminateReason: NamedFieldValue {}
extension RelatednessVerdict: NamedFieldValue {}
extension IdentityVerdict: NamedFieldValue {}
extension PrecisionBasis: NamedFieldValue {}
extension PuritySolution.Basis: NamedFieldValue {}
extension SampleRole: NamedFieldValue {}
extension Specimen: NamedFieldValue {}
extension Sex: NamedFieldValue {}
extension FunctionalClass: NamedFieldValue {}
extension MutationClass: NamedFieldValue {}
extension GenomeBuild: NamedFieldValue {}
extension SwapFinding.Kind: NamedFieldValue {}
extension SwapFinding.Evidence: NamedFieldValue {}

extension OriginFlags: FieldValue {
  /// Names of flags, joined by `;`.
  public static func read(_ field: FieldBytes) -> OriginFlags? {
    var flags: OriginFlags = []
    if field.isEmpty { return flags }
    for part in field.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard let found = names.first(where: { part.elementsEqual($0.name.utf8) }) else { return nil }
      flags.insert(found.flag)
    }
    return flags
  }

  /// Writes the names, joined by `;`.
  public func write(to table: inout TableWriter) {
    if isEmpty { return }
    var isFirst = true
    for (flag, name) in OriginFlags.names where contains(flag) {
      if !isFirst { table.append(byte: UInt8(ascii: ";")) }
      table.append(name)
      isFirst = false
    }
  }

  /// Names of flags.
  public static var expectation: String { "names of flags joined by ;" }
}

extension ErrorModelUse: FieldValue {
  /// The model of a name such as `ffpe+orientation`.
  public static func read(_ field: FieldBytes) -> ErrorModelUse? {
    ErrorModelUse(name: String(decoding: field, as: UTF8.self))
  }
  /// Writes the name.
  public func write(to table: inout TableWriter) { table.append(name) }
  /// Names of models.
  public static var expectation: String {
    "an error model: one of " + Basis.allCases.map(\.rawValue).joined(separator: ", ")
      + ", with \(orientationSuffix) where orientation was weighed"
  }
}

/// Why a sample has no counts at a site.
public enum MissingCounts: String, Hashable, Sendable, NamedFieldValue {
  /// The caller did not list the variant: its rule failed, at an unknown depth.
  case uncalled
  /// The variant is listed, without counts.
  case withoutCounts = "without_counts"
  /// The caller's record names the reference alone, and more reads show something else than errors
  /// explain.
  case otherReads = "other_reads"
  /// The assay does not cover the locus, or nothing is known of it.
  case notAssayed = "not_assayed"

  /// Why an observation has no counts; `nil` where it has some.
  public init?(_ observation: SiteObservation) {
    switch observation {
    case .counted: return nil
    case .uncalled: self = .uncalled
    case .withoutCounts: self = .withoutCounts
    case .otherReads: self = .otherReads
    case .notAssayed: self = .notAssayed
    }
  }

  /// The observation.
  public var observation: SiteObservation {
    switch self {
    case .uncalled: .uncalled
    case .withoutCounts: .withoutCounts
    case .otherReads: .otherReads
    case .notAssayed: .notAssayed
    }
  }
}

/// Reads of both pair orientations at a site.
public struct OrientationCounts: Hashable, Sendable, FieldValue {
  /// Alternate reads in F1R2 and F2R1 pairs, then reference reads in the same order.
  public var counts: [Int32]

  /// The orientations of a site's reads; `nil` where they are not known.
  public init?(_ support: ReadSupport?) {
    guard let first = support?.firstOrientation, let second = support?.secondOrientation else {
      return nil
    }
    counts = [first.alternate, second.alternate, first.reference, second.reference]
  }

  /// What the counts tell of the reads.
  public var support: ReadSupport {
    var support = ReadSupport()
    support.firstOrientation = .init(reference: counts[2], alternate: counts[0])
    support.secondOrientation = .init(reference: counts[3], alternate: counts[1])
    return support
  }

  private init(counts: [Int32]) { self.counts = counts }

  /// Four counts joined by commas.
  public static func read(_ field: FieldBytes) -> OrientationCounts? {
    let parts = field.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let counts = parts.compactMap { part in
      Int.read(FieldBytes(rebasing: part)).flatMap { $0 < 0 ? nil : Int32(exactly: $0) }
    }
    return counts.count == 4 ? OrientationCounts(counts: counts) : nil
  }

  /// Writes four counts joined by commas.
  public func write(to table: inout TableWriter) {
    for (index, count) in counts.enumerated() {
      if index > 0 { table.append(byte: UInt8(ascii: ",")) }
      table.append(Int(count))
    }
  }

  /// Four counts.
  public static var expectation: String { "four counts joined by commas" }
}

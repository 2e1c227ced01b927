public import TumorModel

extension TableWriter {
  /// Writes `chromosome:position:ref>alt` as one field.
  mutating func mutationField(_ variant: Variant) {
    append(variant.chromosome.name)
    append(byte: UInt8(ascii: ":"))
    append(variant.position)
    append(byte: UInt8(ascii: ":"))
    append(variant.reference.isEmpty ? "-" : variant.reference)
    append(byte: UInt8(ascii: ">"))
    field(variant.alternate.isEmpty ? "-" : variant.alternate)
  }

  /// Writes depth and alternate reads, or two empty fields.
  mutating func countFields(_ observation: SiteObservation) {
    guard let counts = observation.counts else { return emptyFields(2) }
    field(Int(counts.depth))
    field(Int(counts.alternate))
  }

  /// Writes median, 5 % and 95 % quantile, or three empty fields.
  mutating func fractionFields(_ fraction: CellFractionSummary?) {
    guard let fraction else { return emptyFields(3) }
    field(fraction.median)
    field(fraction.low)
    field(fraction.high)
  }

  /// Writes the five probabilities, or five empty fields.
  mutating func probabilityFields(_ probabilities: OriginProbabilities?) {
    guard let probabilities else { return emptyFields(5) }
    field(probabilities.acquired)
    field(probabilities.preexistingSubclonal)
    field(probabilities.preexistingClonal)
    field(probabilities.lost)
    field(probabilities.artefact)
  }

  /// Writes the names of flags, joined by semicolons.
  mutating func flagsField(_ flags: OriginFlags) {
    if !flags.isEmpty {
      var isFirst = true
      for (flag, name) in OriginFlags.names where flags.contains(flag) {
        if !isFirst { append(byte: UInt8(ascii: ";")) }
        append(name)
        isFirst = false
      }
    }
    separate()
  }
}

extension SiteObservation {
  /// Why there are no counts, as tables spell it; empty where there are some.
  public var absenceName: String {
    switch self {
    case .counted: ""
    case .uncalled: "uncalled"
    case .withoutCounts: "without_counts"
    case .notAssayed: "not_assayed"
    }
  }

  /// The observation without counts of a name in a table.
  public init?(absenceName: String) {
    switch absenceName {
    case "uncalled": self = .uncalled
    case "without_counts": self = .withoutCounts
    case "not_assayed": self = .notAssayed
    default: return nil
    }
  }
}

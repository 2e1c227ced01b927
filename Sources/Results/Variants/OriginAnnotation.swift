import DelimitedText
public import TumorModel

/// The origins of one VCF record's alternate alleles as its INFO and FORMAT fields.
public struct OriginAnnotation: Sendable {
  /// A call with the number of its alternate allele in the record, from 1.
  public typealias Entry = (allele: Int, call: OriginCall)

  private let entries: [Entry]
  private let patient: PatientEvidence
  /// How many alternate alleles the record has.
  private let alleles: Int

  /// Creates the annotation of a record.
  ///
  /// - Parameters:
  ///   - entries: The calls, all of one later sample.
  ///   - patient: The evidence they were made from.
  ///   - alleles: How many alternate alleles the record has.
  public init(_ entries: [Entry], of patient: PatientEvidence, alleles: Int) {
    (self.entries, self.patient, self.alleles) = (entries, patient, alleles)
  }

  /// `MC_ALT=1;MC_EARLIER=...`, in the order of ``VariantField/info``.
  public var info: String {
    zip(
      VariantField.info,
      [
        list { "\($0.allele)" },
        list { entry in
          Self.escaped(
            entry.call.earlier.sample.map { patient.samples[$0].id } ?? ComparedSample.jointName)
        },
        list { $0.call.label.rawValue },
        list { $0.call.reason?.rawValue ?? "." },
        list { $0.call.flags.isEmpty ? "." : $0.call.flags.names.joined(separator: "|") },
        list { Self.text($0.call.probabilities?.acquired) },
        list { Self.text($0.call.probabilities?.preexistingSubclonal) },
        list { Self.text($0.call.probabilities?.preexistingClonal) },
        list { Self.text($0.call.probabilities?.lost) },
        list { Self.text($0.call.probabilities?.artefact) },
        list { Self.text($0.call.earlierAboveThreshold) },
        list { Self.text($0.call.earlier.observation.counts?.alternate) },
        list { Self.text($0.call.earlier.observation.counts?.depth) },
        list { Self.text($0.call.earlier.cellFraction?.low) },
        list { Self.text($0.call.earlier.cellFraction?.high) },
        list { Self.text($0.call.earlier.detectionPower) },
      ]
    ).map { "\($0.id)=\($1)" }.joined(separator: ";")
  }

  /// The names of ``VariantField/format``, for the end of FORMAT.
  public static var formatKeys: String {
    VariantField.format.map(\.id).joined(separator: ":")
  }

  /// The later sample's values of ``VariantField/format``.
  public var sample: String {
    let sides = (1...max(1, alleles)).map { number in
      entries.first { $0.allele == number }?.call.later
    }
    func values(_ text: (OriginSide) -> String) -> String {
      sides.map { $0.map(text) ?? "." }.joined(separator: ",")
    }
    return [
      values { Self.text($0.observation.counts?.alternate) },
      values { Self.text($0.observation.counts?.depth) },
      values { Self.text($0.cellFraction?.median) },
      values { Self.text($0.cellFraction?.low) },
      values { Self.text($0.cellFraction?.high) },
    ].joined(separator: ":")
  }

  private func list(_ text: (Entry) -> String) -> String {
    entries.map(text).joined(separator: ",")
  }

  private static func text(_ value: Int32?) -> String { value.map { "\($0)" } ?? "." }

  private static func text(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "." }
    return value.fieldText
  }

  /// Text for INFO: what would end it there is written as in a URL.
  public static func escaped(_ text: String) -> String {
    FieldEscape.encoded(text, escaping: escapedInInfo)
  }

  private static let escapedInInfo = Set(0...0x20).union(",;=%\u{7F}".utf8)
}

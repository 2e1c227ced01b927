public import DelimitedText

/// The earlier side of a call: one sample, or all earlier samples of the patient together.
public enum EarlierSample: Hashable, Sendable {
  /// One sample, by its identifier.
  case sample(String)
  /// All earlier samples together.
  case joint

  /// The sample's identifier; `nil` where several are joined.
  public var id: String? {
    if case .sample(let id) = self { id } else { nil }
  }

  /// Whether the call joins all earlier samples.
  public var isJoint: Bool { self == .joint }

  /// The side of a sample's identifier; `nil` stands for all of them.
  public init(_ id: String?) { self = id.map(EarlierSample.sample) ?? .joint }
}

extension EarlierSample: FieldValue {
  /// In tables and in VCF it stands for all earlier samples together.
  static let jointName = "*"
  private static let asterisk = UInt8(ascii: "*")

  /// An identifier, or `*`.
  public static func read(_ field: FieldBytes) -> EarlierSample? {
    if field.count == 1, field[0] == Self.asterisk { return .joint }
    return field.isEmpty ? nil : .sample(String(decoding: field, as: UTF8.self))
  }

  /// Writes the identifier, or `*`.
  public func write(to table: inout TableWriter) {
    switch self {
    case .sample(let id): table.append(id)
    case .joint: table.append(byte: Self.asterisk)
    }
  }

  /// An identifier, or `*`.
  public static var expectation: String { "a sample, or * for all earlier ones" }
}

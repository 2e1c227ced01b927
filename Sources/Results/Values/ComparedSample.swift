public import DelimitedText
import TumorModel

/// A side of a call: one sample, or all earlier, or all later, samples of the patient together.
public enum ComparedSample: Hashable, Sendable {
  /// One sample, by its identifier.
  case sample(String)
  /// All samples of the side together.
  case joint

  /// The sample's identifier; `nil` where several are joined.
  public var id: String? {
    if case .sample(let id) = self { id } else { nil }
  }

  /// Whether the call joins all samples of the side.
  public var isJoint: Bool { self == .joint }

  /// What tables write: the identifier, or `*`.
  public var name: String { id ?? Self.jointName }

  /// The side that tables write so.
  public init(named name: String) { self = name == Self.jointName ? .joint : .sample(name) }

  /// The side of a sample's identifier; `nil` stands for all of them.
  public init(_ id: String?) { self = id.map(ComparedSample.sample) ?? .joint }
}

extension ComparedSample: FieldValue {
  /// In tables and in VCF it stands for all samples of a side together.
  static let jointName = Sample.joinedName
  private static let asterisk = UInt8(ascii: "*")

  /// An identifier, or `*`.
  public static func read(_ field: FieldBytes) -> ComparedSample? {
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
  public static var expectation: String { "a sample, or * for all of its side" }
}

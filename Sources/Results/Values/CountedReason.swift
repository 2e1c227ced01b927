public import DelimitedText

/// A reason and how many patients it holds for.
public struct CountedReason: Hashable, Sendable, FieldValue {
  /// The reason.
  public var reason: CohortReason
  /// Patients.
  public var count: Int

  /// Creates a counted reason.
  public init(_ reason: CohortReason, _ count: Int) { (self.reason, self.count) = (reason, count) }

  /// `name:count`.
  public static func read(_ field: FieldBytes) -> CountedReason? {
    guard let colon = field.lastIndex(of: UInt8(ascii: ":")), colon > 0,
      let count = Int.read(FieldBytes(rebasing: field[(colon + 1)...])), count >= 0,
      let reason = CohortReason.read(FieldBytes(rebasing: field[..<colon]))
    else { return nil }
    return CountedReason(reason, count)
  }
  /// Writes `name:count`.
  public func write(to table: inout TableWriter) {
    reason.write(to: &table)
    table.append(byte: UInt8(ascii: ":"))
    table.append(count)
  }
  /// `name:count`.
  public static var expectation: String { "name:count" }
}

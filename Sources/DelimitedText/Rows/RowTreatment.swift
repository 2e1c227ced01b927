/// What is made of a row with a fault, unless the fault is an error.
package enum RowTreatment: Hashable, Sendable {
  /// The row is left out.
  case leftOut
  /// Its mutation is taken, its counts are not.
  case withoutCounts
  /// The row is taken without the field.
  case withoutField
  /// The row tells more reads than its depth: their sum is the depth.
  case sumAsDepth
  /// Of rows that say the same mutation with other counts, the deeper one is taken.
  case deeperCounts

  /// Whether nothing that the row tells is lost, so that no limit applies.
  var isWhole: Bool { self == .sumAsDepth || self == .deeperCounts }

  /// What a warning says of such rows, after their number.
  var words: String {
    switch self {
    case .leftOut: "left out"
    case .withoutCounts: "read without counts"
    case .withoutField: "read without this field"
    case .sumAsDepth: "read with the sum of the counts as depth"
    case .deeperCounts: "merged, the counts of the deeper one kept"
    }
  }
}

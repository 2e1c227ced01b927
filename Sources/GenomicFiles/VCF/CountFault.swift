/// Why the reads of a call are not counted.
enum CountFault: Hashable {
  /// No dialect reads its FORMAT.
  case format
  /// `AD` has another number of values than the record has alleles.
  case length(found: Int, expected: Int)
  /// `AD` adds up to far more than `DP`.
  case exceedsDepth(reads: Int, depth: Int)
  /// The sample gives no number.
  case missing

  /// The place of the cause among ``causes``.
  var cause: Int {
    switch self {
    case .format: 0
    case .length: 1
    case .exceedsDepth: 2
    case .missing: 3
    }
  }

  /// How many causes there are.
  static let causes = 4
}

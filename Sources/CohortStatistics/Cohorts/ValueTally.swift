/// Any number of values, in memory that does not grow with their number.
///
/// Up to ``limit`` values are kept as they are; beyond that, all are counted in bins of a fixed
/// width, each represented by its midpoint. The contents depend on the values only, not on their
/// order.
public struct ValueTally: Hashable, Sendable {
  /// A value and how often it occurred.
  public struct Entry: Hashable, Sendable {
    /// The value, or the midpoint of its bin.
    public let value: Double
    /// How often it occurred.
    public let count: Int
  }

  /// How many values are kept individually.
  public let limit: Int
  /// The width of the bins.
  public let width: Double
  /// The number of values added.
  public private(set) var count = 0
  private let greatest: Double
  private var values: [Double] = []
  private var bins: [Int32: Int] = [:]

  /// Creates an empty tally.
  ///
  /// - Parameters:
  ///   - limit: How many values are kept individually.
  ///   - width: The width of the bins used beyond that, above 0.
  ///   - greatest: Once values are binned, those beyond this magnitude count as this magnitude.
  public init(limit: Int, width: Double, greatest: Double) {
    (self.limit, self.width, self.greatest) = (limit, width, greatest)
  }

  /// Whether values are counted in bins.
  public var isBinned: Bool { count > limit }

  /// Adds a value; values that are not a number are ignored.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - number: How often it occurs, at least 0.
  public mutating func add(_ value: Double, count number: Int = 1) {
    if value.isNaN || number <= 0 { return }
    count += number
    if count <= limit {
      for _ in 0..<number { values.append(value) }
    } else {
      if !values.isEmpty {
        for known in values { bins[bin(known), default: 0] += 1 }
        values = []
      }
      bins[bin(value), default: 0] += number
    }
  }

  /// The values in increasing order, with equal values combined.
  public var entries: [Entry] {
    guard !isBinned else {
      return bins.sorted { $0.key < $1.key }
        .map { Entry(value: Double($0.key) * width, count: $0.value) }
    }
    var entries: [Entry] = []
    for value in values.sorted() {
      if let last = entries.last, last.value == value {
        entries[entries.count - 1] = Entry(value: value, count: last.count + 1)
      } else {
        entries.append(Entry(value: value, count: 1))
      }
    }
    return entries
  }

  /// The values in increasing order, each as often as it occurred.
  public var expanded: [Double] {
    entries.flatMap { Array(repeating: $0.value, count: $0.count) }
  }

  /// At most the given number of values, evenly spread over the sorted values.
  public func sample(of most: Int) -> [Double] {
    guard count > most, most > 0 else { return expanded }
    var result: [Double] = []
    var passed = 0
    for entry in entries {
      passed += entry.count
      let wanted = Int(Double(most) * Double(passed) / Double(count))
      while result.count < wanted { result.append(entry.value) }
    }
    return result
  }

  private func bin(_ value: Double) -> Int32 {
    Int32((min(max(value, -greatest), greatest) / width).rounded())
  }
}

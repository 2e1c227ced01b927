/// Values of any number, in memory that does not grow with it.
///
/// The first ``limit`` values are kept as they are; beyond, all are counted in bins of a fixed
/// width, each standing for its middle. What it holds depends on the values alone, not on their
/// order.
public struct ValueTally: Hashable, Sendable {
  /// A value and how often it came.
  public struct Entry: Hashable, Sendable {
    /// The value, or its bin's middle.
    public let value: Double
    /// How often it came.
    public let count: Int
  }

  /// How many values are kept one by one.
  public let limit: Int
  /// The bins' width.
  public let width: Double
  /// The values that came.
  public private(set) var count = 0
  private let greatest: Double
  private var values: [Double] = []
  private var bins: [Int32: Int] = [:]

  /// Creates an empty tally.
  ///
  /// - Parameters:
  ///   - limit: How many values are kept one by one.
  ///   - width: The bins' width beyond, above 0.
  ///   - greatest: Values beyond this magnitude count as this magnitude, once in bins.
  public init(limit: Int, width: Double, greatest: Double) {
    (self.limit, self.width, self.greatest) = (limit, width, greatest)
  }

  /// Whether values are counted in bins.
  public var isBinned: Bool { count > limit }

  /// Adds a value; those that are not a number are left out.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - number: How often it comes, at least 0.
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

  /// The values in rising order, equal ones together.
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

  /// The values in rising order, each as often as it came.
  public var expanded: [Double] {
    entries.flatMap { Array(repeating: $0.value, count: $0.count) }
  }

  /// At most so many of the values, evenly spread over their order by size.
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

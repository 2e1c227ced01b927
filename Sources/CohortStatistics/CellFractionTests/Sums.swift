/// The distribution of a sum of whole numbers.
struct Sums {
  /// The sum that the first mass belongs to.
  private(set) var offset: Int
  /// Probabilities of successive sums.
  private(set) var masses: [Double]

  /// A sum that is certain.
  private init() { (offset, masses) = (0, [1]) }

  /// The sum of some numbers drawn without replacement.
  ///
  /// One number after another is taken with the chance that it belongs to the draw given how many were
  /// taken before: probabilities only, whatever the number of draws.
  init(of drawn: Int, from numbers: [Int]) {
    if drawn == 1, let least = numbers.min(), let most = numbers.max() {
      offset = least
      masses = [Double](repeating: 0, count: most - least + 1)
      let share = 1 / Double(numbers.count)
      for number in numbers { masses[number - least] += share }
      return
    }
    let sorted = numbers.sorted()
    let least = sorted.prefix(drawn).reduce(0, +)
    let most = sorted.suffix(drawn).reduce(0, +)
    let width = most + 1
    var table = [Double](repeating: 0, count: (drawn + 1) * width)
    table[0] = 1
    var reach = [Int](repeating: 0, count: drawn + 1)
    for (index, number) in sorted.enumerated() {
      let left = numbers.count - index
      for taken in stride(from: min(drawn, index + 1), through: 0, by: -1) {
        let stays = Double(left - (drawn - taken)) / Double(left)
        let start = taken * width
        // Fewer taken than can still be made up for have no probability.
        let kept = max(0, stays)
        for sum in 0...reach[taken] { table[start + sum] *= kept }
        guard taken > 0 else { continue }
        let enters = Double(drawn - taken + 1) / Double(left)
        let other = start - width
        let last = min(reach[taken - 1], most - number)
        guard last >= 0 else { continue }
        for sum in 0...last { table[start + sum + number] += enters * table[other + sum] }
        reach[taken] = max(reach[taken], last + number)
      }
    }
    offset = least
    masses = Array(table[(drawn * width + least)...])
  }

  /// Up to this width a sum is convolved number by number.
  private static let longest = 2_048

  /// `P(sum = value)` and `P(sum > value)` of the sum of independent sums.
  static func tail(of parts: [Sums], _ value: Int) -> (at: Double, above: Double) {
    let width = parts.reduce(0) { $0 + $1.masses.count - 1 }
    return width <= longest ? total(parts).tail(value) : LongSum.tail(of: parts, value)
  }

  /// The sum of independent sums: neighbours are joined until one is left.
  static func total(_ parts: [Sums]) -> Sums {
    guard var level = Optional(parts), !level.isEmpty else { return Sums() }
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map { index in
        index + 1 < level.count ? level[index].adding(level[index + 1]) : level[index]
      }
    }
    return level[0]
  }

  private func adding(_ other: Sums) -> Sums {
    let (long, short) =
      masses.count >= other.masses.count ? (masses, other.masses) : (other.masses, masses)
    var result = self
    result.offset += other.offset
    result.masses = [Double](repeating: 0, count: long.count + short.count - 1)
    result.masses.withUnsafeMutableBufferPointer { sum in
      long.withUnsafeBufferPointer { long in
        for (shift, factor) in short.enumerated() where factor > 0 {
          for index in long.indices { sum[index + shift] += factor * long[index] }
        }
      }
    }
    return result
  }

  /// `P(sum = value)` and `P(sum > value)`.
  func tail(_ value: Int) -> (at: Double, above: Double) {
    let index = value - offset
    guard index < masses.count else { return (0, 0) }
    guard index >= 0 else { return (0, 1) }
    return (masses[index], masses[(index + 1)...].reversed().reduce(0, +))
  }
}

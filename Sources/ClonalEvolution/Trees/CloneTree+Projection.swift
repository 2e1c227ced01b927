extension CloneTree {
  /// Cancer cell fractions as a tree allows them, nearest to measured ones.
  public struct Projection: Hashable, Sendable {
    /// The fraction of each clone.
    public var fractions: [Double]
    /// The share of cells of no clone, then of each clone's own cells.
    public var proportions: [Double]
    /// The weighted sum of squares.
    public var squares: Double
  }

  /// Projects measured fractions of one sample onto those that the tree allows:
  /// ```
  /// min Σ_v w_v (F_v − f_v)²   with   F_v ≥ Σ F_child,  1 ≥ Σ F_founder,  F ≥ 0
  /// ```
  ///
  /// Exact. In the multiplier of its parent's sum each clone's fraction is a falling, piecewise linear function,
  /// and these add up from the leaves to the root, as in the dual of Y. Qi and others, *Lect. Notes Comput. Sci.*
  /// (fastppm; quadratic loss).
  ///
  /// - Parameters:
  ///   - measured: A fraction for each clone.
  ///   - weights: Above 0: 1 / variance.
  /// - Complexity: Quadratic in the number of clones.
  public func projection(_ measured: [Double], weights: [Double]) -> Projection {
    precondition(measured.count == count && weights.count == count, "a value for each clone")
    precondition(weights.allSatisfy { $0 > 0 }, "weights above 0")
    var lines = [FallingLine](repeating: FallingLine(), count: count)
    var sums = lines
    let order = topDown
    for clone in order.reversed() {
      sums[clone] = FallingLine(sum: children(of: clone).map { lines[$0] })
      lines[clone] = FallingLine(
        measured: measured[clone], weight: weights[clone], children: sums[clone])
    }
    let founders = children(of: Self.normal)
    let all = FallingLine(sum: founders.map { lines[$0] })
    // The multiplier of each clone's parent.
    var outer = [Double](repeating: 0, count: count)
    let top = all.value(at: 0) <= 1 ? 0 : all.place(of: 1)
    for founder in founders { outer[founder] = top }
    var fractions = [Double](repeating: 0, count: count)
    for clone in order {
      fractions[clone] = max(0, lines[clone].value(at: outer[clone]))
      let isFree = fractions[clone] >= sums[clone].value(at: 0)
      let inner = isFree ? 0 : sums[clone].place(of: fractions[clone])
      for child in children(of: clone) { outer[child] = inner }
    }
    let squares = fractions.indices.reduce(0) { sum, clone in
      let difference = fractions[clone] - measured[clone]
      return sum + weights[clone] * difference * difference
    }
    let proportions = (Self.normal..<count).map { place in
      (place == Self.normal ? 1 : fractions[place])
        - children(of: place).reduce(0) { $0 + fractions[$1] }
    }
    return Projection(
      fractions: fractions, proportions: proportions.map { max(0, $0) }, squares: squares)
  }

  /// The clones, each after its parent.
  private var topDown: [Int] {
    var order: [Int] = []
    var stack = children(of: Self.normal)
    while let clone = stack.popLast() {
      order.append(clone)
      stack += children(of: clone)
    }
    return order
  }
}

/// A falling, piecewise linear function of a multiplier from 0 on, which ends at a constant.
private struct FallingLine {
  /// Places, rising from 0, with their values.
  private var points: [(place: Double, value: Double)] = [(0, 0)]

  init() {}

  init(sum lines: [FallingLine]) {
    let places = Set(lines.flatMap { $0.points.map(\.place) } + [0]).sorted()
    points = places.map { place in (place, lines.reduce(0) { $0 + $1.value(at: place) }) }
  }

  /// A clone's fraction by the multiplier `λ` of its parent's sum. Where that of its children, `μ`, is 0, it is
  /// `f − λ / 2w`; otherwise it is the children's sum at `μ`, with `λ = μ + 2w (f − sum)`.
  init(measured: Double, weight: Double, children: FallingLine) {
    var known: [(place: Double, value: Double)] = children.points.map { point in
      (point.place + 2 * weight * (measured - point.value), point.value)
    }
    // Down to 0, of which there is no less.
    if let last = known.last, last.value > 0 {
      known.append((last.place + 2 * weight * last.value, 0))
    }
    let first = known[0]
    if first.place > 0 {
      points = [(0, first.value + first.place / (2 * weight))] + known
      return
    }
    let start = FallingLine(points: known).value(at: 0)
    points = [(0, start)] + known.filter { $0.place > 0 }
  }

  private init(points: [(place: Double, value: Double)]) { self.points = points }

  func value(at place: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.place >= place }) else {
      return points[points.count - 1].value
    }
    guard next > 0 else { return points[0].value }
    let (left, right) = (points[next - 1], points[next])
    let part = (place - left.place) / (right.place - left.place)
    return left.value + part * (right.value - left.value)
  }

  /// The first place with a value.
  func place(of value: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.value <= value }), next > 0 else {
      return points[0].value <= value ? 0 : points[points.count - 1].place
    }
    let (left, right) = (points[next - 1], points[next])
    let part = (left.value - value) / (left.value - right.value)
    return left.place + part * (right.place - left.place)
  }
}

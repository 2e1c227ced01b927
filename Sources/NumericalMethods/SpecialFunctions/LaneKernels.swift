import CLaneKernels

/// Loops over many numbers in C, those that gain by it compiled for several instruction sets.
///
/// The fastest that the processor has is taken when the program starts. All give the same bytes: sums have
/// an order that is written out, and nothing is fused.
public enum LaneKernels {
  /// Numbers that are read.
  public typealias Input = UnsafePointer<Double>
  /// Room for numbers.
  public typealias Output = UnsafeMutablePointer<Double>

  /// Nodes that are averaged over: the places of those that count, `nil` for the first `count`.
  public struct Nodes {
    let places: UnsafePointer<Int32>?
    let count: Int64

    /// Takes nodes.
    ///
    /// - Parameters:
    ///   - places: The places of those that count.
    ///   - count: Their number.
    ///   - all: The number of all nodes.
    @inlinable @inline(__always)
    public init(_ places: UnsafePointer<Int32>, count: Int, of all: Int) {
      self.init(places: count == all ? nil : places, count: Int64(count))
    }

    @usableFromInline
    init(places: UnsafePointer<Int32>?, count: Int64) {
      (self.places, self.count) = (places, count)
    }
  }

  /// Writes the mean of rows of eight with weights `total / own`.
  public static func meanOfRows(
    _ rows: UnsafePointer<Float>, total: Input, own: Input, nodes: Nodes, into mean: Output
  ) {
    metachron_mean_of_rows(rows, total, own, nodes.places, nodes.count, mean)
  }

  /// The means of two columns with weights `total / own`.
  public static func meansOfColumns(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, total: Input, own: Input,
    nodes: Nodes
  ) -> (first: Double, second: Double) {
    var means = SIMD2<Double>.zero
    withUnsafeMutableBytes(of: &means) {
      guard let start = $0.baseAddress?.assumingMemoryBound(to: Double.self) else { return }
      metachron_means_of_columns(
        first, second, total, own, nodes.places, nodes.count, start)
    }
    return (means[0], means[1])
  }

  /// Writes for each row of eight its product with `factors`, plus `fixed`, within limits.
  public static func productsWithRows(
    _ rows: UnsafePointer<Float>, factors: Input, fixed: Double,
    limits: (least: Double, greatest: Double), nodes: Nodes, into result: Output
  ) {
    metachron_products_with_rows(
      rows, factors, fixed, limits.least, limits.greatest, nodes.places, nodes.count, result)
  }

  /// Writes `fixed + a first + b second` for each entry of two columns, within limits.
  public static func sumsOfColumns(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, fixed: Double,
    factors: (a: Double, b: Double), limits: (least: Double, greatest: Double), nodes: Nodes,
    into result: Output
  ) {
    metachron_sums_of_columns(
      first, second, fixed, factors.a, factors.b, limits.least, limits.greatest, nodes.places,
      nodes.count, result)
  }

  /// Multiplies the rows of a matrix, each column for itself, as `mantissa · 2^exponent`.
  ///
  /// - Parameters:
  ///   - matrix: `[row][column]`, positive; any four of a column multiply within the range of numbers.
  ///   - marks: One for each row; negative where it is left out.
  ///   - columns: The number of columns.
  ///   - mantissas: Room for a value for each column, likewise `exponents`.
  public static func columnProducts(
    _ matrix: Input, marks: [Int], columns: Int, mantissas: Output, exponents: Output
  ) {
    marks.withUnsafeBufferPointer { marks in
      marks.withMemoryRebound(to: Int64.self) { marks in
        guard let start = marks.baseAddress else {
          mantissas.update(repeating: 1, count: columns)
          exponents.update(repeating: 0, count: columns)
          return
        }
        metachron_column_products(
          matrix, start, Int64(marks.count), Int64(columns), mantissas, exponents)
      }
    }
  }

  /// Writes the integrals of a curve of trapezoids from its ends to each point: from the left up to the
  /// point `peak`, then from the right, negative, from `peak` on.
  ///
  /// - Parameters:
  ///   - values: The curve at its points.
  ///   - steps: The distances of neighbouring points.
  ///   - integrals: Room for one value more than there are points.
  /// - Returns: The whole integral.
  public static func integrals(
    of values: Input, steps: Input, count: Int, peak: Int, into integrals: Output
  ) -> Double {
    metachron_integrals(values, steps, Int64(count), Int64(peak), integrals)
  }

  /// Writes for each node the weighted sum over its parts of the integrals between eight neighbouring
  /// places; the eighth of a node's eight sums is of no use.
  ///
  /// - Parameters:
  ///   - integrals: As ``integrals(of:steps:count:peak:into:)`` leaves them.
  ///   - whole: The whole integral.
  ///   - indices: The point below each of eight places of each part.
  ///   - fractions: How far each is towards the next.
  ///   - weights: One for each part.
  ///   - ends: The part after the last one of each node.
  public static func rangeIntegrals(
    _ integrals: Input, whole: Double, peak: Int, indices: UnsafePointer<Int32>,
    fractions: UnsafePointer<Float>, weights: Input, ends: UnsafePointer<Int32>, nodes: Int,
    into sums: Output
  ) {
    metachron_range_integrals(
      integrals, whole, Int32(peak), indices, fractions, weights, ends, Int64(nodes), sums)
  }

  /// Writes for each node the weighted sum over its parts of the values at a place.
  public static func placeSums(
    _ values: Input, indices: UnsafePointer<Int32>, fractions: UnsafePointer<Float>,
    weights: Input, ends: UnsafePointer<Int32>, nodes: Int, into sums: Output
  ) {
    metachron_place_sums(values, indices, fractions, weights, ends, Int64(nodes), sums)
  }

  /// Writes for each point the weighted sum over lines of the values at the line's place.
  ///
  /// - Parameters:
  ///   - weights: One for each line, then ``linePadding`` zeros; behind the last place of the last line
  ///     as many more can be read.
  ///   - stride: The number of places from one point to the next.
  public static func lineSums(
    _ values: UnsafePointer<Float>, indices: UnsafePointer<Int32>, fractions: UnsafePointer<Float>,
    weights: Input, lines: Int, points: Int, stride: Int, into sums: Output
  ) {
    metachron_line_sums(
      values, indices, fractions, weights, Int64(lines), Int64(points), Int64(stride), sums)
  }

  /// How many lines ``lineSums(_:indices:fractions:weights:lines:points:stride:into:)`` may read beyond
  /// the last.
  public static let linePadding = 8

  /// How the rows or the columns of a table of nine by nine are grouped: the first `low` together, and
  /// those from `high` on.
  public struct Groups: Sendable {
    let low: Int64
    let high: Int64

    /// Groups rows or columns; `low` is 1 and `high` 8 where each stands alone.
    public init(low: Int, high: Int) { (self.low, self.high) = (Int64(low), Int64(high)) }
  }

  /// Writes the weights of a table of nine by nine without what one item adds to them:
  /// `max(least, shared − slope · own of the group)`, 0 for the first cell.
  ///
  /// - Parameters:
  ///   - own: The item's own part of each cell; what is not above `negligible` adds nothing.
  ///   - least: The least weight, and `negligible`.
  public static func weights(
    without own: Input, shared: Input, slopes: Input,
    limits: (least: Double, negligible: Double), rows: Groups, columns: Groups,
    into weights: Output
  ) {
    metachron_weights_without(
      own, shared, slopes, limits.least, limits.negligible, rows.low, rows.high, columns.low,
      columns.high, weights)
  }

  /// Writes the products of nine by nine weights with a factor for each row and column, and what is left
  /// of rows and columns without their own factor.
  ///
  /// - Parameters:
  ///   - weights: The weights, which `divided` multiplies.
  ///   - quadrants: Four factors: on the first cell, the rest of the first row, the rest of the first
  ///     column and all others.
  ///   - sums: Room for the sums over those.
  /// - Returns: The sum of all products.
  public static func tableProducts(
    weights: Input, divided: Input, rows: Input, columns: Input, quadrants: Input,
    into products: Output, rest: (rows: Output, columns: Output), sums: Output
  ) -> Double {
    metachron_table_products(
      weights, divided, rows, columns, quadrants, products, rest.rows, rest.columns, sums)
  }

  /// Multiplies numbers with a factor.
  public static func scale(_ values: Output, by factor: Double, count: Int) {
    metachron_scale(values, factor, Int64(count))
  }

  /// Multiplies numbers with a factor and adds them to others.
  public static func scale(_ values: Output, by factor: Double, count: Int, addingTo sums: Output) {
    metachron_scale_and_add(values, factor, Int64(count), sums)
  }

  /// Writes the products of three rows of weights with what the first of two sides shows, what the second
  /// shows and what both show; in the first two rows the other side is clean.
  ///
  /// - Parameters:
  ///   - weights: `3 × count` weights, which `divided` multiplies.
  ///   - factors: `count` factors, the same for each of the three.
  ///   - sides: `count` values of each side.
  ///   - clean: The value of each side where it is clean.
  ///   - sums: Room for the sums of the first two rows without the clean side.
  /// - Returns: The sum of all products.
  public static func pairProducts(
    weights: Input, divided: Input, factors: Input, sides: (first: Input, second: Input),
    count: Int, clean: (first: Double, second: Double), into products: Output, sums: Output
  ) -> Double {
    metachron_pair_products(
      weights, divided, factors, sides.first, sides.second, Int64(count), clean.first,
      clean.second, products, sums)
  }
}

extension LaneKernels {
  /// Writes ln of the rising factorials `(x)_i` of each of some columns of positive numbers for `i` from 0 to
  /// `limit`, row by row.
  ///
  /// - Parameters:
  ///   - start: `x` of each column.
  ///   - columns: Their number, a multiple of eight.
  ///   - limit: The greatest `i`, not negative.
  ///   - result: Room for `limit + 1` rows of columns.
  /// - Complexity: O(`columns` × `limit`), about 1 ns each.
  static func risingLogarithms(_ start: Input, columns: Int, limit: Int, into result: Output) {
    precondition(columns.isMultiple(of: 8), "whole vectors")
    metachron_rising_logarithms(start, Int64(columns), Int64(limit), result)
  }

  /// The parameters of beta distributions and what is known of each: `α`, `β`, `α + β` and a summand.
  struct Betas {
    let first: Input
    let second: Input
    let sum: Input
    let constant: Input
  }

  /// Writes `fixed + constant + ln B(α + successes, β + failures)` for some places.
  static func logBetas(
    _ betas: Betas, successes: Double, failures: Double, fixed: Double, nodes: Range<Int>,
    into result: Output
  ) {
    let start = nodes.lowerBound
    metachron_log_betas(
      betas.first + start, betas.second + start, betas.sum + start, betas.constant + start,
      successes, failures, fixed, Int64(nodes.count), result + start)
  }

  /// Writes the probabilities in proportion to `exp(log + prior)`; may be in place.
  ///
  /// - Returns: ln of the sum that they are divided by.
  public static func posterior(
    _ logs: Input, prior: Input, count: Int, into probabilities: Output
  ) -> Double {
    metachron_posterior(logs, prior, Int64(count), probabilities)
  }

  /// A spline between nodes at equal steps: at each of some pieces of a step the weights of the step's nodes and
  /// of one on either side, the end nodes standing for what is beyond.
  public struct Spline: Sendable {
    /// Points for each step.
    public let pieces: Int
    private let weights: [Double]

    /// Takes weights.
    ///
    /// - Parameter weights: One for each piece and node, `[piece][node]`; at most eight pieces.
    public init(_ weights: [SIMD4<Double>]) {
      precondition(weights.count <= 8, "eight pieces")
      pieces = weights.count
      self.weights = (0..<4).flatMap { node in
        (0..<8).map { $0 < weights.count ? weights[$0][node] : 0 }
      }
    }

    /// Writes the values at the points of some steps from those at the nodes, one more than steps.
    public func spread(_ nodes: Input, steps: Int, into points: Output) {
      metachron_spread(nodes, weights, Int64(steps), Int64(pieces), points)
    }

    /// Writes the weights of the nodes from those of the points: the transpose of ``spread(_:steps:into:)``.
    public func gather(_ points: Input, steps: Int, into nodes: Output) {
      metachron_gather(points, weights, Int64(steps), Int64(pieces), nodes)
    }
  }

  /// Adds `first_i second_j` to `sums[i + j]` for `i` and `j` within ranges, where `i + j` is below `count`.
  public static func convolve(
    _ first: Input, _ range: ClosedRange<Int>, _ second: Input, _ other: ClosedRange<Int>,
    count: Int, into sums: Output
  ) {
    metachron_convolve(
      first, Int64(range.lowerBound), Int64(range.upperBound), second, Int64(other.lowerBound),
      Int64(other.upperBound), Int64(count), sums)
  }

  /// Adds `masses_j (values[i + j] + values[i + j + 1]) / 2` to `sums[i]` for `i` and `j` within ranges, where
  /// `i + j + 1` is below `count`.
  public static func correlate(
    _ values: Input, _ masses: Input, _ range: ClosedRange<Int>, places: Range<Int>, count: Int,
    into sums: Output
  ) {
    metachron_correlate(
      values, masses, Int64(range.lowerBound), Int64(range.upperBound), Int64(places.lowerBound),
      Int64(places.upperBound), Int64(count), sums)
  }
}

import Foundation
import NumericalMethods
import Testing

@Suite("Loops over many numbers")
struct LaneKernelTests {
  private var generator = Numbers()

  /// Numbers in (0, 1] that are the same in every run.
  private struct Numbers {
    private var state: UInt64 = 0x9e37_79b9_7f4a_7c15

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) + 1) / 0x1p53
    }

    mutating func list(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
  }

  /// Numbers of nodes on either side of whole lanes.
  static let sizes = [1, 2, 7, 8, 9, 16, 17, 46, 64, 65, 130]

  /// All nodes, and some of them.
  private func places(of size: Int) -> [[Int32]] {
    [(0..<Int32(size)).map(\.self), (0..<Int32(size)).filter { $0 % 3 != 1 }]
  }

  @Test("means over nodes are weighted means", arguments: sizes)
  func means(_ size: Int) {
    var numbers = generator
    let rows = numbers.list(8 * size).map(Float.init)
    let (total, own) = (numbers.list(size), numbers.list(size))
    for places in places(of: size) {
      let nodes = places.map(Int.init)
      let mass = nodes.reduce(0) { $0 + total[$1] / own[$1] }
      var mean = [Double](repeating: 0, count: 8)
      LaneKernels.meanOfRows(
        rows, total: total, own: own,
        nodes: LaneKernels.Nodes(places, count: places.count, of: size), into: &mean)
      for lane in 0..<8 {
        let sum = nodes.reduce(0) { $0 + total[$1] / own[$1] * Double(rows[8 * $1 + lane]) }
        #expect(abs(mean[lane] / (sum / mass) - 1) < 1e-13)
      }
      let two = LaneKernels.meansOfColumns(
        rows, Array(rows.suffix(size)), total: total, own: own,
        nodes: LaneKernels.Nodes(places, count: places.count, of: size))
      let first = nodes.reduce(0) { $0 + total[$1] / own[$1] * Double(rows[$1]) }
      let second = nodes.reduce(0) { $0 + total[$1] / own[$1] * Double(rows[7 * size + $1]) }
      #expect(abs(two.first / (first / mass) - 1) < 1e-13)
      #expect(abs(two.second / (second / mass) - 1) < 1e-13)
    }
  }

  @Test("evidence of nodes is a sum of products within limits", arguments: sizes)
  func evidence(_ size: Int) {
    var numbers = generator
    let rows = numbers.list(8 * size).map(Float.init)
    let factors = numbers.list(8)
    let limits = (least: 2.2, greatest: 3.1)
    for places in places(of: size) {
      let nodes = LaneKernels.Nodes(places, count: places.count, of: size)
      var result = [Double](repeating: -1, count: size)
      LaneKernels.productsWithRows(
        rows, factors: factors, fixed: 0.5, limits: limits, nodes: nodes, into: &result)
      for node in places.map(Int.init) {
        let sum = (0..<8).reduce(0.5) { $0 + factors[$1] * Double(rows[8 * node + $1]) }
        #expect(abs(result[node] - min(max(sum, limits.least), limits.greatest)) < 1e-13)
      }
      LaneKernels.sumsOfColumns(
        rows, Array(rows.suffix(size)), fixed: 1.2, factors: (1.5, 0.7), limits: limits,
        nodes: nodes, into: &result)
      for node in places.map(Int.init) {
        let sum = 1.2 + 1.5 * Double(rows[node]) + 0.7 * Double(rows[7 * size + node])
        #expect(abs(result[node] - min(max(sum, limits.least), limits.greatest)) < 1e-13)
      }
    }
  }

  @Test("products of columns keep their digits beyond the range of numbers", arguments: sizes)
  func columnProducts(_ columns: Int) {
    var numbers = generator
    let rows = 203
    let matrix = numbers.list(rows * columns).map { pow(10, 120 * ($0 - 0.5)) }
    let marks = (0..<rows).map { $0 % 5 == 2 ? -1 : $0 }
    var (mantissas, exponents) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
    )
    LaneKernels.columnProducts(
      matrix, marks: marks, columns: columns, mantissas: &mantissas, exponents: &exponents)
    for column in 0..<columns {
      let expected = (0..<rows).reduce(0) {
        marks[$1] < 0 ? $0 : $0 + log(matrix[$1 * columns + column])
      }
      let found = log(mantissas[column]) + exponents[column] * log(2)
      #expect(abs(found - expected) < 1e-10)
    }
  }

  @Test("integrals between places are those of the trapezoids", arguments: [0, 1, 40, 98, 99])
  func integrals(_ peak: Int) {
    var numbers = generator
    let count = 100
    let (values, steps) = (numbers.list(count), numbers.list(count))
    var integrals = [Double](repeating: 0, count: count + 1)
    let whole = LaneKernels.integrals(
      of: values, steps: steps, count: count, peak: peak, into: &integrals)
    var rising = [0.0]
    for i in 0..<(count - 1) {
      rising.append(rising[i] + 0.5 * (values[i] + values[i + 1]) * steps[i])
    }
    #expect(abs(whole / rising[count - 1] - 1) < 1e-13)
    let indices: [Int32] = [0, 3, 17, 39, 40, 41, 97, 98] + [5, 5, 5, 40, 60, 61, 62, 98]
    let fractions = numbers.list(16).map(Float.init)
    let weights = [0.3, 1.7]
    var sums = [Double](repeating: 0, count: 16)
    LaneKernels.rangeIntegrals(
      integrals, whole: whole, peak: peak, indices: indices, fractions: fractions,
      weights: weights, ends: [2, 2], nodes: 2, into: &sums)
    func place(_ i: Int) -> Double {
      let index = Int(indices[i])
      return rising[index] + Double(fractions[i]) * (rising[index + 1] - rising[index])
    }
    for range in 0..<7 {
      let expected =
        0.3 * (place(range + 1) - place(range)) + 1.7 * (place(range + 9) - place(range + 8))
      #expect(abs(sums[range] - expected) < 1e-11)
      #expect(sums[8 + range] == 0)
    }
    LaneKernels.placeSums(
      values, indices: indices, fractions: fractions, weights: numbers.list(16), ends: [0, 16],
      nodes: 2, into: &sums)
    #expect(sums[0] == 0)
    #expect(sums[1] > 0)
  }

  @Test("a table's products, margins and weights are those of its cells")
  func tables() {
    var numbers = generator
    let (own, slopes) = (numbers.list(81).map { 0.1 * $0 }, numbers.list(81))
    let (shared, divided) = (numbers.list(81), numbers.list(81))
    var weights = [Double](repeating: -1, count: 81)
    // Rows 0 to 2 and 7 to 8 are groups, columns 0 to 1 and 8 are.
    func row(_ i: Int) -> Int { i < 3 ? 0 : i > 6 ? 8 : i }
    func column(_ j: Int) -> Int { j < 2 ? 0 : j }
    LaneKernels.weights(
      without: own, shared: shared, slopes: slopes, limits: (1e-12, 0.01),
      rows: LaneKernels.Groups(low: 3, high: 7), columns: LaneKernels.Groups(low: 2, high: 8),
      into: &weights)
    for cell in 1..<81 {
      let group = (0..<81).reduce(0.0) { sum, other in
        let isSame = row(other / 9) == row(cell / 9) && column(other % 9) == column(cell % 9)
        return isSame && own[other] > 0.01 ? sum + own[other] : sum
      }
      #expect(abs(weights[cell] - max(1e-12, shared[cell] - slopes[cell] * group)) < 1e-13)
    }
    #expect(weights[0] == 0)

    let (rows, columns, quadrants) = (numbers.list(9), numbers.list(9), numbers.list(4))
    var products = [Double](repeating: 0, count: 81)
    var (rowRest, columnRest) = ([Double](repeating: 0, count: 9), [Double](repeating: 0, count: 9))
    var sums = [Double](repeating: 0, count: 4)
    let whole = rowRest.withUnsafeMutableBufferPointer { rowRest in
      columnRest.withUnsafeMutableBufferPointer { columnRest in
        guard let rowRest = rowRest.baseAddress, let columnRest = columnRest.baseAddress else {
          return Double.nan
        }
        return LaneKernels.tableProducts(
          weights: shared, divided: divided, rows: rows, columns: columns, quadrants: quadrants,
          into: &products, rest: (rowRest, columnRest), sums: &sums)
      }
    }
    var expected = [Double](repeating: 0, count: 4)
    for i in 0..<9 {
      for j in 0..<9 {
        let quadrant = (i > 0 ? 2 : 0) + (j > 0 ? 1 : 0)
        let value = shared[9 * i + j] * divided[9 * i + j] * quadrants[quadrant]
        #expect(abs(products[9 * i + j] - value * rows[i] * columns[j]) < 1e-14)
        expected[quadrant] += value * rows[i] * columns[j]
      }
      let rest = (0..<9).reduce(0.0) { $0 + products[9 * i + $1] } / rows[i]
      #expect(abs(rowRest[i] - rest) < 1e-12)
      let other = (0..<9).reduce(0.0) { $0 + products[9 * $1 + i] } / columns[i]
      #expect(abs(columnRest[i] - other) < 1e-12)
    }
    for quadrant in 0..<4 { #expect(abs(sums[quadrant] - expected[quadrant]) < 1e-12) }
    #expect(abs(whole - expected.reduce(0, +)) < 1e-12)
  }

  @Test(
    "products of one side or both are those of their parts, and are added when scaled")
  func pairs() {
    var numbers = generator
    let (weights, divided) = (numbers.list(15), numbers.list(15))
    let (first, second, factors) = (numbers.list(5), numbers.list(5), numbers.list(5))
    var (products, sums) = ([Double](repeating: 0, count: 15), [Double](repeating: 0, count: 2))
    let whole = first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        guard let first = first.baseAddress, let second = second.baseAddress else {
          return Double.nan
        }
        return LaneKernels.pairProducts(
          weights: weights, divided: divided, factors: factors, sides: (first, second), count: 5,
          clean: (0.3, 0.4), into: &products, sums: &sums)
      }
    }
    var expected = (first: 0.0, second: 0.0)
    for i in 0..<5 {
      func weight(_ row: Int) -> Double { weights[5 * row + i] * divided[5 * row + i] * factors[i] }
      #expect(abs(products[i] - weight(0) * first[i] * 0.4) < 1e-14)
      #expect(abs(products[5 + i] - weight(1) * second[i] * 0.3) < 1e-14)
      #expect(abs(products[10 + i] - weight(2) * first[i] * second[i]) < 1e-14)
      expected.first += weight(0) * first[i]
      expected.second += weight(1) * second[i]
    }
    #expect(abs(sums[0] - expected.first) < 1e-14)
    #expect(abs(sums[1] - expected.second) < 1e-14)
    #expect(abs(whole - products.reduce(0, +)) < 1e-14)
    var totals = [Double](repeating: 1, count: 15)
    let before = products
    LaneKernels.scale(&products, by: 3, count: 15, addingTo: &totals)
    for i in 0..<15 {
      #expect(products[i] == 3 * before[i])
      #expect(totals[i] == 1 + products[i])
    }
  }

  @Test("sums over lines are weighted sums of values at places", arguments: sizes)
  func lines(_ size: Int) {
    var numbers = generator
    let values = numbers.list(50).map(Float.init)
    let points = 3
    let room = points * size + LaneKernels.linePadding
    let indices = numbers.list(room).map { Int32($0 * 48) }
    let fractions = numbers.list(room).map(Float.init)
    let weights = numbers.list(size) + [Double](repeating: 0, count: LaneKernels.linePadding)
    var sums = [Double](repeating: 0, count: points)
    LaneKernels.lineSums(
      values, indices: indices, fractions: fractions, weights: weights, lines: size,
      points: points, stride: size, into: &sums)
    for point in 0..<points {
      let expected = (0..<size).reduce(0.0) { sum, line in
        let place = point * size + line
        let low = values[Int(indices[place])]
        let value = low + fractions[place] * (values[Int(indices[place]) + 1] - low)
        return sum + weights[line] * Double(value)
      }
      #expect(abs(sums[point] - expected) < 1e-12 * max(1, expected))
    }
  }

  @Test("four tails side by side are four tails")
  func tails() {
    for (count, depth) in [(1, 1), (3, 40), (17, 300), (64, 900), (5, 20_000)] {
      for precision in [2.0, 90, 400, 1e5] {
        let means = SIMD4(1e-4, 0.01, 0.2, 0.93)
        let precisions = precision + 1 / means
        let found = BetaBinomialBatch.upperTails(
          from: count, depth: depth, means: means, precisions: precisions)
        for lane in 0..<4 {
          let expected = BetaBinomialBatch.upperTail(
            from: count, depth: depth, mean: means[lane], precision: precisions[lane])
          #expect(abs(found[lane] - expected) < 1e-9)
        }
      }
    }
  }

  @Test("log probabilities of counts are those of single ones", arguments: sizes)
  func counts(_ size: Int) {
    var numbers = generator
    // On both sides of where gamma functions are computed another way.
    let (alphas, betas) = (numbers.list(size).map { 30 * $0 }, numbers.list(size).map { 500 * $0 })
    let batch = BetaBinomialBatch(alphas: alphas, betas: betas)
    let rows = BetaBinomialRows(alphas: alphas, betas: betas, limit: 60)
    for (k, n) in [(0, 1), (0, 60), (7, 60), (60, 60)] {
      var (found, tabulated) = (
        [Double](repeating: .nan, count: size + 1), [Double](repeating: .nan, count: size + 1)
      )
      batch.logProbabilities(alternate: k, depth: n, nodes: 0..<size, into: &found)
      rows.logProbabilities(alternate: k, depth: n, into: &tabulated)
      for i in 0..<size {
        let known = BetaBinomialBatch.logProbability(k, n, alpha: alphas[i], beta: betas[i])
        #expect(abs(found[i] - known) < 1e-11 * max(1, abs(known)))
        #expect(abs(tabulated[i] - known) < 1e-11 * max(1, abs(known)))
      }
      #expect(found[size].isNaN)
    }
  }

  @Test("posteriors are in proportion to likelihood times prior", arguments: sizes)
  func posteriors(_ size: Int) {
    var numbers = generator
    let logs = numbers.list(size).map { -300 * $0 }
    let prior = numbers.list(size).map { log($0) }
    var found = [Double](repeating: -1, count: size + 1)
    let logSum = LaneKernels.posterior(logs, prior: prior, count: size, into: &found)
    let best = zip(logs, prior).map(+).max() ?? 0
    let values = zip(logs, prior).map { exp($0 + $1 - best) }
    let sum = values.reduce(0, +)
    #expect(abs(logSum - best - log(sum)) < 1e-12 * max(1, abs(logSum)))
    for i in 0..<size { #expect(abs(found[i] - values[i] / sum) < 1e-13) }
    #expect(found[size] == -1)
  }

  @Test("sums of shares and their transpose are sums of products", arguments: sizes + [1200])
  func shares(_ size: Int) {
    var numbers = generator
    let (first, second) = (numbers.list(size), numbers.list(size))
    let (low, high) = (size / 5, size - 1 - size / 7)
    var sums = [Double](repeating: 1, count: size + 1)
    LaneKernels.convolve(
      first, low...high, second, (low / 2)...high, count: size, into: &sums)
    var expected = [Double](repeating: 1, count: size + 1)
    for i in low...high {
      for j in (low / 2)...high where i + j < size { expected[i + j] += first[i] * second[j] }
    }
    for i in 0...size { #expect(abs(sums[i] - expected[i]) < 1e-12 * max(1, expected[i])) }
    var back = [Double](repeating: 1, count: size + 1)
    let places = (size / 4)..<size
    LaneKernels.correlate(
      first, second, low...high, places: places, count: size, into: &back)
    for i in 0...size {
      var sum = 1.0
      for j in low...high where places.contains(i) && i + j + 1 < size {
        sum += 0.5 * second[j] * (first[i + j] + first[i + j + 1])
      }
      #expect(abs(back[i] - sum) < 1e-12 * max(1, sum))
    }
  }

  @Test("a spline goes through its nodes, and gathering is its transpose", arguments: 1...8)
  func splines(_ pieces: Int) {
    var numbers = generator
    let spline = LaneKernels.Spline(
      (0..<pieces).map { piece in
        let x = Double(piece) / Double(pieces)
        // Lines between the nodes but for a part of their neighbours.
        return SIMD4(-0.1 * x, 1 - x, x, 0.1 * x)
      })
    for steps in [1, 2, 3, 11] {
      let nodes = numbers.list(steps + 1)
      var points = [Double](repeating: -1, count: steps * pieces + 1)
      spline.spread(nodes, steps: steps, into: &points)
      for step in 0..<steps {
        for piece in 0..<pieces {
          let x = Double(piece) / Double(pieces)
          let line = (1 - x) * nodes[step] + x * nodes[step + 1]
          let bend = 0.1 * x * (nodes[min(step + 2, steps)] - nodes[max(step - 1, 0)])
          #expect(abs(points[step * pieces + piece] - line - bend) < 1e-14)
        }
      }
      #expect(points[steps * pieces] == -1)
      let weights = numbers.list(steps * pieces)
      var gathered = [Double](repeating: -1, count: steps + 2)
      spline.gather(weights, steps: steps, into: &gathered)
      let direct = zip(points, weights).reduce(0) { $0 + $1.0 * $1.1 }
      let through = zip(nodes, gathered).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(direct - through) < 1e-12)
      #expect(gathered[steps + 1] == -1)
    }
  }
}

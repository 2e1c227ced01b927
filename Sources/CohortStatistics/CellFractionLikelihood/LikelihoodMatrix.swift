import Glibc
import NumericalMethods

/// Weighted likelihood rows, stored column by column.
///
/// `rows × columns` values of at most 1; a column is contiguous and padded to whole lanes by rows of
/// likelihood 1 and weight 0, so that loops have no remainder.
struct LikelihoodMatrix: Sendable {
  typealias Lanes = SIMD4<Double>

  /// The rows that one pass works on at a time: what stays in the first cache with some forty columns.
  static let block = 64

  let columns: Int
  /// The rows of a column, padding included.
  let stride: Int
  /// The sum of the weights.
  let totalWeight: Double
  /// Column `j` from `j * stride` on.
  private let values: [Double]
  private let weights: [Double]
  private let rootWeights: [Double]

  /// Takes rows that stand one after another.
  ///
  /// - Parameters:
  ///   - rows: `count × columns` numbers from 1e-290 to 1.
  ///   - weights: One per row, at least 0; rows of weight 0 are left out.
  init(rows: [Double], weights: [Double], columns: Int) {
    let kept = weights.indices.filter { weights[$0] > 0 }
    let stride = (kept.count + Self.block - 1) / Self.block * Self.block
    self.columns = columns
    self.stride = stride
    var padded = [Double](repeating: 0, count: stride)
    for (place, row) in kept.enumerated() { padded[place] = weights[row] }
    self.weights = padded
    rootWeights = padded.map { $0.squareRoot() }
    totalWeight = padded.reduce(0, +)
    values = [Double](unsafeUninitializedCapacity: stride * columns) { values, count in
      rows.withUnsafeBufferPointer { rows in
        for column in 0..<columns {
          let start = column * stride
          for place in 0..<kept.count {
            values[start + place] = rows[kept[place] * columns + column]
          }
          for place in kept.count..<stride { values[start + place] = 1 }
        }
      }
      count = stride * columns
    }
  }

  /// Adds up, over the rows, gradient and curvature of `Σ w ln(Σ p L)` in some of the columns.
  ///
  /// With `f = Σ p L` of a row, `g_j = Σ w L_j / f` and `H_jk = Σ w L_j L_k / f²`.
  ///
  /// - Parameters:
  ///   - chosen: The columns.
  ///   - masses: Their masses `p`, above 0.
  ///   - scratch: Room for `chosen.count * block` numbers.
  ///   - gradient: Receives `g`.
  ///   - curvature: Receives the lower triangle of `H`, row by row; `nil` leaves it out.
  /// - Complexity: `stride · chosen.count² / 2` multiplications; without curvature `2 stride chosen.count`.
  func derivatives(
    in chosen: UnsafeBufferPointer<Int>, masses: UnsafePointer<Double>,
    scratch: UnsafeMutablePointer<Double>, gradient: UnsafeMutablePointer<Double>,
    curvature: UnsafeMutablePointer<Double>?
  ) {
    let count = chosen.count
    for index in 0..<count { gradient[index] = 0 }
    if let curvature { for index in 0..<(count * count) { curvature[index] = 0 } }
    let lanes = Self.block / 4
    values.withUnsafeBufferPointer { values in
      rootWeights.withUnsafeBufferPointer { roots in
        withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 2 * lanes) { rowScratch in
          guard let base = values.baseAddress, let roots = roots.baseAddress else { return }
          for start in Swift.stride(from: 0, to: stride, by: Self.block) {
            for lane in 0..<lanes { rowScratch[lane] = .zero }
            for index in 0..<count {
              let column = base + chosen[index] * stride + start
              let mass = Lanes(repeating: masses[index])
              for lane in 0..<lanes { rowScratch[lane] += mass * load(column + 4 * lane) }
            }
            for lane in 0..<lanes {
              let root = load(roots + start + 4 * lane)
              rowScratch[lanes + lane] = root
              rowScratch[lane] = root / rowScratch[lane]
            }
            for index in 0..<count {
              let column = base + chosen[index] * stride + start
              let scaled = scratch + index * Self.block
              var sum = Lanes.zero
              for lane in 0..<lanes {
                let value = load(column + 4 * lane) * rowScratch[lane]
                store(value, scaled + 4 * lane)
                sum += value * rowScratch[lanes + lane]
              }
              gradient[index] += sum.sum()
            }
            if let curvature { addProducts(count, scratch, curvature) }
          }
        }
      }
    }
  }

  /// `H += T Tᵀ`, lower triangle, four columns at a time.
  @inline(__always)
  private func addProducts(
    _ count: Int, _ scaled: UnsafePointer<Double>, _ curvature: UnsafeMutablePointer<Double>
  ) {
    let size = Self.block
    for i in 0..<count {
      let first = scaled + i * size
      var j = 0
      while j + 3 <= i {
        let other = scaled + j * size
        var (a, b, c, d) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        var row = 0
        while row < size {
          let value = load(first + row)
          a += value * load(other + row)
          b += value * load(other + size + row)
          c += value * load(other + 2 * size + row)
          d += value * load(other + 3 * size + row)
          row += 4
        }
        curvature[i * count + j] += a.sum()
        curvature[i * count + j + 1] += b.sum()
        curvature[i * count + j + 2] += c.sum()
        curvature[i * count + j + 3] += d.sum()
        j += 4
      }
      while j <= i {
        let other = scaled + j * size
        var a = Lanes.zero
        var row = 0
        while row < size {
          a += load(first + row) * load(other + row)
          row += 4
        }
        curvature[i * count + j] += a.sum()
        j += 1
      }
    }
  }

  /// `Σ w ln(Σ p L)`, in nats.
  func logLikelihood(in chosen: UnsafeBufferPointer<Int>, masses: UnsafePointer<Double>) -> Double {
    var total = 0.0
    values.withUnsafeBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        guard let base = values.baseAddress, let weights = weights.baseAddress else { return }
        for start in Swift.stride(from: 0, to: stride, by: 4) {
          var mixed = Lanes.zero
          for index in 0..<chosen.count {
            mixed += masses[index] * load(base + chosen[index] * stride + start)
          }
          total += (LaneFunctions.log(mixed) * load(weights + start)).sum()
        }
      }
    }
    return total
  }

  /// Goes through the rows of positive weight; each has a maximum of 1.
  func forEachRow(_ body: (_ row: UnsafeBufferPointer<Double>, _ weight: Double) -> Void) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: columns) { row in
      for place in 0..<stride where weights[place] > 0 {
        for column in 0..<columns { row[column] = values[column * stride + place] }
        body(UnsafeBufferPointer(row), weights[place])
      }
    }
  }

  @inline(__always)
  private func load(_ place: UnsafePointer<Double>) -> Lanes {
    UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private func store(_ lanes: Lanes, _ place: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: Lanes.self)
  }
}

import CLaneKernels

/// Functions of four numbers at a time, without branches or calls, so that the compiler can keep
/// them in vector registers.
///
/// They are used for sums over many nodes, where the C library's functions would dominate the cost.
/// Each lane is computed independently: a value does not depend on its neighbours or its position.
public enum LaneFunctions {
  /// Four numbers that are worked on together.
  public typealias Lanes = SIMD4<Double>

  /// `exp(x)`, to about 1e-14 of the value, for `x` up to 700; 0 below -700.
  ///
  /// `x = n ln 2 + r` with `|r| ≤ ln 2 / 2`, then the power series of `exp(r)` to the 12th power.
  @inlinable @inline(__always)
  public static func exp(_ x: Lanes) -> Lanes {
    let clipped = x.replacing(with: -700, where: x .< -700)
    // Adding 1.5 · 2^52 rounds to a whole number and leaves it in the low bits.
    let rounder = Lanes(repeating: 0x1.8p52)
    let shifted = clipped * 1.442_695_040_888_963_4 + rounder
    let whole = shifted - rounder
    let r = (clipped - whole * 0x1.62e42feep-1) - whole * 0x1.a39ef35793c76p-33
    let r2 = r * r
    let r4 = r2 * r2
    let low = line(1, 1, r) + r2 * line(1.0 / 2, 1.0 / 6, r)
    let middle = line(1.0 / 24, 1.0 / 120, r) + r2 * line(1.0 / 720, 1.0 / 5_040, r)
    let high =
      line(1.0 / 40_320, 1.0 / 362_880, r) + r2 * line(1.0 / 3_628_800, 1.0 / 39_916_800, r)
    let power = low + r4 * (middle + r4 * high)
    let exponent = (unsafeBitCast(shifted, to: SIMD4<UInt64>.self) &+ 1023) &<< 52
    let value = power * unsafeBitCast(exponent, to: Lanes.self)
    return value.replacing(with: 0, where: x .< -700)
  }

  /// `ln x`, to about 1e-15 of the value or absolute, for normal positive `x`.
  ///
  /// `x = 2^e m` with `m` in `[√½, √2)`, then `ln m = 2 artanh((m − 1) / (m + 1))` by its series.
  @inlinable @inline(__always)
  public static func log(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD4<UInt64>.self)
    // The difference of 1 and √½ as bit patterns moves the step of the exponent to √½.
    let biased = (bits &+ 0x0009_5f61_9980_c433) &>> 52
    let mantissa = bits &- (biased &<< 52) &+ 0x3ff0_0000_0000_0000
    let m = unsafeBitCast(mantissa, to: Lanes.self)
    let exponent =
      unsafeBitCast(biased | 0x4330_0000_0000_0000, to: Lanes.self) - (0x1p52 + 1023)
    let f = m - 1
    let s = f / (m + 1)
    let z = s * s
    let z2 = z * z
    let z4 = z2 * z2
    let low = line(2.0 / 3, 2.0 / 5, z) + z2 * line(2.0 / 7, 2.0 / 9, z)
    let high = line(2.0 / 11, 2.0 / 13, z) + z2 * line(2.0 / 15, 2.0 / 17, z)
    let series = low + z4 * high + z4 * z4 * (2.0 / 19)
    return exponent * 0x1.62e42fefa39efp-1 + (2 * s + s * (z * series))
  }

  /// `ln Γ(x)` for `x > 0` by Stirling's series, its argument raised to 8 or more.
  ///
  /// Accurate to about 1e-14 of the larger of 1 and the value.
  @inlinable @inline(__always)
  public static func logGamma(_ argument: Lanes) -> Lanes {
    let isSmall = argument .< 8
    if any(isSmall) {
      // Γ(x) = Γ(x + 8) / [x (x + 1) … (x + 7)].
      let x = argument
      // x (x + 7), (x + 1)(x + 6), … differ by 6, 10 and 12.
      let outer = x * (x + 7)
      let product = (outer * (outer + 6) * ((outer + 10) * (outer + 12)))
        .replacing(with: 1, where: .!isSmall)
      return stirling(x.replacing(with: x + 8, where: isSmall)) - log(product)
    }
    return stirling(argument)
  }

  /// What Stirling's series adds, of the inverse of the argument.
  @inlinable @inline(__always)
  static func tail(_ inverse: Lanes) -> Lanes {
    let square = inverse * inverse
    let square2 = square * square
    let low = line(1.0 / 12, -1.0 / 360, square)
    let middle = line(1.0 / 1260, -1.0 / 1680, square)
    let high = line(1.0 / 1188, -691.0 / 360_360, square)
    return inverse * (low + square2 * (middle + square2 * high))
  }

  /// `a + b x`.
  @inlinable @inline(__always)
  static func line(_ a: Double, _ b: Double, _ x: Lanes) -> Lanes {
    x * b + a
  }

  @inlinable @inline(__always)
  static func stirling(_ x: Lanes) -> Lanes {
    let series = tail(1 / x)
    return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_8 + series
  }

  /// Writes `exp(x_i − offset)` for each of some numbers; may be in place.
  public static func exponentials(
    of values: UnsafePointer<Double>, minus offset: Double, count: Int,
    into result: UnsafeMutablePointer<Double>
  ) {
    metachron_exponentials(values, offset, Int64(count), result)
  }

  /// Four numbers from a place on; 1 beyond the end.
  @inlinable @inline(__always)
  static func load(_ values: UnsafePointer<Double>, _ i: Int, _ end: Int) -> Lanes {
    if i + 4 <= end { return UnsafeRawPointer(values + i).loadUnaligned(as: Lanes.self) }
    var lanes = Lanes(repeating: 1)
    for lane in 0..<(end - i) { lanes[lane] = values[i + lane] }
    return lanes
  }

  /// Writes four numbers from a place on, none beyond the end.
  @inlinable @inline(__always)
  static func store(
    _ lanes: Lanes, to result: UnsafeMutablePointer<Double>, _ i: Int, _ end: Int
  ) {
    if i + 4 <= end {
      UnsafeMutableRawPointer(result + i).storeBytes(of: lanes, as: Lanes.self)
    } else {
      for lane in 0..<(end - i) { result[i + lane] = lanes[lane] }
    }
  }
}

extension LaneFunctions {
  /// Writes `ln x_i` of normal positive numbers; may be in place.
  public static func logarithms(
    of values: UnsafePointer<Double>, count: Int, into result: UnsafeMutablePointer<Double>
  ) {
    metachron_logarithms(values, Int64(count), result)
  }
}

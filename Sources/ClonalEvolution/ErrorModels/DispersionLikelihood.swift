import Glibc
import NumericalMethods
import TumorModel

/// The beta-binomial likelihood of many sites with one mean and one precision.
///
/// With `θ = 1/s`,
/// ```
/// l = Σ_i [ ln C(n_i, k_i) + Σ_{j<k_i} ln(μ + jθ) + Σ_{j<n_i-k_i} ln(1 - μ + jθ)
///           - Σ_{j<n_i} ln(1 + jθ) ]
/// ```
/// which holds at `θ = 0`, the binomial. The sites enter by how many of them reach each `j`, so that
/// a value costs as many terms as the deepest site has reads, whatever the number of sites.
struct DispersionLikelihood: Sendable {
  private var logCoefficients = 0.0
  /// How many sites have more than `j` alternate reads, reference reads, and reads.
  private var alternate: [Double]
  private var reference: [Double]
  private var depth: [Double]

  init(_ sites: [ReadCounts]) {
    let deepest = Int(sites.map(\.depth).max() ?? 0)
    alternate = [Double](repeating: 0, count: deepest + 1)
    reference = alternate
    depth = alternate
    for site in sites {
      let (k, n) = (Int(site.alternate), Int(site.depth))
      logCoefficients += SpecialFunctions.logChoose(n, k)
      alternate[k] += 1
      reference[n - k] += 1
      depth[n] += 1
    }
    Self.accumulate(&alternate)
    Self.accumulate(&reference)
    Self.accumulate(&depth)
  }

  /// Turns counts of equal values into counts of greater ones.
  private static func accumulate(_ counts: inout [Double]) {
    var above = 0.0
    for index in counts.indices.reversed() {
      (counts[index], above) = (above, above + counts[index])
    }
    while counts.last == 0 { counts.removeLast() }
  }

  /// The log-likelihood, in nats.
  ///
  /// - Parameters:
  ///   - mean: `μ`, in `(0, 1)`.
  ///   - overdispersion: `θ = 1/s`, at least 0.
  func logValue(mean: Double, overdispersion: Double) -> Double {
    var sum = logCoefficients
    for (index, count) in alternate.enumerated() {
      sum += count * log(mean + Double(index) * overdispersion)
    }
    for (index, count) in reference.enumerated() {
      sum += count * log1p(-mean + Double(index) * overdispersion)
    }
    guard overdispersion > 0 else { return sum }
    for (index, count) in depth.enumerated() {
      sum -= count * log1p(Double(index) * overdispersion)
    }
    return sum
  }
}

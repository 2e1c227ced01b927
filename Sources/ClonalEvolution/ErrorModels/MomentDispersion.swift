import TumorModel

/// The method of moments for overdispersed counts.
///
/// With `v = Σ k / Σ n` and `φ_i = (k_i - n_i v)² / (n_i v (1 - v))`,
/// ```
/// ρ = Σ (φ_i - 1) / Σ (n_i - 1)
/// ```
/// estimates the correlation of two reads of a site, `1 / (s + 1)` for a beta-binomial precision `s`.
struct MomentDispersion: Hashable, Sendable {
  /// `v`: the pooled share of alternate reads; 0 without reads.
  let pooledMean: Double
  /// `ρ`, which chance makes negative at times; 0 where it is undefined.
  let correlation: Double

  init(_ sites: some Collection<ReadCounts>) {
    let alternate = sites.reduce(0) { $0 + Double($1.alternate) }
    let depth = sites.reduce(0) { $0 + Double($1.depth) }
    let mean = depth > 0 ? alternate / depth : 0
    pooledMean = mean
    guard mean > 0, mean < 1 else {
      correlation = 0
      return
    }
    var (excess, pairs) = (0.0, 0.0)
    for site in sites where site.depth > 0 {
      let (k, n) = (Double(site.alternate), Double(site.depth))
      excess += (k - n * mean) * (k - n * mean) / (n * mean * (1 - mean)) - 1
      pairs += n - 1
    }
    correlation = pairs > 0 ? excess / pairs : 0
  }

  /// `s = 1/ρ - 1`; infinite where the counts vary no more than binomial ones.
  static func precision(ofCorrelation correlation: Double) -> Double {
    correlation > 0 ? 1 / correlation - 1 : .infinity
  }
}

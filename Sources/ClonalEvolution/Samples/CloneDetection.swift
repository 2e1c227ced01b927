import NumericalMethods

/// How a sample detects a clone of one mutated copy a cell at one kind of locus.
struct CloneDetection {
  /// The errors at the locus.
  let error: ErrorModel
  /// The precision of allele counts.
  let alleles: Double
  /// The shares of mutated molecules of a clone in every cell; weights add to 1.
  private let shares: CurveLines
  /// The square roots of the shares, and whether capture favours no allele, so that a share times a
  /// fraction is what is read.
  private let roots: [Double]
  private let areUncaptured: Bool

  /// Error probability of a detection at a known site.
  static let alpha = 1e-3
  private static let limitPower = DetectionPower.limitPower

  /// Takes a kind of locus.
  ///
  /// - Parameters:
  ///   - kind: The kind, its states' weights adding to 1.
  ///   - model: What is known of the sample.
  ///   - purities: The purities to average over; the model's own where it is `nil`.
  init(
    kind: LocusKind, model: SampleModel, purities: [(purity: Double, weight: Double)]? = nil
  ) {
    error = model.error(kind)
    alleles = model.precision
    let states = kind.states
    var shares = CurveLines()
    for (purity, weight) in purities ?? Array(zip(model.purities, model.purityWeights)) {
      for state in states {
        let molecules = purity * state.tumorCopies + (1 - purity) * Double(state.normalCopies)
        shares.add(
          weight: weight * state.weight,
          share: molecules > 0 ? min(1, purity * state.singleCopy / molecules) : 0,
          odds: state.captureOdds)
      }
    }
    _ = shares.merge()
    self.shares = shares
    roots = shares.shares.map { $0.squareRoot() }
    areUncaptured = shares.odds.allSatisfy { $0 == 1 }
  }

  /// k*: the fewest alternate reads that error reaches with probability at most ``alpha``.
  func criticalCount(depth: Int) -> Int {
    BetaBinomialBatch.criticalCount(
      depth: depth, mean: error.rate, precision: error.precision, alpha: Self.alpha)
  }

  /// The chance that each count is reached.
  func curve(count: Int, depth: Int) -> DetectionCurve {
    DetectionCurve(count: count, depth: depth, error: error, alleles: alleles)
  }

  /// P(detect | cancer cell fraction).
  func power(_ curve: DetectionCurve, at cellFraction: Double) -> Double {
    guard areUncaptured else { return mean(at: cellFraction) { curve.value(at: $0) } }
    let root = cellFraction.squareRoot()
    return roots.withUnsafeBufferPointer { roots in
      shares.weights.withUnsafeBufferPointer { weights in
        var total = 0.0
        for line in roots.indices { total += weights[line] * curve.value(root: roots[line] * root) }
        return total
      }
    }
  }

  /// The same at one depth and count, without a curve.
  func power(count: Int, depth: Int, at cellFraction: Double) -> Double {
    mean(at: cellFraction) {
      BetaBinomialBatch.upperTail(
        from: count, depth: depth, mean: error.frequency(share: $0),
        precision: error.precision(share: $0, alleles: alleles))
    }
  }

  private func mean(at cellFraction: Double, _ chance: (Double) -> Double) -> Double {
    var total = 0.0
    for line in shares.weights.indices {
      let (share, odds) = (shares.shares[line] * cellFraction, shares.odds[line])
      let captured = odds == 1 ? share : odds * share / (odds * share + 1 - share)
      total += shares.weights[line] * chance(captured)
    }
    return total
  }

  /// The smallest cancer cell fraction that is found with the power of a limit of detection; NaN where
  /// even a mutation of every cell is missed more often.
  ///
  /// - Parameters:
  ///   - known: A fraction between 0 and 1 whose power is known.
  ///   - clonal: The power at 1.
  func limit(
    known: (cellFraction: Double, power: Double), clonal: Double, _ power: (Double) -> Double
  ) -> Double {
    var (low, high) = (0.0, 1.0)
    guard clonal >= Self.limitPower else { return .nan }
    var (below, above) = (power(low) - Self.limitPower, clonal - Self.limitPower)
    guard below < 0 else { return low }
    if known.power >= Self.limitPower {
      (high, above) = (known.cellFraction, known.power - Self.limitPower)
    } else {
      (low, below) = (known.cellFraction, known.power - Self.limitPower)
    }
    // The Illinois method: no guess leaves the bracket, and no end of it stays for long.
    var isRight: Bool?
    for _ in 0..<80 {
      let next = (low * above - high * below) / (above - below)
      let value = power(next) - Self.limitPower
      if abs(value) < 1e-7 { return next }
      if value >= 0 {
        (high, above) = (next, value)
        if isRight == true { below *= 0.5 }
        isRight = true
      } else {
        (low, below) = (next, value)
        if isRight == false { above *= 0.5 }
        isRight = false
      }
      if high - low < 1e-7 { break }
    }
    return high
  }
}

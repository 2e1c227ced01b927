import Glibc

/// Shares of mutated molecules at which likelihoods are tabulated: even in `ln q` below a thousandth
/// and in `√q` above, where the square root of a count has the same spread everywhere.
struct FrequencyAxis: Sendable {
  /// A place between two neighbouring points.
  struct Place: Sendable {
    /// The point below, at most the last but one.
    var index: Int32
    /// How far the place is towards the next point, 0 to 1.
    var fraction: Float
  }

  /// The points `q`, rising to 1.
  let shares: [Double]
  /// `ln q` of the next point less that of each point; 0 at the last.
  let logSteps: [Double]
  private let logStep: Double
  private let rootStep: Double
  private let logPoints: Int

  private static let least = 1e-8
  /// Frequencies below this are not distinguished from it.
  static let leastFrequency = 1e-8
  private static let knee = 1e-3

  /// Where beta-binomials of a precision of a few hundred and of any depth are tabulated.
  static let fine = FrequencyAxis(logStep: 0.25, rootStep: 0.006)
  /// Where chances of being listed are tabulated.
  static let coarse = FrequencyAxis(logStep: 0.5, rootStep: 0.02)

  /// Creates an axis.
  ///
  /// - Parameters:
  ///   - logStep: The step of `ln q` below a thousandth.
  ///   - rootStep: The step of `√q` above.
  init(logStep: Double, rootStep: Double) {
    let span = log(Self.knee / Self.least)
    let points = Int((span / logStep).rounded(.up))
    logPoints = points
    self.logStep = span / Double(points)
    let root = Self.knee.squareRoot()
    let rootPoints = Int(((1 - root) / rootStep).rounded(.up))
    let step = (1 - root) / Double(rootPoints)
    self.rootStep = step
    var shares = (0..<points).map { Self.least * exp(Double($0) * span / Double(points)) }
    for i in 0...rootPoints {
      let value = root + Double(i) * step
      shares.append(min(1, value * value))
    }
    self.shares = shares
    logSteps = Self.steps(shares)
  }

  private static func steps(_ shares: [Double]) -> [Double] {
    zip(shares, shares.dropFirst()).map { log($1 / $0) } + [0]
  }

  /// The axis whose steps are a fraction of the spread of counts at an effective depth.
  ///
  /// - Parameter effectiveDepth: The number of independent reads that counts are worth at most.
  static func resolving(effectiveDepth: Double) -> FrequencyAxis {
    let step = 0.15 / max(effectiveDepth, 1).squareRoot()
    return step >= fine.rootStep ? fine : FrequencyAxis(logStep: 0.25, rootStep: step)
  }

  /// The place of a share; shares beyond the ends have the place of the end.
  func place(_ share: Double) -> Place {
    guard share > Self.least else { return Place(index: 0, fraction: 0) }
    if share < Self.knee { return place(at: (log(share) - Self.logLeast) / logStep) }
    return place(at: Double(logPoints) + (share.squareRoot() - Self.kneeRoot) / rootStep)
  }

  @inline(__always)
  private func place(at position: Double) -> Place {
    let index = min(Int(position), shares.count - 2)
    return Place(index: Int32(index), fraction: Float(min(1, position - Double(index))))
  }

  /// A share with its square root and logarithm, which are the products and sums of those of its
  /// factors.
  struct Root: Sendable {
    private(set) var share: Double
    fileprivate var root: Double
    fileprivate var log: Double

    /// Takes a share.
    init(_ share: Double) {
      self.share = share
      root = share.squareRoot()
      log = Glibc.log(share)
    }

    /// The product of two shares.
    @inline(__always)
    static func * (a: Root, b: Root) -> Root {
      var product = a
      product.share *= b.share
      product.root *= b.root
      product.log += b.log
      return product
    }
  }

  /// The place of a share whose root is known.
  @inline(__always)
  func place(_ root: Root) -> Place {
    guard root.share > Self.least else { return Place(index: 0, fraction: 0) }
    if root.share < Self.knee { return place(at: (root.log - Self.logLeast) / logStep) }
    return place(at: Double(logPoints) + (root.root - Self.kneeRoot) / rootStep)
  }

  private static let logLeast = Glibc.log(least)
  private static let kneeRoot = knee.squareRoot()
}

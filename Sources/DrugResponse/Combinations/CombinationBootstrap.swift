import Glibc
import NumericalMethods

/// Intervals of all combination models by resampling residuals.
///
/// A replicate adds residuals drawn with replacement to the means of the cells (where cells have
/// replicates) or to the fitted surface, and repeats every fit: B. Efron and R. J. Tibshirani, *An
/// Introduction to the Bootstrap*, Chapman & Hall (1993). Residuals are
/// widened by `√(n / df)`. Each replicate has a random stream of its own, so that the result depends on
/// the seed alone and not on who computes which.
public struct CombinationBootstrap: Hashable, Sendable {
  /// Where the residuals come from.
  public enum Source: Hashable, Sendable, CaseIterable {
    /// Wells around the mean of their cell.
    case replicates
    /// Cells around the fitted surface.
    case surface
  }

  /// The scores of the wells themselves.
  public let scores: SynergyScores
  /// The surface of the wells themselves.
  public let surface: MuSyCFit
  /// Where the residuals come from.
  public let source: Source
  /// The number of replicates that had curves and a surface.
  public let replicates: Int
  /// The mean excess under each model.
  public let meanExcess: [CombinationModel: Estimate]
  /// The excess of each cell of ``scores`` under each model.
  public let cellExcess: [[CombinationModel: Estimate]]
  /// The terms of the surface; none where fewer than nine replicates of ten determine one.
  public let terms: [MuSyCFit.Term: Estimate]

  /// Resamples a checkerboard.
  ///
  /// - Parameters:
  ///   - board: The responses on the viability scale.
  ///   - replicates: At least 20, or it traps; 1,000 for publication.
  ///   - seed: The random seed.
  ///   - level: The level of confidence of the percentile intervals.
  ///   - options: How the single-drug curves are fitted.
  /// - Complexity: About 1 ms per replicate of 64 cells.
  public init(
    _ board: Checkerboard, replicates: Int = 1_000, seed: UInt64, level: Double = 0.95,
    options: CurveOptions = CurveOptions()
  ) throws(Checkerboard.Problem) {
    precondition(replicates >= 20, "20 replicates or more")
    let scores = try SynergyScores(board, options: options)
    let surface = try MuSyCFit(board)
    let plan = ResamplingPlan(board, surface)
    var draws: [Draw] = []
    for index in 0..<replicates {
      let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(index)))
      // A replicate whose fit fails is left out and shows in the number that remains.
      guard let sample = try? board.replacing(plan.responses(random)),
        let drawnScores = try? SynergyScores(sample, options: options),
        let drawnSurface = try? MuSyCFit(sample, start: surface.surface)
      else { continue }
      draws.append(Draw(scores: drawnScores, surface: drawnSurface))
    }
    guard draws.count >= 20 else { throw .noSurface }
    self.scores = scores
    self.surface = surface
    source = plan.source
    self.replicates = draws.count
    var means: [CombinationModel: Estimate] = [:]
    for model in CombinationModel.allCases {
      means[model] = Self.interval(
        scores.meanExcess(model), draws.map { $0.scores.meanExcess(model) }, level)
    }
    meanExcess = means
    cellExcess = scores.cells.indices.map { place in
      var cell: [CombinationModel: Estimate] = [:]
      for model in CombinationModel.allCases {
        cell[model] = Self.interval(
          scores.cells[place].excess[model], draws.map { $0.scores.cells[place].excess[model] },
          level)
      }
      return cell
    }
    var terms: [MuSyCFit.Term: Estimate] = [:]
    for term in MuSyCFit.Term.allCases {
      // A surface with responses far outside those observed is none that the wells determine.
      terms[term] = Self.interval(
        surface.isPlausible ? surface.surface[term] : nil,
        draws.map { $0.surface.isPlausible ? $0.surface.surface[term] : nil }, level)
    }
    self.terms = terms
  }

  private struct Draw {
    let scores: SynergyScores
    let surface: MuSyCFit
  }

  /// The percentile interval, if the value is defined for at least nine replicates of ten.
  private static func interval(
    _ value: Double?, _ draws: [Double?], _ level: Double
  ) -> Estimate? {
    let found = draws.compactMap { $0 }.sorted()
    guard let value, 10 * found.count >= 9 * draws.count else { return nil }
    func quantile(_ share: Double) -> Double {
      let place = share * Double(found.count - 1)
      let low = Int(place)
      let high = min(low + 1, found.count - 1)
      return found[low] + (place - Double(low)) * (found[high] - found[low])
    }
    return Estimate(
      value: value, lower: quantile(0.5 * (1 - level)), upper: quantile(0.5 * (1 + level)))
  }
}

/// What residuals are drawn from and what they are added to.
private struct ResamplingPlan {
  let source: CombinationBootstrap.Source
  private let centers: [Double]
  private let residuals: [Double]

  init(_ board: Checkerboard, _ fit: MuSyCFit) {
    let freedom = board.points.count - board.cells.count
    let means = board.cellOfPoint.map { board.cells[$0].response }
    let fitted = board.points.map { fit.surface.response($0.doseA, $0.doseB) }
    let count = Double(board.points.count)
    // A third of the wells as replicates give a fair picture of the noise.
    source = 3 * freedom >= board.points.count ? .replicates : .surface
    let used = source == .replicates ? freedom : fit.degreesOfFreedom
    let factor = (count / Double(max(used, 1))).squareRoot()
    let bases = source == .replicates ? means : fitted
    let raw = zip(board.points, bases).map { $0.response - $1 }
    let shift = raw.reduce(0, +) / count
    centers = bases
    residuals = raw.map { factor * ($0 - shift) }
  }

  func responses(_ random: RandomSource) -> [Double] {
    centers.map { $0 + residuals[random.index(below: residuals.count)] }
  }
}

import Glibc
import NumericalMethods

/// A MuSyC surface fitted to a checkerboard.
///
/// The synergy of potency and of efficacy are separate answers: a drug may make another work at lower
/// doses without the two together ever doing more, and the other way round.
public struct MuSyCFit: Hashable, Sendable {
  /// The surface.
  public let surface: MuSyCSurface
  /// Whether the slopes may change with the other drug.
  public let fitsCooperativity: Bool
  /// The residual sum of squares of all wells.
  public let sumOfSquares: Double
  /// The number of wells.
  public let points: Int
  /// Whether the solver met its criterion.
  public let converged: Bool
  /// Whether all four responses lie within the responses observed, extended by their range on either side.
  ///
  /// Where no surface does, the wells do not determine one: a state that hardly any cell is in can then
  /// have any response, and terms have no estimate.
  public let isPlausible: Bool
  /// The inverse of `JᵀJ`; empty where the wells do not determine the parameters.
  private let inverseCurvature: [Double]

  /// The number of parameters.
  public var parameters: Int { fitsCooperativity ? 12 : 10 }
  /// The degrees of freedom of the residuals.
  public var degreesOfFreedom: Int { points - parameters }
  /// The residual standard deviation.
  public var residualStandardDeviation: Double {
    (sumOfSquares / Double(degreesOfFreedom)).squareRoot()
  }

  /// Fits a surface from several starts.
  ///
  /// The curves of each drug alone (at the lowest dose of the other, where it was not left out) give the
  /// start; the potency of each drug starts unchanged, tenfold higher and tenfold lower.
  ///
  /// - Parameters:
  ///   - board: The responses.
  ///   - fitsCooperativity: Whether the slopes may change with the other drug.
  ///   - start: Another start, such as the fit to the wells that were resampled; it replaces all others.
  public init(
    _ board: Checkerboard, fitsCooperativity: Bool = false, start: MuSyCSurface? = nil
  ) throws(Checkerboard.Problem) {
    let problem = MuSyCProblem(board, fitsCooperativity: fitsCooperativity)
    let count = problem.parameterCount
    guard board.cells.count > count else {
      throw .tooFewCells(cells: board.cells.count, parameters: count)
    }
    let starts =
      if let start { [Array(start.values.prefix(count))] } else { try Self.starts(board, count) }
    do {
      let solver = try LevenbergMarquardt(residuals: problem.residualCount, parameters: count)
      let responses = board.cells.map(\.response)
      let (low, high) = (responses.min() ?? 0, responses.max() ?? 0)
      let range = (low - (high - low))...(high + (high - low))
      var (best, isPlausible): (LeastSquaresFit?, Bool) = (nil, false)
      for start in starts {
        // A start from which the surface runs away is no error as long as another does not.
        guard
          let found = try? solver.minimize(
            problem, from: start, maximumIterations: 300, stepTolerance: 1e-8,
            gradientTolerance: 1e-10)
        else { continue }
        let isInside = found.parameters[..<4].allSatisfy(range.contains)
        let isBetter = best.map { found.sumOfSquares < $0.sumOfSquares } ?? true
        if isInside == isPlausible ? isBetter : isInside { (best, isPlausible) = (found, isInside) }
      }
      guard let best else { throw Checkerboard.Problem.noSurface }
      self.isPlausible = isPlausible
      let full = best.parameters + [Double](repeating: 0, count: 12 - count)
      surface = MuSyCSurface(values: full)
      self.fitsCooperativity = fitsCooperativity
      sumOfSquares = best.sumOfSquares + board.pureError
      points = board.points.count
      converged = best.ending != .iterationLimit
      inverseCurvature = best.inverseCurvature
    } catch {
      throw .noSurface
    }
  }

  private static func starts(
    _ board: Checkerboard, _ count: Int
  ) throws(Checkerboard.Problem) -> [[Double]] {
    let fitter = HillFitter()
    let (a, b): (HillCurve, HillCurve)
    let (lowestA, lowestB) = (
      board.cells.map(\.doseA).min() ?? 0, board.cells.map(\.doseB).min() ?? 0
    )
    do { a = try fitter.fit(board.sliceA(atDoseB: lowestB)).curve } catch { throw .drugA(error) }
    do { b = try fitter.fit(board.sliceB(atDoseA: lowestA)).curve } catch { throw .drugB(error) }
    // Where a single drug does nothing its curve may run off; the surface starts inside the doses.
    func inside(_ value: Double, _ doses: [Double]) -> Double {
      min(max(value, (doses.first ?? value) / 3), (doses.last ?? value) * 3)
    }
    let top = board.cells.last { $0.doseA == board.dosesA.last && $0.doseB == board.dosesB.last }
    let both = top?.response ?? min(a.eInfinity, b.eInfinity)
    let shifts = [(0, 0), (2.3, 0), (0, 2.3), (-2.3, 0), (0, -2.3), (2.3, 2.3), (-2.3, -2.3)]
    return shifts.map { shift in
      let values = [
        0.5 * (a.e0 + b.e0), a.eInfinity, b.eInfinity, both, log(inside(a.ec50, board.dosesA)),
        log(inside(b.ec50, board.dosesB)), log(min(max(a.slope, 0.3), 5)),
        log(min(max(b.slope, 0.3), 5)), shift.0, shift.1, 0, 0,
      ]
      return Array(values.prefix(count))
    }
  }

  /// The terms that have an interval.
  public enum Term: Hashable, Sendable, CaseIterable {
    /// By what factor drug B makes drug A more potent.
    case potencyOfA
    /// By what factor drug A makes drug B more potent.
    case potencyOfB
    /// The synergy of efficacy.
    case efficacy
    /// The response to both drugs, far above their EC50.
    case eInfinityBoth
    /// The EC50 of drug A alone.
    case ec50A
    /// The EC50 of drug B alone.
    case ec50B
  }

  /// A term with its t interval, on the logarithmic scale for factors and doses.
  ///
  /// - Returns: `nil` where the wells do not determine it, see ``isPlausible``.
  public func estimate(_ term: Term, level: Double = 0.95) -> Estimate? {
    guard isPlausible, let value = surface[term], !inverseCurvature.isEmpty else { return nil }
    let half =
      StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile(at: 0.5 * (1 + level))
      * standardError(term)
    guard half.isFinite else { return nil }
    return term.isLogarithmic
      ? Estimate(value: value, lower: value * exp(-half), upper: value * exp(half))
      : Estimate(value: value, lower: value - half, upper: value + half)
  }

  private func standardError(_ term: Term) -> Double {
    var gradient = [Double](repeating: 0, count: parameters)
    switch term {
    case .potencyOfA: gradient[8] = 1
    case .potencyOfB: gradient[9] = 1
    case .eInfinityBoth: gradient[3] = 1
    case .ec50A: gradient[4] = 1
    case .ec50B: gradient[5] = 1
    case .efficacy:
      let strongest = min(surface.eInfinityA, surface.eInfinityB)
      let span = surface.e0 - strongest
      gradient[0] = -(strongest - surface.eInfinityBoth) / (span * span)
      gradient[surface.eInfinityA <= surface.eInfinityB ? 1 : 2] =
        (surface.e0 - surface.eInfinityBoth) / (span * span)
      gradient[3] = -1 / span
    }
    var sum = 0.0
    for row in 0..<parameters where gradient[row] != 0 {
      for column in 0..<parameters where gradient[column] != 0 {
        sum += gradient[row] * gradient[column] * inverseCurvature[row * parameters + column]
      }
    }
    return max(0, sum).squareRoot() * residualStandardDeviation
  }
}

extension MuSyCFit.Term {
  /// Whether the interval is symmetric for the logarithm.
  var isLogarithmic: Bool {
    switch self {
    case .potencyOfA, .potencyOfB, .ec50A, .ec50B: true
    case .efficacy, .eInfinityBoth: false
    }
  }
}

extension MuSyCSurface {
  /// The value of a term; `nil` for an efficacy without an effect.
  public subscript(term: MuSyCFit.Term) -> Double? {
    switch term {
    case .potencyOfA: potencyOfA
    case .potencyOfB: potencyOfB
    case .efficacy: efficacy
    case .eInfinityBoth: eInfinityBoth
    case .ec50A: ec50A
    case .ec50B: ec50B
    }
  }
}

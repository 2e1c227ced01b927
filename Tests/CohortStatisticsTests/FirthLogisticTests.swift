import CohortStatistics
import Foundation
import NumericalMethods
import Testing

@Suite struct FirthLogisticTests {
  private func fit(_ a: Int, _ b: Int, _ c: Int, _ d: Int) throws -> FirthLogistic {
    try FirthLogistic([
      .init(covariates: [1], events: a, trials: a + b),
      .init(covariates: [0], events: c, trials: c + d),
    ])
  }

  /// The penalised likelihood of a two-by-two table at given proportions, up to a constant.
  private func logLikelihood(_ x: Double, _ n: Double, _ p: Double) -> Double {
    (x + 0.5) * log(p) + (n - x + 0.5) * log(1 - p)
  }

  @Test(arguments: [(6, 4, 3, 12), (5, 0, 0, 7), (10, 0, 4, 9), (0, 6, 3, 3)])
  func `adds half a patient to each cell of a table`(_ cells: (Int, Int, Int, Int)) throws {
    let (a, b, c, d) = cells
    let effect = try fit(a, b, c, d).coefficients[0]
    let cell = [a, b, c, d].map { Double($0) + 0.5 }
    let expected = log(cell[0] * cell[3] / cell[1] / cell[2])
    #expect(abs(effect.estimate - expected) < 1e-8)

    // Under no effect one proportion fits all; at an end of the interval the odds differ by it.
    let best =
      logLikelihood(Double(a), Double(a + b), cell[0] / (cell[0] + cell[1]))
      + logLikelihood(Double(c), Double(c + d), cell[2] / (cell[2] + cell[3]))
    func fall(_ logOddsRatio: Double) -> Double {
      var least = Double.infinity
      for step in 0...200_000 {
        let logit = -10 + 20 * Double(step) / 200_000
        let p = 1 / (1 + exp(-logit - logOddsRatio))
        let q = 1 / (1 + exp(-logit))
        least = min(
          least,
          best - logLikelihood(Double(a), Double(a + b), p)
            - logLikelihood(Double(c), Double(c + d), q))
      }
      return least
    }
    let p = 2 * StandardNormal.upperTailProbability(above: (2 * fall(0)).squareRoot())
    #expect(abs(effect.pValue - p) < 1e-6)
    for end in [effect.lower, effect.upper] {
      #expect(abs(2 * fall(end) - 1.959963984540054 * 1.959963984540054) < 1e-5)
    }
  }

  @Test func `does not depend on how patients are grouped, scaled or ordered`() throws {
    let source = RandomSource(seed: 3)
    let rows = (0..<60).map { _ -> FirthLogistic.Group in
      let x = Double(source.index(below: 3))
      let y = Double(source.index(below: 2))
      let event = source.uniform() < 1 / (1 + exp(1 - x + 0.5 * y))
      return .init(covariates: [x, y], events: event ? 1 : 0, trials: 1)
    }
    let grouped = Dictionary(grouping: rows, by: \.covariates).map { covariates, rows in
      FirthLogistic.Group(
        covariates: [covariates[0] * 1_000, covariates[1]],
        events: rows.reduce(0) { $0 + $1.events }, trials: rows.count)
    }
    let (single, few) = (try FirthLogistic(rows), try FirthLogistic(grouped))
    #expect(abs(single.coefficients[0].estimate - 1_000 * few.coefficients[0].estimate) < 1e-7)
    #expect(abs(single.coefficients[0].upper - 1_000 * few.coefficients[0].upper) < 1e-6)
    #expect(abs(single.coefficients[1].pValue - few.coefficients[1].pValue) < 1e-7)
    #expect(abs(single.intercept.estimate - few.intercept.estimate) < 1e-7)
  }

  @Test func `says why there is no answer`() {
    #expect(throws: UndefinedResult("there are no patients")) { try FirthLogistic([]) }
    #expect(throws: UndefinedResult.self) { try fit(0, 0, 3, 4) }
    #expect(throws: UndefinedResult.self) {
      try FirthLogistic([
        .init(covariates: [1, 2], events: 1, trials: 3),
        .init(covariates: [2, 4], events: 2, trials: 3),
        .init(covariates: [3, 6], events: 2, trials: 3),
      ])
    }
    #expect(throws: UndefinedResult.self) {
      try FirthLogistic([.init(covariates: [.nan], events: 1, trials: 3)])
    }
    #expect(throws: UndefinedResult.self) {
      try FirthLogistic([.init(covariates: [1], events: 4, trials: 3)])
    }
  }
}

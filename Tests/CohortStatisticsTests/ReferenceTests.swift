import CohortStatistics
import Foundation
import NumericalMethods
import Testing
import _TestSupport

@Suite struct ReferenceTests {
  /// A number, or the infinity that JSON writes as a string.
  private func number(_ value: JSONValue) -> Double {
    value.string == "inf" ? .infinity : value.double
  }

  @Test(arguments: ReferenceCase.cases("binomial_ci"))
  func intervals(_ row: ReferenceCase) {
    let (x, n) = (row.inputs["x"].int, row.inputs["n"].int)
    let level = row.inputs["level"].double
    let found = [
      ("clopper_pearson", ProportionInterval.clopperPearson(x, of: n, level: level)),
      ("wilson", .wilson(x, of: n, level: level)),
      ("jeffreys_equal_tailed", .jeffreys(x, of: n, level: level)),
    ]
    for (name, interval) in found {
      let expected = row.expected[name].doubles
      #expect(row.agrees(interval.lower, expected[0]), "\(name) \(interval)")
      #expect(row.agrees(interval.upper, expected[1]), "\(name) \(interval)")
    }
  }

  @Test(arguments: ReferenceCase.cases("fisher_exact"))
  func fisher(_ row: ReferenceCase) throws {
    let test = try #require(FisherTest(table(row.inputs["table"])))
    #expect(row.agrees(test.pValue, row.expected["p_two_sided"].double))
    #expect(row.agrees(test.pGreater, row.expected["p_greater"].double))
    #expect(row.agrees(try #require(test.oddsRatio), number(row.expected["cond_mle_or"])))
    let interval = row.expected["ci95"].array.map(number)
    #expect(row.agrees(test.interval.lower, interval[0]))
    #expect(row.agrees(test.interval.upper, interval[1]))
  }

  @Test(arguments: ReferenceCase.cases("poisson_binomial"))
  func poissonBinomial(_ row: ReferenceCase) {
    let probabilities = row.inputs[row.name.hasSuffix("exclusivity") ? "p_joint" : "p"].doubles
    let observed = row.inputs["observed"].int
    let single = PoissonBinomial(probabilities: probabilities)
    let grouped = PoissonBinomial(groups: probabilities.map { .init(probability: $0, trials: 1) })
    for counts in [single, grouped] {
      for (count, expected) in row.expected["pmf"].doubles.enumerated() {
        #expect(row.agrees(counts.probability(of: count), expected))
      }
      if let upper = row.expected.members["p_upper"]?.double {
        #expect(row.agrees(counts.upperTailProbability(above: observed - 1), upper))
      }
      if let lower = row.expected.members["p_lower"]?.double {
        #expect(row.agrees(counts.cumulativeProbability(upTo: observed), lower))
      }
      if let midP = row.expected.members["midp"]?.double {
        #expect(row.agrees(counts.upperMidP(observed), midP))
      }
      if let mean = row.expected.members["mean"]?.double {
        #expect(row.agrees(counts.mean, mean))
      }
    }
  }

  @Test(arguments: ReferenceCase.cases("bh_fdr"))
  func benjaminiHochberg(_ row: ReferenceCase) {
    let adjusted = BenjaminiHochberg.adjusted(row.inputs["p"].doubles)
    for (value, expected) in zip(adjusted, row.expected["q"].doubles) {
      #expect(row.agrees(value, expected))
    }
  }

  @Test(arguments: ReferenceCase.cases("sample_size"))
  func sampleSize(_ row: ReferenceCase) throws {
    if row.name.hasSuffix("wilson_halfwidth") {
      let patients = try #require(
        StudyDesign.patients(
          wilsonHalfWidth: row.inputs["half_width"].double, proportion: row.inputs["p"].double))
      #expect(patients == row.expected["n"].int)
      let width = StudyDesign.wilsonHalfWidth(
        proportion: row.inputs["p"].double, patients: patients)
      #expect(row.agrees(width, row.expected["half_width_at_n"].double))
    } else {
      let test = try #require(
        StudyDesign.exactTest(
          null: row.inputs["p0"].double, alternative: row.inputs["p1"].double,
          alpha: row.inputs["alpha"].double, power: row.inputs["power"].double))
      #expect(test.patients == row.expected["n"].int)
      #expect(test.criticalCount == row.expected["k_crit"].int)
      #expect(row.agrees(test.power, row.expected["power"].double))
    }
  }

  private func table(_ rows: JSONValue) -> TwoByTwoTable {
    let counts = rows.array.flatMap { $0.array.map(\.int) }
    return TwoByTwoTable(counts[0], counts[1], counts[2], counts[3])
  }
}

import NumericalMethods
import Testing
import TumorModel

@testable import ClonalEvolution

@Suite struct DetectionCurveTests {
  private static let depths = [1, 8, 30, 100, 300, 1000, 5000, 30_000]

  @Test(arguments: depths, [150.0, 400, 2000, .infinity])
  func `a curve holds the tails that it is made of`(_ depth: Int, _ alleles: Double) {
    for rate in [1e-6, 1e-4, 1e-3, 0.02] {
      let error = ErrorModel(rate: rate, missRate: min(rate, 1e-3), precision: 1e4)
      let count = BetaBinomialBatch.criticalCount(
        depth: depth, mean: rate, precision: error.precision, alpha: CloneDetection.alpha)
      let curve = DetectionCurve(count: count, depth: depth, error: error, alleles: alleles)
      for step in 1..<200 {
        let root = Double(step) / 200
        let exact = BetaBinomialBatch.upperTail(
          from: count, depth: depth, mean: error.frequency(share: root * root),
          precision: error.precision(share: root * root, alleles: alleles))
        #expect(abs(curve.value(at: root * root) - exact) < 5e-4, "\(rate) \(root)")
      }
    }
  }

  @Test(arguments: [30, 120, 800])
  func `the limit is that of the closed form`(_ depth: Int) throws {
    var sample = Sample(id: "S", patient: "P", role: .primary)
    sample.purity = Purity(0.6)
    sample.purityDeviation = 0
    let model = SampleModel(sample: sample, parameters: OriginParameters())
    let clone = CloneDetection(
      kind: LocusKind(normalCopies: 2, copyNumber: .normal, change: .generic), model: model)
    let count = clone.criticalCount(depth: depth)
    let curve = clone.curve(count: count, depth: depth)
    let setting = try #require(
      DetectionPower(
        depth: depth, purity: 0.6, errorRate: clone.error.rate, precision: clone.alleles,
        errorPrecision: clone.error.precision))
    #expect(count == setting.criticalCount())
    #expect(abs(clone.power(curve, at: 0.25) - setting.power(at: 0.25)) < 1e-4)
    let power = { (fraction: Double) in clone.power(curve, at: fraction) }
    let limit = clone.limit(known: (0.25, power(0.25)), clonal: power(1), power)
    if let exact = setting.limitOfDetection() {
      #expect(abs(limit / exact - 1) < 1e-3)
    } else {
      #expect(limit.isNaN)
    }
  }
}

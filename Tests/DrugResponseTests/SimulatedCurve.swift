import DrugResponse
import Foundation
import NumericalMethods

/// Synthetic wells of a known curve.
enum SimulatedCurve {
  /// Nine doses in half-decades from 1e-9, three wells each, and six untreated wells.
  static func points(
    _ curve: HillCurve, noise: Double, _ random: RandomSource, doses: [Double]? = nil,
    replicates: Int = 3
  ) -> [DosePoint] {
    let doses = doses ?? (0..<9).map { pow(10, -9 + 0.5 * Double($0)) }
    var points = (0..<2 * replicates).map { _ in
      DosePoint(dose: 0, response: curve.e0 + noise * random.normal())
    }
    for dose in doses {
      for _ in 0..<replicates {
        points.append(
          DosePoint(dose: dose, response: curve.response(at: dose) + noise * random.normal()))
      }
    }
    return points
  }

  /// A curve drawn at random whose parameters the doses can show.
  static func curve(_ random: RandomSource) -> HillCurve {
    HillCurve(
      e0: 1, eInfinity: 0.05 + 0.25 * random.uniform(),
      ec50: pow(10, -7.8 + 1.6 * random.uniform()), slope: 0.8 + 1.2 * random.uniform())
  }

  /// A board of two drugs on a surface, doses in threefold steps around the EC50, each alone included.
  static func board(
    _ surface: MuSyCSurface, noise: Double, _ random: RandomSource, doses: Int = 6,
    replicates: Int = 3
  ) -> [CombinationPoint] {
    let steps = [0] + (0..<doses).map { pow(4, Double($0) - 0.5 * Double(doses - 1)) }
    return steps.flatMap { a in
      steps.flatMap { b in
        (0..<replicates).map { _ in
          let (doseA, doseB) = (a * surface.ec50A, b * surface.ec50B)
          return CombinationPoint(
            doseA: doseA, doseB: doseB,
            response: surface.response(doseA, doseB) + noise * random.normal())
        }
      }
    }
  }
}

import NumericalMethods
import Glibc

/// Shapes of chance that the simulators share.
extension RandomSource {
  /// Draws uniformly on a range.
  func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// Draws with a uniform logarithm; the range is positive.
  func logUniform(in range: ClosedRange<Double>) -> Double {
    precondition(range.lowerBound > 0)
    return exp(uniform(in: log(range.lowerBound)...log(range.upperBound)))
  }

  /// Draws an integer with a uniform logarithm; the range is positive.
  func logUniform(in range: ClosedRange<Int>) -> Int {
    let value = logUniform(in: Double(range.lowerBound)...(Double(range.upperBound) + 0.999))
    return min(max(Int(value), range.lowerBound), range.upperBound)
  }

  /// Draws from a log-normal distribution.
  func logNormal(_ median: Double, _ logDeviation: Double) -> Double {
    median * exp(logDeviation * normal())
  }

  /// Draws from a log-normal distribution.
  func logNormal(meanLog: Double, _ logDeviation: Double) -> Double {
    exp(meanLog + logDeviation * normal())
  }

  /// Is true with a probability.
  func chance(_ probability: Double) -> Bool { uniform() < probability }

  /// Draws an integer of a range.
  func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + index(below: range.count)
  }

  /// Draws an element.
  func element<Element>(of elements: [Element]) -> Element {
    elements[index(below: elements.count)]
  }
}

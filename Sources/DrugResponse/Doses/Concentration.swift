import Glibc

/// A concentration of a drug, in moles per litre.
public struct Concentration: Hashable, Comparable, Sendable {
  /// Moles per litre, from 0 to ``highestPlausible``.
  public let molar: Double

  /// The highest concentration taken for a dose: 1 mol/L is above what drugs dissolve to in medium.
  ///
  /// A greater one is most often a wrong unit, or a 0 on a logarithmic scale.
  public static let highestPlausible = 0.1

  /// No drug.
  public static let none = Concentration(uncheckedMolar: 0)

  private init(uncheckedMolar molar: Double) { self.molar = molar }

  /// Creates a concentration from a number and its unit.
  ///
  /// - Parameters:
  ///   - value: The number as written.
  ///   - unit: Its unit; logarithms are decimal.
  /// - Throws: ``ConcentrationProblem``.
  public init(_ value: Double, _ unit: ConcentrationUnit) throws(ConcentrationProblem) {
    if unit.isLogarithmic, value == -.infinity { throw .zeroOnLogarithmicScale }
    guard value.isFinite else { throw .notFinite }
    if !unit.isLogarithmic, value < 0 {
      throw .negative(value)
    }
    let molar = (unit.isLogarithmic ? pow(10, value) : value) * unit.molarFactor
    guard molar <= Self.highestPlausible else {
      throw unit.isLogarithmic && value == 0
        ? .zeroOnLogarithmicScale : .implausiblyHigh(molar: molar)
    }
    self.molar = molar
  }

  /// The number in a unit; minus infinity for no drug on a logarithmic scale.
  public func value(in unit: ConcentrationUnit) -> Double {
    let value = molar / unit.molarFactor
    return unit.isLogarithmic ? log10(value) : value
  }

  /// Whether there is no drug.
  public var isZero: Bool { molar == 0 }

  /// Orders by amount.
  public static func < (first: Concentration, second: Concentration) -> Bool {
    first.molar < second.molar
  }
}

import DelimitedText
import DrugResponse
import Testing

@testable import PlateFiles

/// A table in memory, fields separated by commas.
func table(_ text: String, _ path: String = "p.csv") -> TableText { TableText(text, path: path) }

extension TableText {
  /// The wells of the table.
  func wells(_ settings: PlateSettings = PlateSettings(), layout: [TableText] = []) throws
    -> PlateReading
  {
    let input = try ResponseInput.read(self, layout: layout, settings: settings)
    guard case .wells(let reading) = input else {
      throw TestFailure("the table was read as \(input)")
    }
    return reading
  }

  /// The tables of two drugs.
  func combinations(_ settings: PlateSettings = PlateSettings()) throws -> CombinationReading {
    let input = try ResponseInput.read(self, settings: settings)
    guard case .combinations(let reading) = input else {
      throw TestFailure("the table was read as \(input)")
    }
    return reading
  }

  /// The messages of reading, which must fail.
  func failure(_ settings: PlateSettings = PlateSettings(), layout: [TableText] = []) throws
    -> [String]
  {
    let error = try #require(throws: InputErrors.self) {
      _ = try ResponseInput.read(self, layout: layout, settings: settings)
    }
    return error.errors.map(\.message)
  }
}

/// Why a test cannot go on.
struct TestFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension PlateWell {
  /// The well on one line.
  var line: String {
    let doses = treatments.map { "\($0.drug) \(nanomolar($0.concentration))" }
    let zero = dayZeroValue.map { " of \($0)" } ?? ""
    return "\(plate) \(position) \(cellLine)/\(genotype) [\(doses.joined(separator: " + "))] "
      + "\(role.rawValue) \(hours) h: \(value)\(zero)"
  }
}

/// A concentration in nmol/L, as short text.
func nanomolar(_ amount: Concentration) -> String {
  let number = (amount.value(in: .nanomolar) * 1e6).rounded() / 1e6
  return "\(number) nM"
}

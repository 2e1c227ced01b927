import DelimitedText
import DrugResponse

/// A block of a plate file: a name, a line of column numbers and a line for each row of the plate.
struct PlateBlock {
  /// The field above the rows' letters, which names what the block holds.
  let name: Cell
  let format: PlateFormat
  /// The fields of the wells that the block has, by position.
  var cells: [WellPosition: Cell] = [:]

  /// The format of a line that has column numbers from 1 on after its first field.
  static func format(ofHeader line: DelimitedLine) -> PlateFormat? {
    var fields = line.fields.dropFirst()
    while fields.last?.text.isEmpty == true { fields.removeLast() }
    guard
      zip(fields, 1...).allSatisfy({ field, number in NumberText.whole(field.text) == number })
    else { return nil }
    return PlateFormat.allCases.first { $0.columns == fields.count }
  }

  /// The row that letters name; `nil` for anything else, such as a well.
  static func row(_ letters: String) -> Int? {
    guard letters.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
    return WellPosition(letters + "1")?.row
  }

  /// The letters of the rows, to complete `expected …`.
  var rowExpectation: String {
    let last = WellPosition(row: format.rows - 1, column: 0).description.prefix { $0.isLetter }
    return "a row from A to \(last), for the block has \(format.columns) columns"
  }
}

import DelimitedText
import DrugResponse

/// The blocks of a plate file.
///
/// A block begins with a line whose fields after the first are the numbers of the columns, from 1 on. Then
/// comes a line for each row, which begins with the row's letter. A blank line, or the next block, ends it.
/// Lines above the first block and between blocks, which plate readers write about the measurement, are left
/// out. This is also the form of the R package plater, which names a block in its first field.
struct PlateBlocks {
  private(set) var blocks: [PlateBlock] = []
  /// How many lines that are not blank belong to no block.
  private(set) var otherLines = 0

  /// Whether a text has a block: a line of column numbers and below it a line that begins with a letter.
  static func areIn(_ text: TableText) -> Bool {
    var lines = text.lines(expected: "a plate")
    var isBelowHeader = false
    while true {
      do throws(InputErrors) {
        guard let bytes = try lines.next() else { return false }
        guard let line = Self.line(bytes, lines.number) else { continue }
        if isBelowHeader, PlateBlock.row(line.field(0).text) != nil { return true }
        isBelowHeader = PlateBlock.format(ofHeader: line) != nil
      } catch {
        return false
      }
    }
  }

  /// Reads all blocks.
  init(_ text: TableText, faults: inout Faults) throws(InputErrors) {
    var lines = text.lines(expected: "a plate")
    var block: PlateBlock?
    while let bytes = try lines.next() {
      guard let line = Self.line(bytes, lines.number), !line.isBlank else {
        if let done = block { blocks.append(done) }
        block = nil
        continue
      }
      let isSemicolonSeparated = Self.delimiter(bytes) == UInt8(ascii: ";")
      func cell(_ place: Int, _ name: String) -> Cell {
        let field = line.field(place)
        return Cell(
          name: name, text: field.text,
          location: TextLocation(path: text.path, line: line.number, column: field.column),
          source: line.source, isCommaDecimal: isSemicolonSeparated)
      }
      // A row may hold the numbers from 1 on too.
      let isRow = block != nil && PlateBlock.row(line.field(0).text) != nil
      if !isRow, let format = PlateBlock.format(ofHeader: line) {
        if let done = block { blocks.append(done) }
        block = PlateBlock(name: cell(0, "block"), format: format)
        continue
      }
      guard block != nil else {
        otherLines += 1
        continue
      }
      let letter = cell(0, "row")
      guard let row = PlateBlock.row(letter.text), let format = block?.format,
        row < format.rows
      else {
        faults.add(letter, expected: block?.rowExpectation ?? "")
        continue
      }
      if block?.cells[WellPosition(row: row, column: 0)] != nil {
        faults.add(letter, expected: "each row once")
        continue
      }
      if let extra = line.fields.indices.dropFirst(format.columns + 1).first(where: {
        !line.field($0).text.isEmpty
      }) {
        faults.add(
          "the row has more than \(format.columns) fields after its letter",
          expected: "one field per column of the plate", at: cell(extra, "row"))
        continue
      }
      let name = block?.name.text ?? ""
      for column in 0..<format.columns {
        let position = WellPosition(row: row, column: column)
        block?.cells[position] = cell(column + 1, name)
      }
    }
    if let done = block { blocks.append(done) }
  }

  private static func delimiter(_ bytes: Bytes) -> UInt8 {
    DelimitedLine.delimiter(of: bytes, isSemicolonAllowed: true)
  }

  private static func line(_ bytes: Bytes, _ number: Int) -> DelimitedLine? {
    try? DelimitedLine(bytes, number: number, delimiter: delimiter(bytes))
  }
}

/// A well of a plate, such as `B07`.
public struct WellPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The row, from 0; row 0 is `A`, row 26 is `AA`.
  public let row: Int
  /// The column, from 0.
  public let column: Int

  /// Creates a position.
  ///
  /// - Parameters:
  ///   - row: Within `0..<52`; anything else traps.
  ///   - column: At least 0; anything else traps.
  public init(row: Int, column: Int) {
    precondition(
      (0..<52).contains(row) && column >= 0, "a row within 0..<52, a column of 0 or more")
    self.row = row
    self.column = column
  }

  /// Reads a position such as `B7`, `b07` or `AA12`; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    let digits = text.dropFirst(letters.count)
    guard (1...2).contains(letters.count), (1...2).contains(digits.count),
      digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits), number >= 1
    else { return nil }
    var row = 0
    for letter in letters.uppercased().utf8 { row = row * 26 + Int(letter) - 64 }
    guard row <= 52 else { return nil }
    self.init(row: row - 1, column: number - 1)
  }

  /// The position as plates are labelled, with two digits.
  public var description: String {
    let letters = [row / 26 - 1, row % 26].filter { $0 >= 0 }.compactMap { UnicodeScalar(65 + $0) }
    return letters.map(String.init).joined() + (column < 9 ? "0" : "") + String(column + 1)
  }

  /// Orders by row, then by column.
  public static func < (first: WellPosition, second: WellPosition) -> Bool {
    (first.row, first.column) < (second.row, second.column)
  }
}

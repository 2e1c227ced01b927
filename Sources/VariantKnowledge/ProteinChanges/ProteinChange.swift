/// Spellings of protein changes.
public enum ProteinChange {
  /// The short form of a protein change, in which spellings can be compared; empty for none.
  ///
  /// Drops a transcript before a colon, brackets, and the residues that some callers repeat after
  /// `dup` or `del`; three-letter residues become one letter and `Ter` a star. So
  /// `ENSP00000463714:p.Leu755Ser`, `L755S` and `p.(Leu755Ser)` all give `p.L755S`. What
  /// ``ProteinVariant`` does not read is shortened as text. The several names of one insertion stay
  /// several: see ``VariantKnowledge/normalizedChange(_:gene:)``.
  ///
  /// - Parameter spelling: A change in the HGVS style, with or without `p.`.
  /// - Complexity: Linear in the length.
  public static func shortForm(of spelling: String) -> String {
    if let variant = ProteinVariant(spelling) { return variant.description }
    return shortenedText(of: spelling)
  }

  /// What is no change that ``ProteinVariant`` reads, shortened letter by letter.
  private static func shortenedText(of spelling: String) -> String {
    var bytes = Array(spelling.utf8)
    if let colon = bytes.lastIndex(of: UInt8(ascii: ":")) { bytes.removeFirst(colon + 1) }
    bytes.removeAll { dropped.contains($0) }
    if bytes.starts(with: "p.".utf8) { bytes.removeFirst(2) }
    guard !bytes.isEmpty else { return "" }

    var short = Array("p.".utf8)
    var index = 0
    while index < bytes.count {
      if index + 3 <= bytes.count,
        let letter = ProteinVariantParser.oneLetter[
          String(decoding: bytes[index..<index + 3], as: UTF8.self)]
      {
        short.append(letter)
        index += 3
      } else {
        short.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: short, as: UTF8.self)
  }

  private static let dropped = Set("() \t".utf8)
}

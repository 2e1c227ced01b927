/// Spellings of protein changes.
public enum ProteinChange {
  /// The short form of a protein change, in which spellings can be compared; empty for none.
  ///
  /// Drops a transcript before a colon, brackets, and the residues that some callers repeat after
  /// `dup` or `del`; three-letter residues become one letter and `Ter` a star. So
  /// `ENSP00000463714:p.Leu755Ser`, `L755S` and `p.(Leu755Ser)` all give `p.L755S`.
  ///
  /// - Parameter spelling: A change in the HGVS style, with or without `p.`.
  /// - Complexity: Linear in the length.
  public static func shortForm(of spelling: String) -> String {
    var bytes = Array(spelling.utf8)
    if let colon = bytes.lastIndex(of: UInt8(ascii: ":")) { bytes.removeFirst(colon + 1) }
    bytes.removeAll { dropped.contains($0) }
    if bytes.starts(with: "p.".utf8) { bytes.removeFirst(2) }
    guard !bytes.isEmpty else { return "" }

    var short = Array("p.".utf8)
    var index = 0
    while index < bytes.count {
      if index + 3 <= bytes.count,
        let letter = oneLetter[String(decoding: bytes[index..<index + 3], as: UTF8.self)]
      {
        short.append(letter)
        index += 3
      } else {
        short.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: withoutRepeatedResidues(short), as: UTF8.self)
  }

  /// `Y772_A775dupYVMA` says the same as `Y772_A775dup`; `delinsS` says more than `del`.
  private static func withoutRepeatedResidues(_ bytes: [UInt8]) -> [UInt8] {
    var end = bytes.count
    while end > 0, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[end - 1]) { end -= 1 }
    let kind = bytes[..<end].suffix(3)
    return kind.elementsEqual("dup".utf8) || kind.elementsEqual("del".utf8)
      ? Array(bytes[..<end]) : bytes
  }

  private static let dropped = Set("() \t".utf8)

  private static let oneLetter: [String: UInt8] = [
    "Ala": UInt8(ascii: "A"), "Arg": UInt8(ascii: "R"), "Asn": UInt8(ascii: "N"),
    "Asp": UInt8(ascii: "D"), "Cys": UInt8(ascii: "C"), "Gln": UInt8(ascii: "Q"),
    "Glu": UInt8(ascii: "E"), "Gly": UInt8(ascii: "G"), "His": UInt8(ascii: "H"),
    "Ile": UInt8(ascii: "I"), "Leu": UInt8(ascii: "L"), "Lys": UInt8(ascii: "K"),
    "Met": UInt8(ascii: "M"), "Phe": UInt8(ascii: "F"), "Pro": UInt8(ascii: "P"),
    "Ser": UInt8(ascii: "S"), "Thr": UInt8(ascii: "T"), "Trp": UInt8(ascii: "W"),
    "Tyr": UInt8(ascii: "Y"), "Val": UInt8(ascii: "V"), "Sec": UInt8(ascii: "U"),
    "Ter": UInt8(ascii: "*"),
  ]
}

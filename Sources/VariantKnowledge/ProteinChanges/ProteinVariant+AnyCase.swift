extension ProteinVariant {
  /// Reads a name as people type it, in any mixture of upper and lower case, or returns `nil`.
  ///
  /// `l755s` and `asp769tyr` are read. Names in files are not meant for this: there `p.l755s` is
  /// something that no tool writes.
  ///
  /// - Parameter spelling: As for ``init(_:)``.
  public init?(anyCase spelling: String) {
    if let variant = ProteinVariant(spelling) {
      self = variant
    } else if let variant = ProteinVariant(Self.recased(spelling)) {
      self = variant
    } else {
      return nil
    }
  }

  private static let keywords = ["delins", "del", "dup", "ins", "fs"].map { Array($0.utf8) }
  private static let threeLetters = Dictionary(
    uniqueKeysWithValues: ProteinVariantParser.oneLetter.keys.map {
      (Array($0.lowercased().utf8), Array($0.utf8))
    })

  /// Residues in upper case, or capitalised if the first has three letters; words such as `del` in
  /// lower case.
  private static func recased(_ spelling: String) -> String {
    var rest = Array(spelling.lowercased().utf8)[...]
    if let colon = rest.lastIndex(of: UInt8(ascii: ":")) { rest = rest[(colon + 1)...] }
    rest = rest.filter { !" ()\t".utf8.contains($0) }[...]
    if rest.starts(with: "p.".utf8) { rest = rest.dropFirst(2) }
    let isLong = threeLetters[Array(rest.prefix(3))] != nil
    var result: [UInt8] = []
    var isAfterNumber = false
    var mayShift = false
    while let byte = rest.first {
      let words = isAfterNumber ? keywords : mayShift ? keywords.filter { $0.first == 0x66 } : []
      if let word = words.first(where: { rest.starts(with: $0) }) {
        result += word
        rest = rest.dropFirst(word.count)
        (isAfterNumber, mayShift) = (false, false)
      } else if isLong, let residue = threeLetters[Array(rest.prefix(3))] {
        result += residue
        rest = rest.dropFirst(3)
        (mayShift, isAfterNumber) = (isAfterNumber, false)
      } else {
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        result.append(isLetter ? byte - 0x20 : byte)
        rest = rest.dropFirst()
        mayShift = isAfterNumber && isLetter
        isAfterNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

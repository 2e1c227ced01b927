/// Reads an HGVS protein name byte by byte.
struct ProteinVariantParser {
  private static let longest = 1_000
  /// No human protein is longer than 36,000 residues.
  private static let mostDigits = 5

  private var bytes: [UInt8]
  private var index = 0

  init(_ spelling: String) {
    bytes = Array(spelling.utf8.prefix(Self.longest + 1))
    if bytes.count > Self.longest { bytes = [] }
    if let colon = bytes.lastIndex(of: UInt8(ascii: ":")) { bytes.removeFirst(colon + 1) }
    bytes.removeAll { Self.dropped.contains($0) }
    if bytes.starts(with: "p.".utf8) || bytes.starts(with: "P.".utf8) { index = 2 }
  }

  /// The change, or `nil` for anything that is not wholly one.
  mutating func variant() -> ProteinVariant? {
    guard let first = residue() else { return nil }
    var last: ProteinVariant.Residue?
    if take("_") {
      guard let end = residue(), end.position > first.position else { return nil }
      last = end
    }
    guard let change = change(first, last), index == bytes.count else { return nil }
    return change
  }

  private mutating func change(
    _ first: ProteinVariant.Residue, _ end: ProteinVariant.Residue?
  ) -> ProteinVariant? {
    let last = end ?? first
    if take("delins") || take(">") { return replaced(first, last) }
    if take("del") { return repeated(.deletion, first, last) }
    if take("dup") { return repeated(.duplication, first, last) }
    if take("ins") {
      let new = letters()
      guard end != nil, last.position == first.position + 1, !new.isEmpty else { return nil }
      return ProteinVariant(kind: .insertion, first: first, last: last, inserted: new)
    }
    guard end == nil else { return nil }
    if take("=") || take("%3D") {
      return ProteinVariant(kind: .synonymous, first: first, last: first)
    }
    if take("fs") { return frameshift(first, []) }
    guard let new = letter() else { return nil }
    if take("fs") { return frameshift(first, [new]) }
    return Self.substituted(first, new)
  }

  private static func substituted(
    _ residue: ProteinVariant.Residue, _ new: UInt8
  ) -> ProteinVariant {
    if new == residue.letter {
      return ProteinVariant(kind: .synonymous, first: residue, last: residue)
    }
    return ProteinVariant(
      kind: new == stop ? .nonsense : .substitution, first: residue, last: residue, inserted: [new])
  }

  private mutating func replaced(
    _ first: ProteinVariant.Residue, _ last: ProteinVariant.Residue
  ) -> ProteinVariant? {
    let new = letters()
    if new.isEmpty { return nil }
    if new.count == 1, first == last { return Self.substituted(first, new[0]) }
    return ProteinVariant(kind: .deletionInsertion, first: first, last: last, inserted: new)
  }

  /// `dup` or `del`, after which some callers repeat the residues, or how many they are.
  private mutating func repeated(
    _ kind: ProteinVariant.Kind, _ first: ProteinVariant.Residue, _ last: ProteinVariant.Residue
  ) -> ProteinVariant? {
    let count = last.position - first.position + 1
    let named = letters()
    guard named.isEmpty || (named.count == count && named[0] == first.letter) else { return nil }
    if named.isEmpty, let number = number(), number != count { return nil }
    return ProteinVariant(kind: kind, first: first, last: last)
  }

  private mutating func frameshift(
    _ first: ProteinVariant.Residue, _ new: [UInt8]
  ) -> ProteinVariant? {
    var distance: Int?
    if take("*") || take("Ter") || take("X") {
      if !take("?") { distance = number() }
    }
    return ProteinVariant(
      kind: .frameshift, first: first, last: first, inserted: new, stopDistance: distance)
  }

  // MARK: - Parts

  private mutating func residue() -> ProteinVariant.Residue? {
    guard let letter = letter(), let position = number() else { return nil }
    return ProteinVariant.Residue(letter: letter, position: position)
  }

  private mutating func letters() -> [UInt8] {
    var found: [UInt8] = []
    while let letter = letter() { found.append(letter) }
    return found
  }

  private mutating func letter() -> UInt8? {
    guard index < bytes.count else { return nil }
    if index + 3 <= bytes.count, bytes[index + 1] >= UInt8(ascii: "a"),
      let letter = Self.oneLetter[String(decoding: bytes[index..<index + 3], as: UTF8.self)]
    {
      index += 3
      return letter
    }
    let byte = bytes[index]
    guard Self.single.contains(byte) else { return nil }
    index += 1
    return byte == UInt8(ascii: "X") ? Self.stop : byte
  }

  /// A positive number, or `nil` where none stands or one that no protein has.
  private mutating func number() -> Int? {
    let start = index
    var value = 0
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      guard index - start < Self.mostDigits else { return nil }
      value = 10 * value + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    return value > 0 && bytes[start] != UInt8(ascii: "0") ? value : nil
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count,
      (0..<count).allSatisfy({ bytes[index + $0] == text.utf8Start[$0] })
    else { return false }
    index += count
    return true
  }

  static let stop = UInt8(ascii: "*")
  private static let dropped = Set("() \t\r\n".utf8)
  private static let single = Set("ACDEFGHIKLMNPQRSTUVWYOX*".utf8)

  static let oneLetter: [String: UInt8] = [
    "Ala": UInt8(ascii: "A"), "Arg": UInt8(ascii: "R"), "Asn": UInt8(ascii: "N"),
    "Asp": UInt8(ascii: "D"), "Cys": UInt8(ascii: "C"), "Gln": UInt8(ascii: "Q"),
    "Glu": UInt8(ascii: "E"), "Gly": UInt8(ascii: "G"), "His": UInt8(ascii: "H"),
    "Ile": UInt8(ascii: "I"), "Leu": UInt8(ascii: "L"), "Lys": UInt8(ascii: "K"),
    "Met": UInt8(ascii: "M"), "Phe": UInt8(ascii: "F"), "Pro": UInt8(ascii: "P"),
    "Pyl": UInt8(ascii: "O"), "Sec": UInt8(ascii: "U"), "Ser": UInt8(ascii: "S"),
    "Ter": UInt8(ascii: "*"), "Thr": UInt8(ascii: "T"), "Trp": UInt8(ascii: "W"),
    "Tyr": UInt8(ascii: "Y"), "Val": UInt8(ascii: "V"),
  ]
}

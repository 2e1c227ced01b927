package import DelimitedText

/// Shortens protein changes: `ENSP00000463714:p.Leu755Ser` becomes `p.L755S`.
///
/// The accession before `:p.` is dropped, three-letter amino acids become one letter, `Ter` becomes
/// `*` and `%3D`, an equals sign that was escaped for VCF, becomes one. Other text stays.
package struct ProteinChange: ~Copyable {
  private var scratch: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  package init() {
    capacity = 256
    scratch = .allocate(capacity: capacity)
    scratch.initialize(repeating: 0, count: capacity)
  }

  deinit { scratch.deallocate() }

  /// The short form; valid until the next call.
  package mutating func short(_ text: Bytes) -> Bytes {
    var start = 0
    var index = text.count - 3
    while index >= 0 {
      if text[index] == UInt8(ascii: ":") {
        if text[index + 1] == UInt8(ascii: "p"), text[index + 2] == UInt8(ascii: ".") {
          start = index + 1
        }
        break
      }
      index -= 1
    }
    reserve(text.count)
    var length = 0
    index = start
    while index < text.count {
      let byte = text[index]
      if index + 2 < text.count,
        let letter = Self.letter(byte, text[index + 1], text[index + 2])
      {
        scratch[length] = letter
        index += 3
      } else {
        scratch[length] = byte
        index += 1
      }
      length += 1
    }
    return Bytes(start: scratch, count: length)
  }

  private mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    scratch.deallocate()
    capacity = 2 * count
    scratch = .allocate(capacity: capacity)
    scratch.initialize(repeating: 0, count: capacity)
  }

  @inline(__always)
  private static func letter(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt8? {
    if first == UInt8(ascii: "%") {
      return second == UInt8(ascii: "3") && third == UInt8(ascii: "D") ? UInt8(ascii: "=") : nil
    }
    // An upper-case letter and two lower-case ones.
    guard first &- 0x41 < 26, second &- 0x61 < 26, third &- 0x61 < 26 else { return nil }
    return residue(UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third))
  }

  private static func residue(_ code: UInt32) -> UInt8? {
    switch code {
    case 0x41_6C_61: UInt8(ascii: "A")  // Ala
    case 0x41_72_67: UInt8(ascii: "R")  // Arg
    case 0x41_73_6E: UInt8(ascii: "N")  // Asn
    case 0x41_73_70: UInt8(ascii: "D")  // Asp
    case 0x43_79_73: UInt8(ascii: "C")  // Cys
    case 0x47_6C_6E: UInt8(ascii: "Q")  // Gln
    case 0x47_6C_75: UInt8(ascii: "E")  // Glu
    case 0x47_6C_79: UInt8(ascii: "G")  // Gly
    case 0x48_69_73: UInt8(ascii: "H")  // His
    case 0x49_6C_65: UInt8(ascii: "I")  // Ile
    case 0x4C_65_75: UInt8(ascii: "L")  // Leu
    case 0x4C_79_73: UInt8(ascii: "K")  // Lys
    case 0x4D_65_74: UInt8(ascii: "M")  // Met
    case 0x50_68_65: UInt8(ascii: "F")  // Phe
    case 0x50_72_6F: UInt8(ascii: "P")  // Pro
    case 0x53_65_72: UInt8(ascii: "S")  // Ser
    case 0x54_68_72: UInt8(ascii: "T")  // Thr
    case 0x54_72_70: UInt8(ascii: "W")  // Trp
    case 0x54_79_72: UInt8(ascii: "Y")  // Tyr
    case 0x56_61_6C: UInt8(ascii: "V")  // Val
    case 0x53_65_63: UInt8(ascii: "U")  // Sec
    case 0x50_79_6C: UInt8(ascii: "O")  // Pyl
    case 0x58_61_61: UInt8(ascii: "X")  // Xaa
    case 0x54_65_72: UInt8(ascii: "*")  // Ter
    default: nil
    }
  }
}

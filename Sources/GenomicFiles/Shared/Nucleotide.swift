/// Bases as bytes of text.
package enum Nucleotide {
  /// The place of a base in `ACGTN`, ignoring case; `nil` for any other byte.
  @inline(__always) package static func index(of byte: UInt8) -> Int? {
    switch byte & 0xDF {
    case UInt8(ascii: "A"): 0
    case UInt8(ascii: "C"): 1
    case UInt8(ascii: "G"): 2
    case UInt8(ascii: "T"): 3
    case UInt8(ascii: "N"): 4
    default: nil
    }
  }
}

/// A place on the page: a patient, or a mutation of a patient, such as `P109/ERBB2:p.L755S`.
package struct PageAnchor: Hashable, Sendable {
  /// The part after `#`, as the page's own links have it.
  package let text: String

  /// Names a place.
  ///
  /// - Parameter mutation: Such as `ERBB2:p.L755S`; `nil` for the patient.
  package init(patient: String, mutation: String?) {
    text = ([patient] + [mutation].compactMap { $0 }).map(Self.encoded).joined(separator: "/")
  }

  /// Percent-encoded where a letter would end the part or mean something else in an address.
  private static func encoded(_ part: String) -> String {
    part.utf8.reduce(into: "") { text, byte in
      let scalar = Unicode.Scalar(byte)
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", ":", "=", ">", "+":
        text.unicodeScalars.append(scalar)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
  }
}

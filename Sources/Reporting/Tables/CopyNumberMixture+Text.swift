public import TumorModel

extension CopyNumberMixture {
  /// Reads `share:major+minor` of each part, joined by commas, or returns `nil`.
  ///
  /// Shares are scaled to add to 1, since tables round them to six digits.
  public init?(tableText text: String) {
    var parts: [(share: Double, copyNumber: CopyNumber)] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let fields = part.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count == 2, let share = Double(fields[0]), share > 0, share <= 1 else {
        return nil
      }
      let copies = fields[1].split(separator: "+", omittingEmptySubsequences: false)
      guard copies.count == 2, let major = Int(copies[0]), let minor = Int(copies[1]),
        let copyNumber = CopyNumber(major: major, minor: minor)
      else { return nil }
      parts.append((share, copyNumber))
    }
    let sum = parts.reduce(0) { $0 + $1.share }
    self.init(parts.map { Part(cellFraction: $0.share / sum, copyNumber: $0.copyNumber) })
  }
}

extension TableWriter {
  /// Writes `share:major+minor` of each part, joined by commas, or an empty field.
  mutating func mixtureField(_ mixture: CopyNumberMixture?) {
    for (index, part) in (mixture?.parts ?? []).enumerated() {
      if index > 0 { append(byte: UInt8(ascii: ",")) }
      append(part.cellFraction)
      append(byte: UInt8(ascii: ":"))
      append(part.copyNumber.major)
      append(byte: UInt8(ascii: "+"))
      append(part.copyNumber.minor)
    }
    separate()
  }
}

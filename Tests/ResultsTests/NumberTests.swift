import DelimitedText
import Foundation
import Testing

@Suite("Numbers in tables")
struct NumberTests {
  private func written(_ value: Double) -> String {
    var table = TableWriter()
    table.append(value)
    return table.text
  }

  @Test func `agree with C on a hundred thousand seeded values`() {
    var state: UInt64 = 20_190_107
    var wrong: [Double] = []
    for index in 0..<100_000 {
      // splitmix64, as values in very different ranges.
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      bits ^= bits >> 31
      let unit = Double(bits >> 11) * 0x1p-53
      let value: Double =
        switch index % 6 {
        case 0: unit
        case 1: pow(10, 40 * unit - 30)
        case 2: Double(Int(unit * 1_000_000)) / 1000 + 0.000_5
        case 3: Double(bitPattern: bits)
        case 4: -pow(unit, 8)
        default: Double(Int(unit * 4096)) / 4096
        }
      if value.isFinite, value != 0, written(value) != String(format: "%.6g", value) {
        wrong.append(value)
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test(
    "are short",
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (0.05, "0.05"), (1e-7, "1e-07"), (0.1 + 0.2, "0.3"),
      (123_456, "123456"), (1_234_567, "1.23457e+06"), (999_999.5, "1e+06"), (99_999.95, "100000"),
      (0.000_123_456_7, "0.000123457"), (9.999_999e-5, "0.0001"),
      (.leastNonzeroMagnitude, "4.94066e-324"),
      (-2.5, "-2.5"), (.infinity, "inf"), (1e22, "1e+22"), (1e300, "1e+300"), (1e-100, "1e-100"),
    ] as [(Double, String)])
  func short(value: Double, text: String) {
    #expect(written(value) == text)
  }

  @Test func `whole numbers keep every digit`() {
    for value in [0, 7, 10, 99, 100, -1, -120, 1_000_000_007, Int.max] {
      var table = TableWriter()
      table.append(value)
      #expect(table.text == "\(value)")
    }
  }

  @Test func `text loses tabs and line ends, and nothing else`() {
    var table = TableWriter(capacity: 64)
    table.field("a\tb\nc\rd")
    table.field(String(repeating: "ü<\"=#", count: 40))
    table.field(nil as Int?)
    table.field(nil as Double?)
    table.endRow()
    #expect(table.text == "a b c d\t" + String(repeating: "ü<\"=#", count: 40) + "\t\t\n")
  }
}

import DelimitedText
import TumorModel

/// What the fields of a copy-number table hold.
extension TableFields {
  mutating func chromosome(_ column: Int) -> Chromosome? {
    let chromosome = Chromosome(text(column))
    if chromosome == nil { fault(column, "a chromosome") }
    return chromosome
  }

  /// A position; some tools write 1e+06 for a million.
  mutating func position(_ column: Int, atLeast lowest: Int, _ expected: String) -> Int? {
    whole(column, expected, in: lowest...max(lowest, Int(Int32.max)))
  }

  /// Copies per cell, which some tools let fall a little below zero.
  mutating func copies(_ column: Int) -> Double? {
    number(column, "copies per cell, from 0 to 10000") { $0 > -0.5 && $0 <= 10_000 }
  }

  /// A fraction of cells.
  mutating func share(_ column: Int) -> Double? {
    number(column, "a fraction from 0 to 1") { (0...1.000_001).contains($0) }
  }
}

package import DelimitedText
import GenomicFiles

/// Lengths of genes from a table of names and lengths.
package enum GeneLengths {
  private static let expected = "a gene, a tab and its callable length"

  /// Reads `gene<TAB>length`, with or without a header line.
  ///
  /// A gene whose length is missing is left out.
  ///
  /// - Throws: Every line of another form, with its place.
  package static func read(_ path: String) throws(InputErrors) -> [String: Double] {
    var lines = try LineReader(path: path, expected: "lengths of genes", capacity: 1 << 16)
    var errors = ErrorCollector(path: path)
    var lengths: [String: Double] = [:]
    var isFirst = true
    while let bytes = try lines.next() {
      if bytes.trimmed.isEmpty || bytes.first == UInt8(ascii: "#") { continue }
      // The one failure is an open quote, and quotes are not read here.
      guard
        let line = try? DelimitedLine(
          bytes, number: lines.number, delimiter: UInt8(ascii: "\t"), isQuoted: false)
      else { continue }
      let (gene, length) = (line.field(0), line.field(1))
      // A header line has a name where others have a number.
      let isHeader = isFirst && length.text.first?.isLetter == true
      isFirst = false
      if isHeader { continue }
      if gene.text.isEmpty || line.fields.count < 2 {
        errors.add(
          .malformed(problem: "the line is no gene with a length", expected: expected),
          line: line.number, column: 1, source: line.source)
      } else if MissingValue.isMissing(length.text) {
        continue
      } else if let value = NumberText.decimal(length.text), value > 0 {
        if lengths.updateValue(value, forKey: gene.text) != nil {
          errors.add(
            .malformed(
              problem: "the gene '\(gene.text)' is there twice", expected: "each gene once"),
            line: line.number, column: gene.column, source: line.source)
        }
      } else {
        errors.add(
          .badField(column: "length", found: length.text, expected: "a number above 0"),
          line: line.number, column: length.column, source: line.source)
      }
    }
    try errors.throwIfAny()
    guard !lengths.isEmpty else {
      throw errors.failure(.malformed(problem: "there are no lengths", expected: expected))
    }
    return lengths
  }
}

import DelimitedText
package import Results

extension PowerTable {
  /// What the numbers hold for, in a comment line.
  package var setting: String {
    "# purity \(Wording.number(purity)), \(Wording.count(totalCopies, "copy", "copies")) in tumour cells "
      + "(\(multiplicity) mutated), \(normalCopies) in normal cells, error rate "
      + "\(Wording.rate(errorRate)), precision of allele counts "
      + (precision.isFinite ? Wording.number(precision) : "infinite (no scatter)")
      + ", P(errors alone reach k*) at most \(Wording.number(alpha))"
  }

  /// The table as tab-separated text for a person: what it holds for, then numbers of three digits.
  package var text: String {
    let exact = self
    var rounded = exact
    for index in rounded.rows.indices {
      rounded.rows[index].power = exact.rows[index].power.map(Wording.rounded)
      rounded.rows[index].limitOfDetection = exact.rows[index].limitOfDetection.map(Wording.rounded)
    }
    return setting + "\n" + rounded.table
  }

  private var table: String {
    var text = TableWriter()
    if !rows.isEmpty {
      let table = PowerRow.table(cellFractions: cellFractions)
      text.appendHeader(of: table)
      for row in rows { text.append(row, of: table) }
    }
    if !needs.isEmpty {
      text.appendHeader(of: DepthNeededRow.self)
      for row in needs { text.append(row) }
    }
    return String(text.text.dropLast())
  }
}

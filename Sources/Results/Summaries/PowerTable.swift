/// What `metachron power` prints: the power to detect a clone at several depths, or the depth that a
/// power needs.
package struct PowerTable: JSONObject, Hashable {
  package var purity = 1.0
  package var totalCopies = 2
  package var normalCopies = 2
  package var multiplicity = 1
  package var errorRate = 0.0
  package var precision = Double.infinity
  package var alpha = 0.0
  package var cellFractions: [Double] = []
  package var rows: [PowerRow] = []
  package var needs: [DepthNeededRow] = []

  package init() {}

  package static let properties: [JSONProperty<PowerTable>] = [
    JSONProperty(
      "purity", \.purity, unit: .shareOfCells, .positiveFraction, meaning: "Tumour purity"),
    JSONProperty(
      "total_copies", \.totalCopies, unit: .copiesPerTumorCell, .copies,
      meaning: "Copies of the locus"),
    JSONProperty(
      "normal_copies", \.normalCopies, unit: .copiesPerNormalCell, .copies,
      meaning: "Copies of the locus"),
    JSONProperty(
      "multiplicity", \.multiplicity, unit: .copiesPerTumorCell, .copies,
      meaning: "Mutated copies in a mutated cell"),
    JSONProperty(
      "error_rate", \.errorRate, unit: .probability, .errorRate,
      meaning: "P(read alternate, given a reference molecule)"),
    JSONProperty(
      "precision", \.precision, .precision,
      meaning: "Beta-binomial precision of allele counts; `inf` for the binomial"),
    JSONProperty(
      "alpha", \.alpha, unit: .probability, .probability,
      meaning: "Greatest P(errors alone reach "
        + "`\(PowerRow.table.name(of: \.criticalCount) ?? "the critical count")`)"),
    JSONProperty(
      "cell_fractions", \.cellFractions, unit: .shareOfTumorCells, .positiveFraction,
      meaning: "Cancer cell fractions that `power` of each row is given for"),
    JSONProperty("rows", \.rows, meaning: "What each depth of `--depth` can show"),
    JSONProperty("needs", \.needs, meaning: "The depth that each fraction of `--ccf` needs"),
  ]
}

import TumorModel

/// The columns that every table of a cohort about single genes begins with.
extension ColumnSet {
  /// How a patient's calls become one outcome.
  static let patientRule =
    "The patient is the unit: pre-existing if any mutation of the gene and class was there at the "
    + "earliest sample, else acquired if any was, else indeterminate"

  static func geneAndClass<Row>(
    _ gene: WritableKeyPath<Row, String>, _ className: WritableKeyPath<Row, MutationClass>
  ) -> [Column<Row>] {
    [
      Column("gene", gene, meaning: "Gene symbol, as in the results"),
      classOfMutations("class", className, of: "the gene"),
    ]
  }

  static func classOfMutations<Row>(
    _ name: String, _ path: WritableKeyPath<Row, MutationClass>, of gene: String
  ) -> Column<Row> {
    Column(
      name, path,
      values:
        "`any`: all that change the protein; `activating`: the conflicting ones included; or "
        + "another functional class",
      meaning: "Functional class of the mutations of \(gene) that count")
  }

  static func oddsRatio<Row>(
    _ name: String, _ path: WritableKeyPath<Row, Double?>, values: String = "", meaning: String
  ) -> Column<Row> {
    Column(name, path, .ratio, values: values, meaning: meaning)
  }

  static func shareOfPatients<Row>(
    _ name: String, _ path: WritableKeyPath<Row, Double?>, values: String = "", meaning: String
  ) -> Column<Row> {
    Column(name, path, unit: .shareOfPatients, .fraction, values: values, meaning: meaning)
  }
}

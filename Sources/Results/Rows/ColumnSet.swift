/// Columns that several tables share, so that each is described once.
enum ColumnSet {
  static func names<Value: NamedFieldValue>(_ type: Value.Type) -> String {
    Value.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }

  static func patient<Row>(_ path: WritableKeyPath<Row, String>) -> Column<Row> {
    Column("patient", path, meaning: "Identifier of the patient")
  }

  static func gene<Row>(_ path: WritableKeyPath<Row, String>) -> Column<Row> {
    Column("gene", path, meaning: "Gene symbol, as in the input")
  }

  static func proteinChange<Row>(_ path: WritableKeyPath<Row, String>) -> Column<Row> {
    Column(
      "protein_change", path, values: "such as `p.L755S`",
      meaning: "Protein change, as in the input")
  }

  static func classification<Row>(_ path: WritableKeyPath<Row, String>) -> Column<Row> {
    Column("variant_class", path, meaning: "Variant classification, as in the input")
  }

  static func functionalClass<Row>(_ path: WritableKeyPath<Row, String>) -> Column<Row> {
    Column(
      "functional_class", path, values: "empty where it has none",
      meaning: "Class of the variant in the knowledge table")
  }

  static func mutation<Row, Value: FieldValue>(
    _ path: WritableKeyPath<Row, Value>
  ) -> Column<Row> {
    Column("mutation", path, values: "`chromosome:position:ref>alt`", meaning: "The change")
  }

  /// The columns of a change's place and bases.
  static func site<Row, Name: FieldValue, Position: FieldValue, Bases: FieldValue>(
    _ chromosome: WritableKeyPath<Row, Name>, _ position: WritableKeyPath<Row, Position>,
    _ reference: WritableKeyPath<Row, Bases>, _ alternate: WritableKeyPath<Row, Bases>,
    values: String = ""
  ) -> [Column<Row>] {
    [
      Column(
        "chromosome", chromosome, values: "1 to 22, X, Y, MT, contigs",
        meaning: "Chromosome without `chr`"),
      Column(
        "position", position, unit: .base, .position, values: values,
        meaning: "Position of the change; for an insertion, the base before it"),
      Column(
        "ref", reference, values: "bases, or `-` for an insertion", meaning: "Reference bases"),
      Column("alt", alternate, values: "bases, or `-` for a deletion", meaning: "Alternate bases"),
    ]
  }

  static func earlierSample<Row>(_ path: WritableKeyPath<Row, ComparedSample>) -> Column<Row> {
    Column(
      "earlier_sample", path, values: "an identifier, or `*` for all of them",
      meaning: "Earlier sample")
  }

  static func laterSample<Row>(_ path: WritableKeyPath<Row, ComparedSample>) -> Column<Row> {
    Column(
      "later_sample", path, values: "an identifier, or `*` for all of them", meaning: "Later sample"
    )
  }

  static func day<Row>(
    _ name: String, _ path: WritableKeyPath<Row, Int?>, of what: String
  ) -> Column<Row> {
    Column(
      name, path, unit: .daysFromDiagnosis, .day, values: "empty where unknown",
      meaning: "Day of \(what)")
  }

  static func probability<Row>(
    _ name: String, _ path: WritableKeyPath<Row, Double?>, values: String = "", meaning: String
  ) -> Column<Row> {
    Column(name, path, unit: .probability, .probability, values: values, meaning: meaning)
  }

  static func patients<Row>(
    _ name: String, _ path: WritableKeyPath<Row, Int>, meaning: String
  ) -> Column<Row> {
    Column(name, path, unit: .patients, .count, meaning: meaning)
  }
}
